import {it} from 'vitest'
import {expectGolden} from '../helpers/golden.js'

it('canvas writes everything as its golden has it', () => expectGolden('canvas'))
