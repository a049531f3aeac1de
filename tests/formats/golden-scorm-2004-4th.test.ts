import {it} from 'vitest'
import {expectGolden} from '../helpers/golden.js'

it('scorm-2004-4th writes everything as its golden has it', () => expectGolden('scorm-2004-4th'))
