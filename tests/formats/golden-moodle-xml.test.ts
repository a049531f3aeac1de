import {it} from 'vitest'
import {expectGolden} from '../helpers/golden.js'

it('moodle-xml writes everything as its golden has it', () => expectGolden('moodle-xml'))
