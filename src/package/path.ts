import {v5} from 'uuid'
import {compareText} from '../model/place.js'

/** Characters that every system, importer and address takes as they are: LMSs lose files with others. */
const safe = /^[a-z0-9_][a-z0-9._-]*(\/[a-z0-9_][a-z0-9._-]*)*$/

/** Whether a path may stand in a package. Names that standards fix, such as `imsmanifest.xml`, are lower case too. */
export const isPackagePath = (path: string): boolean => safe.test(path)

/**
 * Paths for files that authors named: ASCII, lower case, below the same folders. Each depends on its own name alone,
 * unless two names come out alike: then all but an unchanged one get a mark made from their name.
 */
export const packagePaths = (paths: Iterable<string>): ReadonlyMap<string, string> => {
  const alike = new Map<string, string[]>()
  for (const path of [...new Set(paths)].sort(compareText))
    alike.set(plain(path), [...(alike.get(plain(path)) ?? []), path])
  return new Map(
    [...alike].flatMap(([name, group]) => {
      const kept = group.length === 1 ? group[0] : name
      return group.map((path) => [path, path === kept ? name : marked(path)] as const)
    }),
  )
}

const plain = (path: string): string => path.split('/').map(plainStep).join('/')

const plainStep = (step: string): string => {
  const [, name = step, ending = ''] = /^(.+?)(\.[^.]{1,10})?$/s.exec(step) ?? []
  const stem = ascii(name).slice(0, 80).replace(/-+$/, '')
  const plainEnding = ascii(ending)
  const named = stem === '' || reserved.test(stem) ? `file-${mark(step)}` : stem
  return plainEnding === '' ? named : `${named}.${plainEnding}`
}

const ascii = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f'’]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9_]+/g, '-')
    .replace(/^-+|-+$/g, '')

/** Names that Windows keeps for devices. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/

const withoutEnding = (path: string): string => path.replace(/\.[^./]*$/, '')

const marked = (path: string): string => {
  const name = plain(path)
  const stem = withoutEnding(name)
  return `${stem}-${mark(path)}${name.slice(stem.length)}`
}

/** Eight characters that follow from a text. */
const mark = (text: string): string => v5(JSON.stringify(text), '0c7b6f3e-52c1-5d55-8f0d-2b7a3f1e9a64').slice(0, 8)
