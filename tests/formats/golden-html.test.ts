import {it} from 'vitest'
import {expectGolden} from '../helpers/golden.js'

it('html writes everything as its golden has it', () => expectGolden('html'))
