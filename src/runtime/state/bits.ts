/**
 * Bits into bytes and back. A `number` is written in groups of `group` bits, lowest first, each with a bit that says
 * whether another follows: small numbers stay small, and none needs a declared width. Texts stand whole behind the bits,
 * the last one first, so that they can be compressed; among the bits is only their length.
 */

export interface BitWriter {
  bits(value: number, width: number): void
  number(value: number, group: number): void
  text(text: string): void
  bytes(): Uint8Array
}

export const writeBits = (): BitWriter => {
  const bytes: number[] = []
  let texts: number[] = []
  let length = 0
  const bits = (value: number, width: number): void => {
    for (let bit = 0; bit < width; bit += 1) {
      const place = length % 8
      if (place === 0) bytes.push(0)
      bytes[bytes.length - 1] = (bytes[bytes.length - 1] as number) | (((value >>> bit) & 1) << place)
      length += 1
    }
  }
  const number = (value: number, group: number): void => {
    let rest = value
    do {
      bits(rest, group)
      rest >>>= group
      bits(rest > 0 ? 1 : 0, 1)
    } while (rest > 0)
  }
  return {
    bits,
    number,
    text: (text) => {
      const encoded = new TextEncoder().encode(text)
      number(encoded.length, lengthGroup)
      texts = [...encoded, ...texts]
    },
    bytes: () => Uint8Array.from([...bytes, ...texts]),
  }
}

/** Throws a RangeError at the end of the bytes. */
export interface BitReader {
  bits(width: number): number
  number(group: number): number
  text(): string
}

export const readBits = (bytes: Uint8Array): BitReader => {
  let position = 0
  let end = bytes.length
  const bits = (width: number): number => {
    let value = 0
    for (let bit = 0; bit < width; bit += 1) {
      if (position >> 3 >= end) throw new RangeError()
      value |= (((bytes[position >> 3] as number) >> (position % 8)) & 1) << bit
      position += 1
    }
    return value
  }
  const number = (group: number): number => {
    let value = 0
    for (let shift = 0; shift < 30; shift += group) {
      value += bits(group) << shift
      if (!bits(1)) return value
    }
    throw new RangeError()
  }
  return {
    bits,
    number,
    text: () => {
      const start = end - number(lengthGroup)
      if (start < 0) throw new RangeError()
      const text = new TextDecoder('utf-8', {ignoreBOM: true}).decode(bytes.subarray(start, end))
      end = start
      return text
    },
  }
}

/** How many bits `number` needs for this value. */
export const numberBits = (value: number, group: number): number => {
  let bits = group + 1
  for (let rest = value >>> group; rest > 0; rest >>>= group) bits += group + 1
  return bits
}

/** How many bits a text of so many bytes needs. */
export const textBits = (bytes: number): number => numberBits(bytes, lengthGroup) + 8 * bytes

const lengthGroup = 5
