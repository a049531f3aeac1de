import type {PhrasingContent, RootContent} from 'mdast'
import type {Gathered} from '../gather/gather.js'
import {type Course, itemsOf, type Source, splitTexts} from '../model/course.js'
import type {Brand, Change, Provenance} from '../model/edition.js'
import type {Local} from '../model/text.js'
import type {Words} from '../resolve/authors.js'

/**
 * The edition says in the course itself where it comes from, so that every format carries it: changed lessons end with
 * who changed them, the page about the course has a part about the edition, and the course is adapted from its upstream.
 */
export const stateProvenance = (gathered: Gathered, words: Words): Gathered => {
  const {provenance, brand} = gathered.edition
  if (!provenance) return gathered
  const course = {
    ...withNotices(gathered, provenance, words),
    about: aboutEdition(gathered, provenance, brand, words),
    adaptedFrom: [...gathered.course.adaptedFrom, upstreamSource(gathered, provenance)],
  }
  const {structure, texts} = splitTexts(course)
  const [main] = gathered.edition.languages
  const edition = {...gathered.edition, structure, texts: new Map([[main, texts]])}
  return {...gathered, course, edition}
}

/** In metadata too: which course exactly, and which layers, each with its digest. */
const upstreamSource = ({upstream}: Gathered, {upstream: origin, layers}: Provenance): Source => {
  const {config} = upstream
  const exactly = [origin, ...layers].map(({id, version = '', digest}) =>
    [id, version, `sha256:${digest}`].join(' ').replace(/ +/g, ' '),
  )
  return {
    title: `${origin.title}, ${origin.version ?? ''}`,
    author: config.authors.map(({name}) => name).join(', ') || origin.title,
    licence: config.licence,
    ...(config.publisher === undefined ? {} : {publisher: config.publisher}),
    ...(config.official === undefined ? {} : {url: config.official}),
    note: `${exactly.join('; ')}.`,
  }
}

/** Source: CC BY 4.0, section 3.a.1.B: whoever changed the material says so. */
const withNotices = ({course, changes, upstream}: Gathered, provenance: Provenance, words: Words): Course<Local> => {
  const changed = new Set(
    changes.flatMap(({verb, target}) => {
      const key = /^(lesson|discussion|assignment)\/[^/]+/.exec(target)?.[0]
      return key && (verb === 'replace' || verb === 'patch' || verb === 'translate') ? [key] : []
    }),
  )
  if (changed.size === 0) return course
  const notice: RootContent = {
    type: 'paragraph',
    children: [
      {
        type: 'emphasis',
        children: [
          text(
            words('edition.adapted', {
              by: provenance.by,
              date: provenance.date ?? '',
              title: upstream.config.title,
              version: upstream.config.version,
              licence: upstream.config.licence,
            }),
          ),
        ],
      },
    ],
  }
  return {
    ...course,
    modules: course.modules.map((module) => ({
      ...module,
      items: module.items.map((item) =>
        'body' in item && changed.has(`${item.type}/${item.id}`)
          ? {...item, body: {...item.body, children: [...item.body.children, notice]}}
          : item,
      ),
    })),
  }
}

const aboutEdition = (
  {course, upstream}: Gathered,
  provenance: Provenance,
  brand: Brand | undefined,
  words: Words,
): NonNullable<Course<Local>['about']> => {
  const about = course.about ?? {place: course.place, title: words('page.about'), body: {type: 'root', children: []}}
  const {by, date} = provenance
  const origin = {title: upstream.config.title, version: upstream.config.version}
  const children: RootContent[] = [
    // A heading is named by where it stands, and this one stands in no file.
    {type: 'heading', depth: 2, children: [text(words('edition.title'))], position: nowhere()},
    ...(brand?.logo ? [paragraph({type: 'image', url: `media:${brand.logo.light}`, alt: brand.logo.alt})] : []),
    paragraph(
      text(
        date === undefined
          ? words('edition.made-by', {...origin, by})
          : words('edition.made-by-on', {...origin, by, date}),
      ),
    ),
    ...contactParagraph(brand, words),
    ...(provenance.changes.length > 0
      ? [
          paragraph(text(words('edition.changes'))),
          {
            type: 'list' as const,
            ordered: false,
            spread: false,
            children: changeLines(course, provenance.changes, words).map((line) => ({
              type: 'listItem' as const,
              spread: false,
              children: [paragraph(text(line))],
            })),
          },
        ]
      : []),
    ...provenance.translations.map(({language, texts, missing}) =>
      paragraph(text(words('edition.translated', {language, done: texts - missing, all: texts}))),
    ),
  ]
  return {...about, body: {...about.body, children: [...about.body.children, ...children]}}
}

const contactParagraph = (brand: Brand | undefined, words: Words): RootContent[] => {
  const {name, email, url} = brand?.contact ?? {}
  const parts: PhrasingContent[] = []
  const add = (part: PhrasingContent) => parts.push(...(parts.length > 0 ? [text(', ')] : []), part)
  if (name !== undefined) add(text(name))
  if (email !== undefined) add({type: 'link', url: `mailto:${email}`, children: [text(email)]})
  if (url !== undefined) add({type: 'link', url, children: [text(url)]})
  return parts.length > 0 ? [paragraph(text(`${words('edition.contact')} `), ...parts)] : []
}

/** What was changed, for people: one line for each thing, in the order of the course. */
export const changeLines = (course: Course<Local>, changes: readonly Change[], words: Words): readonly string[] => {
  const order = new Map(itemsOf(course).map((item, index) => [`${item.type}/${item.id}`, index]))
  const lines: {readonly at: number; readonly line: string}[] = []
  const brand = changes.filter(({verb}) => verb === 'brand')
  if (brand.length > 0) lines.push({at: -2, line: words('edition.change-brand')})
  const terms = changes.filter(({target}) => target.startsWith('course/terms/'))
  if (terms.length > 0) {
    const list = terms.map(({from = '', to = ''}) => `${from} → ${to}`).join('; ')
    lines.push({at: -1, line: words('edition.change-terms', {list})})
  }
  for (const {verb, target, title, from, to} of changes) {
    if (verb === 'brand' || target.startsWith('course/terms/') || (from !== undefined && from === to)) continue
    const at = order.get(target.split('/').slice(0, 2).join('/')) ?? order.size
    const name = title || target
    const [, setting = ''] = /^[^/]+\/[^/]+\/(.+)$/.exec(target) ?? /^course\/(.+)$/.exec(target) ?? []
    switch (verb) {
      case 'omit':
        lines.push({at, line: words('edition.change-omit', {title: name})})
        break
      case 'add':
        lines.push({at, line: words('edition.change-add', {title: name})})
        break
      case 'replace':
        lines.push({at, line: words('edition.change-replace', {title: name})})
        break
      case 'patch':
        lines.push({at, line: words('edition.change-patch', {title: name})})
        break
      case 'translate':
        // How much is translated is said once for all.
        break
      default: {
        const value = from === undefined ? (to ?? '') : `${from} → ${to ?? ''}`
        lines.push({at, line: words('edition.change-set', {title: name, setting, value})})
      }
    }
  }
  const sorted = lines.map((line, index) => ({...line, index})).sort((a, b) => a.at - b.at || a.index - b.index)
  return [...new Set(sorted.map(({line}) => line))]
}

const nowhere = () => ({start: {line: 1, column: 1}, end: {line: 1, column: 1}})
const text = (value: string): PhrasingContent => ({type: 'text', value})
const paragraph = (...children: PhrasingContent[]): RootContent & {type: 'paragraph'} => ({type: 'paragraph', children})
