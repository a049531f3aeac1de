import {open} from 'node:fs/promises'

/** What a file is packed as, by its first bytes. */
export const packedAs = async (path: string): Promise<'zip' | 'gzip' | 'file'> => {
  const handle = await open(path)
  try {
    const {buffer} = await handle.read({buffer: Buffer.alloc(4), position: 0})
    const start = buffer.toString('hex')
    // A local header, or the end of an archive that holds nothing.
    if (start === '504b0304' || start === '504b0506') return 'zip'
    return start.startsWith('1f8b') ? 'gzip' : 'file'
  } finally {
    await handle.close()
  }
}
