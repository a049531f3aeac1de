/** What the local header of a zip entry says. */
export interface LocalHeader {
  readonly name: string
  readonly flags: number
  /** 0 stored, 8 deflated. */
  readonly method: number
  readonly time: number
  readonly date: number
  readonly crc: number
  readonly compressedSize: number
  readonly size: number
  /** Of the central directory: Unix mode in the upper half. */
  readonly externalAttributes: number
}

/** Reads every local header of a zip by its bytes: a reader of our own, since libraries look at the central directory alone. Source: APPNOTE.TXT 6.3.10, 4.3.7 and 4.3.12. */
export const localHeaders = (zip: Uint8Array): readonly LocalHeader[] => {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength)
  let end = zip.length - 22
  while (view.getUint32(end, true) !== 0x06054b50) end -= 1
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  return Array.from({length: count}, () => {
    const externalAttributes = view.getUint32(at + 38, true)
    const local = view.getUint32(at + 42, true)
    const nameLength = view.getUint16(local + 26, true)
    const header = {
      name: new TextDecoder().decode(zip.subarray(local + 30, local + 30 + nameLength)),
      flags: view.getUint16(local + 6, true),
      method: view.getUint16(local + 8, true),
      time: view.getUint16(local + 10, true),
      date: view.getUint16(local + 12, true),
      crc: view.getUint32(local + 14, true),
      compressedSize: view.getUint32(local + 18, true),
      size: view.getUint32(local + 22, true),
      externalAttributes,
    }
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
    return header
  })
}
