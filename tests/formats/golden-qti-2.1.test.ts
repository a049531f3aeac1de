import {it} from 'vitest'
import {expectGolden} from '../helpers/golden.js'

it('qti-2.1 writes everything as its golden has it', () => expectGolden('qti-2.1'))
