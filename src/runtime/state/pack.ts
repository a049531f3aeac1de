import {checksum, fromAscii, toAscii} from './ascii.js'

/**
 * What makes bytes shorter and brings them back. It is a script of its own, `assets/deflate.js`, which the player fetches
 * when a state needs it: nearly all states are small enough as they are.
 */
export interface Press {
  deflate(bytes: Uint8Array): Uint8Array
  inflate(bytes: Uint8Array): Uint8Array
}

/** The first character of a state: layout 1 (`model/state-layout`), plain or deflated. */
const plain = 'A'
const deflated = 'B'

/** Whether this state can only be read with a press. */
export const isPressed = (state: string): boolean => state[0] === deflated

/** Bytes with a checksum as characters; deflated if there is a press. */
export const pack = (payload: Uint8Array, press?: Press): string => {
  const crc = checksum(payload)
  const body = press ? press.deflate(payload) : payload
  return (press ? deflated : plain) + toAscii(Uint8Array.from([crc >>> 24, crc >>> 16, crc >>> 8, crc, ...body]))
}

/** Throws where the characters are not those of `pack`. */
export const unpack = (packed: string, press?: Press): Uint8Array => {
  const bytes = fromAscii(packed.slice(1))
  const body = bytes.subarray(4)
  const payload = packed[0] === plain ? body : isPressed(packed) ? press?.inflate(body) : undefined
  if (!payload || checksum(payload) !== bytes.subarray(0, 4).reduce((crc, byte) => crc * 256 + byte, 0))
    throw new RangeError()
  return payload
}
