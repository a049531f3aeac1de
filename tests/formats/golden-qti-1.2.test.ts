import {it} from 'vitest'
import {expectGolden} from '../helpers/golden.js'

it('qti-1.2 writes everything as its golden has it', () => expectGolden('qti-1.2'))
