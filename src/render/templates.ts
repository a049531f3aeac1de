import {type Context, Liquid, type Template} from 'liquidjs'
import type {CompiledMessage} from '../model/player.js'
import {type Catalogue, compileAll, createMessages, readCatalogue} from './messages.js'

/** The words of the interface in one language. */
export interface Messages {
  readonly language: string
  /** The message with its arguments filled in. An unknown key is our bug and throws. */
  text(key: string, values?: Readonly<Record<string, string | number>>): string
  /** All messages whose key starts with this, compiled for the run time. */
  compiled(prefix: string): Readonly<Record<string, CompiledMessage>>
}

/** The files below `templates/`, as an institution may have replaced them. */
export interface Templates {
  /**
   * Fills a page shell; `name` is a file without `.liquid`. Values are escaped unless the template says `| raw`.
   * `data.language` decides the words of `{{ 'key' | t: count: 3 }}`.
   */
  render(name: string, data: Readonly<Record<string, unknown>>): string
  /** A file as it is, such as `tokens.css`. */
  file(name: string): string
  messages(language: string): Messages
  /** Keys of messages that the language lacks and English has; undefined: nobody has translated anything into it. */
  untranslated(language: string): readonly string[] | undefined
  /** All that the templates are, as one text: what is made with them is the same as long as this is. */
  whole(): string
  /** The names of all files. */
  readonly names: readonly string[]
  /** These templates with files of an institution in the places of others, and words of the interface said otherwise. */
  over(own: Readonly<Record<string, string>>, terms: Readonly<Record<string, string>>): Templates
  /** What keeps a file from being used, in a few words; undefined if nothing does. */
  faultIn(name: string): string | undefined
}

/** Templates over files held in memory: paths below `templates/` and what they hold. Each is parsed once. */
export const createTemplates = (
  files: Readonly<Record<string, string>>,
  terms: Readonly<Record<string, string>> = {},
): Templates => {
  const shells = Object.fromEntries(Object.entries(files).filter(([path]) => path.endsWith('.liquid')))
  const engine = new Liquid({
    templates: shells,
    extname: '.liquid',
    outputEscape: 'escape',
    strictFilters: true,
    trimTagLeft: false,
    cache: true,
    // Nothing is said by it; to ask the machine for its own takes longer than all else here.
    locale: 'en',
  })
  const spoken = new Map<string, Messages>()
  const messages = (language: string): Messages => {
    const known = spoken.get(language)
    if (known) return known
    const made = createMessages(language, catalogues(files, language), terms)
    spoken.set(language, made)
    return made
  }
  engine.registerFilter('t', function (this: {context: Context}, key: string, ...pairs: [string, string | number][]) {
    const language = String(this.context.getSync(['language']))
    return messages(language).text(key, Object.fromEntries(pairs))
  })
  const parsed = new Map<string, Template[]>()
  const shell = (name: string): Template[] => {
    const known = parsed.get(name)
    if (known) return known
    const made = engine.parse(need(shells, `${name}.liquid`), `${name}.liquid`)
    parsed.set(name, made)
    return made
  }
  return {
    render: (name, data) => String(engine.renderSync(shell(name), data)),
    file: (name) => need(files, name),
    messages,
    untranslated: (language) => {
      if (language.split('-')[0] === 'en') return []
      const [english, ...own] = [...catalogues(files, language)].reverse()
      if (own.length === 0) return undefined
      return [...(english?.keys() ?? [])].filter((key) => !own.some((catalogue) => catalogue.has(key)))
    },
    whole: () => JSON.stringify([files, terms]),
    names: Object.keys(files),
    over: (own, ownTerms) => createTemplates({...files, ...withMessages(files, own)}, {...terms, ...ownTerms}),
    faultIn: (name) => {
      try {
        if (name.endsWith('.liquid')) shell(name.replace(/\.liquid$/, ''))
        else if (name.startsWith('messages/')) compileAll(readCatalogue(name, need(files, name)))
        return undefined
      } catch (error) {
        return (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ').replace(/([^.])$/, '$1.')
      }
    },
  }
}

/** Messages of an institution lie over those of the language: a file need not have them all. */
const withMessages = (
  files: Readonly<Record<string, string>>,
  own: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(own).map(([path, text]) => {
      const below = files[path]
      if (!path.startsWith('messages/') || below === undefined) return [path, text]
      try {
        return [path, JSON.stringify({...JSON.parse(below), ...JSON.parse(text)})]
      } catch {
        return [path, text]
      }
    }),
  )

const need = (files: Readonly<Record<string, string>>, path: string): string => {
  const text = files[path]
  if (text === undefined) throw new Error(`There is no template ${path}.`)
  return text
}

/** `ar-EG` asks ar-EG, then ar, then English, whose catalogue is complete. */
const catalogues = (files: Readonly<Record<string, string>>, language: string): Catalogue[] =>
  [...new Set([language, language.split('-')[0] ?? language, 'en'])]
    .map((tag) => `messages/${tag}.json`)
    .filter((path) => files[path] !== undefined)
    .map((path) => readCatalogue(path, need(files, path)))
