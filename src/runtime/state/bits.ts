/**
 * Bits into bytes and back. A `number` is written in groups of `group` bits, lowest first, each with a bit that says
 * whether another follows: small numbers stay small, and none needs a declared width.
 */

export interface BitWriter {
  bits(value: number, width: number): void
  number(value: number, group: number): void
  text(text: string): void
  bytes(): Uint8Array
}

export const writeBits = (): BitWriter => {
  const bytes: number[] = []
  let length = 0
  const bits = (value: number, width: number): void => {
    for (let bit = 0; bit < width; bit += 1) {
      if (length % 8 === 0) bytes.push(0)
      if ((value >>> bit) & 1) bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) | (1 << (length % 8))
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
      for (const byte of encoded) bits(byte, 8)
    },
    bytes: () => Uint8Array.from(bytes),
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
  const bits = (width: number): number => {
    let value = 0
    for (let bit = 0; bit < width; bit += 1) {
      const byte = bytes[position >> 3]
      if (byte === undefined) throw new RangeError('The state ends too early.')
      value |= ((byte >> position % 8) & 1) << bit
      position += 1
    }
    return value >>> 0
  }
  const number = (group: number): number => {
    let value = 0
    for (let shift = 0; shift < 32; shift += group) {
      value += bits(group) * 2 ** shift
      if (bits(1) === 0) return value
    }
    throw new RangeError('A number in the state is too long.')
  }
  return {
    bits,
    number,
    text: () => {
      const length = number(lengthGroup)
      if (length > bytes.length) throw new RangeError('A text in the state is too long.')
      return new TextDecoder().decode(Uint8Array.from({length}, () => bits(8)))
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
