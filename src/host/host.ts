/** The machine, as far as coursewright needs it. Paths are the machine's own; `list` answers with `/`. */
export interface Host {
  /**
   * Every file below the folder, in code-point order, relative to it. Hidden files and `node_modules` are left out.
   * Symbolic links are not followed, since they could lead out of the folder: `onLink` is told of each.
   */
  list(folder: string, onLink?: (path: string) => void): Promise<readonly string[]>
  exists(path: string): Promise<boolean>
  read(path: string): Promise<Uint8Array>
  /** What a file is, without holding more of it in memory than its head. */
  fingerprint(path: string): Promise<Fingerprint>
  /** Writes through a temporary neighbour, so that readers see the old file or the new one, never a half. */
  write(path: string, data: string | Uint8Array): Promise<void>
  /** Creates the folder with its parents. */
  makeFolder(path: string): Promise<void>
  /** Hexadecimal. */
  digest(data: Uint8Array, algorithm?: 'sha256' | 'sha1'): string
}

/** Digests are hexadecimal. */
export interface Fingerprint {
  readonly sha256: string
  readonly sha1: string
  /** Bytes. */
  readonly size: number
  /** The first bytes, `headSize` at most. */
  readonly head: Uint8Array
}

/** Enough for what tells the size of a picture to stand in. */
export const headSize = 4_000_000
