import {it} from 'vitest'
import {expectGolden} from '../helpers/golden.js'

it('gift writes everything as its golden has it', () => expectGolden('gift'))
