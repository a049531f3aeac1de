/** What the directory of a zip says of one file. Source of all layouts here: PKWARE, APPNOTE.TXT 6.3.10, 4.3 to 4.5. */
export interface ZipRecord {
  readonly name: string
  readonly date: Date
  readonly method: 'stored' | 'deflated'
  readonly crc: number
  /** Bytes, unpacked and as they stand in the zip. */
  readonly size: number
  readonly packed: number
  /** Where its local header begins. */
  readonly at: number
}

/** Sizes and offsets from here on need the fields of ZIP64; a little less than 4 GiB, since deflate may lengthen. */
const large = 0xf000_0000
const manyFiles = 0xffff

/** Stands before the data of a file. Its length does not depend on `crc` and `packed`, so that it may be written again. */
export const localHeader = ({name, date, method, crc, size, packed}: ZipRecord): Buffer => {
  const path = Buffer.from(name)
  const isLarge = size >= large
  if (!isLarge && packed > none) throw new Error(`${name} is longer than it was.`)
  const extra = isLarge ? zip64([size, packed]) : Buffer.alloc(0)
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(isLarge ? 45 : 20, 4)
  header.writeUInt16LE(flagsOf(name), 6)
  header.writeUInt16LE(methods[method], 8)
  writeMoment(header, date, 10)
  header.writeUInt32LE(crc, 14)
  header.writeUInt32LE(isLarge ? none : packed, 18)
  header.writeUInt32LE(isLarge ? none : size, 22)
  header.writeUInt16LE(path.length, 26)
  header.writeUInt16LE(extra.length, 28)
  return Buffer.concat([header, path, extra])
}

/** All that stands behind the last file: the directory, and where it begins. */
export const zipDirectory = (records: readonly ZipRecord[], at: number): Buffer => {
  const entries = Buffer.concat(records.map(centralHeader))
  const needsMore = records.length >= manyFiles || at >= large || entries.length >= large
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(needsMore ? manyFiles : records.length, 8)
  end.writeUInt16LE(needsMore ? manyFiles : records.length, 10)
  end.writeUInt32LE(needsMore ? none : entries.length, 12)
  end.writeUInt32LE(needsMore ? none : at, 16)
  return Buffer.concat([entries, ...(needsMore ? endOfLarge(records.length, entries.length, at) : []), end])
}

const centralHeader = ({name, date, method, crc, size, packed, at}: ZipRecord): Buffer => {
  const path = Buffer.from(name)
  const isLarge = size >= large || at >= large
  const extra = isLarge ? zip64([size, packed, at]) : Buffer.alloc(0)
  const header = Buffer.alloc(46)
  header.writeUInt32LE(0x02014b50, 0)
  header.writeUInt16LE(madeOnUnix | 45, 4)
  header.writeUInt16LE(isLarge ? 45 : 20, 6)
  header.writeUInt16LE(flagsOf(name), 8)
  header.writeUInt16LE(methods[method], 10)
  writeMoment(header, date, 12)
  header.writeUInt32LE(crc, 16)
  header.writeUInt32LE(isLarge ? none : packed, 20)
  header.writeUInt32LE(isLarge ? none : size, 24)
  header.writeUInt16LE(path.length, 28)
  header.writeUInt16LE(extra.length, 30)
  header.writeUInt32LE(plainFile * 0x1_0000, 38)
  header.writeUInt32LE(isLarge ? none : at, 42)
  return Buffer.concat([header, path, extra])
}

/** The end of the directory of a zip with more or larger things than the first layout can count, and where that is. */
const endOfLarge = (files: number, length: number, at: number): readonly Buffer[] => {
  const end = Buffer.alloc(56)
  end.writeUInt32LE(0x06064b50, 0)
  end.writeBigUInt64LE(44n, 4)
  end.writeUInt16LE(madeOnUnix | 45, 12)
  end.writeUInt16LE(45, 14)
  end.writeBigUInt64LE(BigInt(files), 24)
  end.writeBigUInt64LE(BigInt(files), 32)
  end.writeBigUInt64LE(BigInt(length), 40)
  end.writeBigUInt64LE(BigInt(at), 48)
  const locator = Buffer.alloc(20)
  locator.writeUInt32LE(0x07064b50, 0)
  locator.writeBigUInt64LE(BigInt(at + length), 8)
  locator.writeUInt32LE(1, 16)
  return [end, locator]
}

const zip64 = (numbers: readonly number[]): Buffer => {
  const extra = Buffer.alloc(4 + 8 * numbers.length)
  extra.writeUInt16LE(1, 0)
  extra.writeUInt16LE(8 * numbers.length, 2)
  for (const [index, number] of numbers.entries()) extra.writeBigUInt64LE(BigInt(number), 4 + 8 * index)
  return extra
}

const methods = {stored: 0, deflated: 8} as const
/** In a field of four bytes: look at the field of eight. */
const none = 0xffff_ffff
const madeOnUnix = 3 << 8
/** A file that its owner may write and all may read, in the words of Unix. */
const plainFile = 0o100644

/** Bit 11: the name is UTF-8. */
const flagsOf = (name: string): number => (Buffer.byteLength(name) === name.length ? 0 : 1 << 11)

const writeMoment = (header: Buffer, date: Date, at: number): void => {
  const time = (date.getUTCHours() << 11) | (date.getUTCMinutes() << 5) | (date.getUTCSeconds() >> 1)
  const day = ((date.getUTCFullYear() - 1980) << 9) | ((date.getUTCMonth() + 1) << 5) | date.getUTCDate()
  header.writeUInt16LE(time, at)
  header.writeUInt16LE(day, at + 2)
}
