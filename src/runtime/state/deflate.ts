/** The script `assets/deflate.js`; see `Press`. */
import {deflateSync, inflateSync} from 'fflate'
import type {Press} from './pack.js'

export const press: Press = {
  deflate: (bytes) => deflateSync(bytes, {level: 9}),
  inflate: (bytes) => inflateSync(bytes),
}

Object.assign(globalThis, {coursewrightPress: press})
