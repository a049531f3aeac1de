import {it} from 'vitest'
import {expectGolden} from '../helpers/golden.js'

it('scorm-2004-3rd writes everything as its golden has it', () => expectGolden('scorm-2004-3rd'))
