import {startPlayer} from './start.js'

void startPlayer('2004')
