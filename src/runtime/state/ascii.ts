/** Bytes as characters that every LMS, database and XML file leaves alone: base64url without padding. */
export const toAscii = (bytes: Uint8Array): string => {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary).replace(/[+/=]/g, (character) => ({'+': '-', '/': '_'})[character] ?? '')
}

/** Throws for characters that `toAscii` does not write. */
export const fromAscii = (text: string): Uint8Array =>
  Uint8Array.from(atob(text.replace(/[-_]/g, (character) => (character === '-' ? '+' : '/'))), (character) =>
    character.charCodeAt(0),
  )

/** CRC-32 (ISO 3309, as in zip). */
export const checksum = (bytes: Uint8Array): number => {
  let crc = -1
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return ~crc >>> 0
}

/** A print of a text in so many bits (less than 32), to compare it with another. */
export const hashText = (text: string, bits: number): number =>
  checksum(new TextEncoder().encode(text)) & (2 ** bits - 1)
