import {it} from 'vitest'
import {expectGolden} from '../helpers/golden.js'

it('moodle writes everything as its golden has it', () => expectGolden('moodle'))
