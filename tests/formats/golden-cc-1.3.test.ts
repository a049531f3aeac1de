import {it} from 'vitest'
import {expectGolden} from '../helpers/golden.js'

it('cc-1.3 writes everything as its golden has it', () => expectGolden('cc-1.3'))
