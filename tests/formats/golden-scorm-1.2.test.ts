import {it} from 'vitest'
import {expectGolden} from '../helpers/golden.js'

it('scorm-1.2 writes everything as its golden has it', () => expectGolden('scorm-1.2'))
