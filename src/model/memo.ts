/**
 * What remembers results of pure functions, from one run to the next or within one. Results are plain data, as JSON can
 * hold them; each that is asked for is a copy of its own.
 */
export interface Memo {
  /** The result of this kind that was made from the same before; else `make` makes it. `from` names all that it depends on. */
  readonly of: <T>(kind: string, from: () => readonly string[], make: () => T) => T
  /** Whether `of` would make nothing. */
  readonly has: (kind: string, from: readonly string[]) => boolean
  /** A short text that stands for a thing and all that it holds in `from`. Of one thing it is made once. */
  readonly stamp: (thing: object) => string
}

/** As `Memo.of`, where there may be nothing that remembers. */
export const remembered = <T>(
  memo: Memo | undefined,
  kind: string,
  from: (memo: Memo) => readonly string[],
  make: () => T,
): T => (memo ? memo.of(kind, () => from(memo), make) : make())
