import {deflateSync, inflateSync} from 'fflate'
import {checksum, fromAscii, toAscii} from './ascii.js'

/** The first character of a state: format 1, plain or deflated. */
const plain = 'A'
const deflated = 'B'

/** Bytes with a checksum as characters; deflated where that is shorter. */
export const pack = (payload: Uint8Array): string => {
  const small = deflateSync(payload, {level: 9})
  const [format, body] = small.length < payload.length ? [deflated, small] : [plain, payload]
  const crc = checksum(payload)
  return format + toAscii(Uint8Array.from([crc >>> 24, crc >>> 16, crc >>> 8, crc, ...body]))
}

/** Throws where the characters are not those of `pack`. */
export const unpack = (packed: string): Uint8Array => {
  const bytes = fromAscii(packed.slice(1))
  const body = bytes.subarray(4)
  const payload = packed[0] === plain ? body : packed[0] === deflated ? inflateSync(body) : undefined
  if (!payload || checksum(payload) !== bytes.subarray(0, 4).reduce((crc, byte) => crc * 256 + byte, 0))
    throw new RangeError()
  return payload
}
