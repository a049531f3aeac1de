/** Runs before the first paint, so that a page does not first show in colours that the learner did not choose. */
import {apply} from './settings.js'

apply()
