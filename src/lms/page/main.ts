/** Runs in the page of the LMS that `verify` launches courses in: puts the API there. */
import type {Launch} from '../calls.js'
import {strictApi} from './strict.js'
import {watched} from './watch.js'

const launch = JSON.parse(document.getElementById('launch')?.textContent ?? '') as Launch
window[launch.family === '1.2' ? 'API' : 'API_1484_11'] = watched(strictApi(launch), launch)
