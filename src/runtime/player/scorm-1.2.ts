import {startPlayer} from './start.js'

void startPlayer('1.2')
