import {crc32, deflateRawSync} from 'node:zlib'

/** An entry of a zip that no honest program writes. Fields that are absent are told truly. */
export interface CraftedEntry {
  readonly path: string
  readonly data?: string | Uint8Array
  /** What the directory says of the unpacked size. */
  readonly size?: number
  readonly flags?: number
  readonly mode?: number
  readonly checksum?: number
  /** Takes the packed bytes of the entry before it. */
  readonly shared?: boolean
}

/** A zip byte by byte (APPNOTE.TXT 6.3.10, 4.3), so that it can lie wherever a test wants. */
export const craftZip = (entries: readonly CraftedEntry[]): Buffer => {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  let before = 0
  for (const entry of entries) {
    const data = Buffer.from(entry.data ?? '')
    const packed = deflateRawSync(data)
    const name = Buffer.from(entry.path)
    const checksum = entry.checksum ?? crc32(data)
    const size = entry.size ?? data.length
    const common = (buffer: Buffer, at: number) => {
      buffer.writeUInt16LE(entry.flags ?? 0x800, at)
      buffer.writeUInt16LE(8, at + 2)
      buffer.writeUInt32LE(checksum >>> 0, at + 8)
      buffer.writeUInt32LE(packed.length, at + 12)
      buffer.writeUInt32LE(Math.min(size, 0xffffffff), at + 16)
      buffer.writeUInt16LE(name.length, at + 20)
    }
    const start = entry.shared ? before : offset
    if (!entry.shared) {
      const local = Buffer.alloc(30)
      local.writeUInt32LE(0x04034b50, 0)
      local.writeUInt16LE(20, 4)
      common(local, 6)
      parts.push(local, name, packed)
      before = offset
      offset += 30 + name.length + packed.length
    }
    const isHuge = size > 0xfffffffe
    const extra = Buffer.alloc(isHuge ? 12 : 0)
    if (isHuge) {
      extra.writeUInt16LE(1, 0)
      extra.writeUInt16LE(8, 2)
      extra.writeBigUInt64LE(BigInt(size), 4)
    }
    const central = Buffer.alloc(46)
    central.writeUInt32LE(0x02014b50, 0)
    central.writeUInt16LE((3 << 8) | 20, 4)
    central.writeUInt16LE(20, 6)
    common(central, 8)
    central.writeUInt16LE(extra.length, 30)
    central.writeUInt32LE(((entry.mode ?? 0o100644) << 16) >>> 0, 38)
    central.writeUInt32LE(start, 42)
    directory.push(central, name, extra)
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, listed, end])
}
