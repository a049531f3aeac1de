import type {BitReader, BitWriter} from './bits.js'

/** How one kind of value is written as bits, and read again: one description for both ways. */
export interface Code<T> {
  write(out: BitWriter, value: T): void
  read(bits: BitReader): T
}

/** A number of a declared width. */
export const fixed = (width: number): Code<number> => ({
  write: (out, value) => out.bits(value, width),
  read: (bits) => bits.bits(width),
})

/** A number of any size; see `writeBits`. */
export const open = (group: number): Code<number> => ({
  write: (out, value) => out.number(value, group),
  read: (bits) => bits.number(group),
})

export const text: Code<string> = {
  write: (out, value) => out.text(value),
  read: (bits) => bits.text(),
}

/** The value in another form. */
export const via = <A, B>(code: Code<A>, to: (value: B) => A, from: (value: A) => B): Code<B> => ({
  write: (out, value) => code.write(out, to(value)),
  read: (bits) => from(code.read(bits)),
})

export const flag: Code<boolean> = via(fixed(1), Number, Boolean)

/** A multiple of 1/`step`. */
export const stepped = (code: Code<number>, step: number): Code<number> =>
  via(
    code,
    (value) => Math.round(value * step),
    (value) => value / step,
  )

/** One of a few words. */
export const oneOf = <T>(words: readonly T[], width: number): Code<T> =>
  via(
    fixed(width),
    (word) => words.indexOf(word),
    (index) => words[index] as T,
  )

export const optional = <T>(code: Code<T>): Code<T | null> => ({
  write: (out, value) => {
    flag.write(out, value !== null)
    if (value !== null) code.write(out, value)
  },
  read: (bits) => (flag.read(bits) ? code.read(bits) : null),
})

export const list = <T>(code: Code<T>, group: number): Code<readonly T[]> => ({
  write: (out, values) => {
    out.number(values.length, group)
    for (const value of values) code.write(out, value)
  },
  read: (bits) => {
    const values: T[] = []
    for (let left = bits.number(group); left > 0; left -= 1) values.push(code.read(bits))
    return values
  },
})

/** The fields of a thing, in the order in which they are named here. */
export const fields = <T extends object>(codes: {readonly [K in keyof T]-?: Code<T[K]>}): Code<T> => {
  const all = Object.entries(codes) as [keyof T, Code<T[keyof T]>][]
  return {
    write: (out, value) => {
      for (const [name, code] of all) code.write(out, value[name])
    },
    read: (bits) => Object.fromEntries(all.map(([name, code]) => [name, code.read(bits)])) as T,
  }
}
