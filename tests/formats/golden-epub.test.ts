import {it} from 'vitest'
import {expectGolden} from '../helpers/golden.js'

it('epub writes everything as its golden has it', () => expectGolden('epub'))
