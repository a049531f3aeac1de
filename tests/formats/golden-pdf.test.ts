import {it} from 'vitest'
import {expectGolden} from '../helpers/golden.js'

it('pdf writes everything as its golden has it, before it is printed', () => expectGolden('pdf'))
