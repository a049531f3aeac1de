import {idPattern, slugOf} from '../model/names.js'

/** Gives out ids, each once. */
export interface Ids {
  /** The first of these names that suggests an id, with a number behind it if it is taken. */
  readonly take: (...names: readonly (string | undefined)[]) => string
}

export const takeIds = (otherwise: string): Ids => {
  const taken = new Set<string>()
  return {
    take(...names) {
      const name = names.map(suggested).find((slug) => slug !== '') ?? otherwise
      let id = name
      for (let number = 2; taken.has(id); number++) id = `${name}-${number}`
      taken.add(id)
      return id
    },
  }
}

/** A name that a person gave, as an id. What programs give (numbers, long hexadecimal keys) suggests nothing. */
const suggested = (name: string | undefined): string => {
  if (name === undefined) return ''
  const slug = slugOf(name, 50)
  return idPattern.test(slug) && !isMachineMade(slug) ? slug : ''
}

const isMachineMade = (slug: string): boolean =>
  !/[a-z]/.test(slug) ||
  /[0-9a-f]{16}/.test(slug) ||
  /^[a-z]{0,4}-?\d{4,}/.test(slug) ||
  /^[a-z]-?[0-9a-f]{6,}$/.test(slug)
