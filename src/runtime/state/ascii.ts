/** Bytes as characters that every LMS, database and XML file leaves alone: base64url without padding. */
export const toAscii = (bytes: Uint8Array): string => {
  let text = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const left = bytes.length - i
    const triple = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0)
    for (let place = 0; place < Math.min(left, 3) + 1; place += 1) text += alphabet[(triple >> (18 - 6 * place)) & 63]
  }
  return text
}

/** Throws a RangeError for characters that `toAscii` does not write. */
export const fromAscii = (text: string): Uint8Array => {
  const bytes: number[] = []
  let buffer = 0
  let held = 0
  for (const character of text) {
    const value = alphabet.indexOf(character)
    if (value < 0) throw new RangeError('The state has a character that does not belong there.')
    buffer = ((buffer << 6) | value) & 0xffff
    held += 6
    if (held >= 8) {
      held -= 8
      bytes.push((buffer >> held) & 255)
    }
  }
  return Uint8Array.from(bytes)
}

/** CRC-32 (ISO 3309, as in zip). */
export const checksum = (bytes: Uint8Array): number => {
  let crc = -1
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return ~crc >>> 0
}

/** A short print of a text, to compare it with another. */
export const hashText = (text: string): number => checksum(new TextEncoder().encode(text))

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
