/** The script of a page that may stand alone: its session is in the player around it, or within itself. */
import {openSession} from '../session/client.js'
import {startPage} from './start.js'

void startPage(openSession)
