import type {Config} from '../config/config.js'
import {type Diagnostic, diagnose, type Outcome} from '../diagnostics/diagnostic.js'
import {nearest} from '../diagnostics/nearest.js'
import {type ParsedFiles, parseFiles} from '../gather/parsed.js'
import {makeQuiz} from '../gather/parts.js'
import {anchorsOf, withAnchor} from '../model/anchors.js'
import {
  type Bank,
  type Course,
  type Item,
  inLanguage,
  isQuestion,
  itemsOf,
  type Language,
  mapCourse,
  type Quiz,
  splitTexts,
} from '../model/course.js'
import type {Change} from '../model/edition.js'
import {foreignFile, type Place} from '../model/place.js'
import {mapQuestion, never, partsOf, type Question} from '../model/question.js'
import type {Local, TextKey} from '../model/text.js'
import {type BodyNode, mapBody, walk} from '../model/walk.js'
import {parseMarkdown} from '../parse/markdown.js'
import type {SourceText} from '../source/source.js'
import {writtenTexts} from '../written/overlay.js'
import {readYaml} from '../yaml/read.js'
import type {Overlay} from './read.js'

/** The course in another language than its own: what is translated, and the course's own words for the rest. */
export interface Translation {
  readonly language: Language
  readonly course: Course<Local>
  /** How many texts the course has, and how many of them are not translated. */
  readonly texts: number
  readonly missing: number
  readonly changes: readonly Change[]
}

/** Languages that any of the layers has texts in. */
export const languagesIn = (layers: readonly Overlay[]): readonly Language[] => [
  ...new Set(
    layers.flatMap((layer) =>
      [...layer.source.texts.keys()].flatMap((path) => /^languages\/([^/]+)\//.exec(path)?.[1] ?? []),
    ),
  ),
]

/** `targets`: what a file of the course holds, such as `lessons/x.md` → `lesson:x`; `own` is the language of the course. */
export const translate = (
  course: Course<Local>,
  own: Language,
  language: Language,
  layers: readonly Overlay[],
  targets: ReadonlyMap<string, string>,
  config: Config,
): Outcome<Translation> => {
  const diagnostics: Diagnostic[] = []
  const changes: Change[] = []
  const {structure, texts} = splitTexts(course)
  const plain = new Map<TextKey, string>()
  const rich = new Map<TextKey, Local['rich']>()
  const keys = new Set([...texts.plain.keys(), ...texts.rich.keys()])
  for (const layer of layers) {
    const files = new Map(
      [...layer.source.texts].flatMap(([path, file]): [string, SourceText][] =>
        path.startsWith(`languages/${language}/`) ? [[path.slice(`languages/${language}/`.length), file]] : [],
      ),
    )
    if (files.size === 0) continue
    const parsed = parseFiles({texts: files})
    diagnostics.push(...parsed.diagnostics)
    const said = saidIn(parsed.value, course, layer, targets, config, diagnostics)
    const seen = new Set<string>()
    const take = (key: TextKey, place: Place): boolean => {
      if (!keys.has(key)) {
        diagnostics.push(diagnose('translation/no-original', {key, suggestion: nearest(key, keys) ?? ''}, place))
        return false
      }
      const target = key.split('/').slice(0, 2).join('/')
      if (!seen.has(target)) changes.push({verb: 'translate', target, title: '', layer: layer.id, place, to: language})
      seen.add(target)
      return true
    }
    for (const {key, place, text} of said) {
      if (!take(key, place)) continue
      if (typeof text === 'string') plain.set(key, text)
      else rich.set(key, text)
    }
    const single = files.get('texts.yaml')
    if (single) readTexts(single, texts.rich, take, plain, rich, diagnostics)
  }
  for (const [key, body] of rich) {
    const original = texts.rich.get(key)
    if (original) rich.set(key, withOriginalAnchors(body, original, diagnostics))
  }
  const missing = [...keys].filter((key) => !plain.has(key) && !rich.has(key)).length
  const edition = {
    structure,
    languages: [language] as const,
    texts: new Map([
      [
        language,
        {
          plain: new Map([...texts.plain, ...plain]),
          rich: new Map([...[...texts.rich].map(([key, body]) => [key, inOwn(body, own)] as const), ...rich]),
        },
      ],
    ]),
    media: new Map(),
    slots: {items: {}, banks: {}, questions: {}, parts: {}},
  }
  return {
    value: {language, course: inLanguage(edition, language), texts: keys.size, missing, changes},
    diagnostics,
  }
}

/** Headings keep the anchors of their originals, one by one, if they are as many and of the same ranks. */
const withOriginalAnchors = (
  body: Local['rich'],
  original: Local['rich'],
  diagnostics: Diagnostic[],
): Local['rich'] => {
  const headings = (of: Local['rich']) => {
    const found: {readonly depth: number; readonly node: BodyNode}[] = []
    walk(of, (node) => {
      if (node.type === 'heading') found.push({depth: node.depth, node})
    })
    return found
  }
  const [own, theirs] = [headings(body), headings(original)]
  if (theirs.length === 0) return body
  if (own.map(({depth}) => depth).join() !== theirs.map(({depth}) => depth).join()) {
    const first = own[0]?.node.position ?? body.children[0]?.position
    const file = foreignFile(first)
    const place =
      file === undefined ? undefined : {file, line: first?.start.line ?? 1, column: first?.start.column ?? 1}
    diagnostics.push(diagnose('translation/other-headings', {own: own.length, theirs: theirs.length}, place))
    return body
  }
  const anchors = anchorsOf(original)
  const anchorOf = new Map(own.map(({node}, index) => [node.position, anchors.get(theirs[index]?.node ?? node)]))
  return mapBody(body, (node) => {
    const anchor = node.type === 'heading' ? anchorOf.get(node.position) : undefined
    return anchor === undefined ? node : withAnchor(node, anchor)
  })
}

/** A passage that is not translated says which language it is in. Source: WCAG 2.2, SC 3.1.2. */
const inOwn = (body: Local['rich'], language: Language): Local['rich'] =>
  body.children.length === 0 ? body : {...body, children: [{type: 'foreign', language, children: body.children}]}

interface Said {
  readonly key: TextKey
  readonly place: Place
  readonly text: string | Local['rich']
}

/** Every text that translated files hold, by its key. */
const saidIn = (
  parsed: ParsedFiles,
  course: Course<Local>,
  layer: Overlay,
  targets: ReadonlyMap<string, string>,
  config: Config,
  diagnostics: Diagnostic[],
): readonly Said[] => {
  const said: Said[] = []
  const idOf = (kind: string, file: string, id: string | undefined, place: Place): string | undefined => {
    const known = id ?? targets.get(file)?.replace(/^.*:/, '')
    if (known !== undefined) return known
    const suggestion =
      nearest(
        file,
        [...targets.keys()].filter((path) => !path.includes('.yaml') || kind === 'quiz'),
      ) ?? ''
    diagnostics.push(diagnose('translation/no-original', {key: file, suggestion}, place))
    return undefined
  }
  const items: Item<Local>[] = []
  const banks: Bank<Local>[] = []
  const originals = new Map<string, Item<Local>>(
    [...itemsOf(course), ...course.practice].map((item) => [`${item.type}/${item.id}`, item]),
  )
  for (const kind of ['lesson', 'discussion', 'assignment'] as const) {
    const files = {lesson: parsed.lessons, discussion: parsed.discussions, assignment: parsed.assignments}[kind]
    for (const [file, item] of files) {
      const id = idOf(kind, file, item.id, item.place)
      if (id !== undefined) items.push({...item, id} as Item<Local>)
    }
  }
  for (const [file, quiz] of parsed.quizzes) {
    const id = idOf('quiz', file, quiz.id, quiz.place)
    if (id === undefined) continue
    const made = makeQuiz(quiz, id, config)
    const original = originals.get(`quiz/${id}`)
    if (original?.type !== 'quiz') items.push(made)
    else items.push(alignedQuiz(made, original, layer, diagnostics))
  }
  for (const [file, bank] of parsed.banks) {
    const id = bank.id ?? file
    const original = course.banks.find((each) => each.id === id)
    const questions = original
      ? alignedQuestions(bank.questions, original.questions, layer, diagnostics)
      : bank.questions
    banks.push({...bank, id, questions})
  }
  for (const link of [...parsed.links, ...parsed.tools]) items.push(link)
  const places = new Map<string, Place>([
    ...[...items].map((item) => [`${item.type}/${item.id}`, item.place] as const),
    ...banks.map((bank) => [`bank/${bank.id}`, bank.place] as const),
    ...parsed.glossary.map((entry) => [`term/${entry.id}`, entry.place] as const),
    ...parsed.resources.flatMap((tier) => [
      [`tier/${tier.id}`, tier.place] as const,
      ...tier.resources.map((resource) => [`resource/${resource.id}`, resource.place] as const),
    ]),
  ])
  const partial: Course<Local> = {
    ...course,
    title: '',
    description: '',
    groups: [],
    modules: [{id: 'all', place: course.place, title: '', requires: [], hidden: false, items}],
    practice: [],
    banks,
    glossary: parsed.glossary,
    resources: parsed.resources,
    works: [],
  }
  const {about: _, ...rest} = partial
  const all: Course<Local> = parsed.about ? {...rest, about: parsed.about} : rest
  const at = (key: TextKey): Place | undefined => {
    const [kind = '', id = ''] = key.split('/')
    if (kind === 'about') return parsed.about?.place
    if (kind === 'objective')
      return items.find((item) => item.type === 'lesson' && item.objectives.some((each) => each.id === id))?.place
    return places.get(`${kind}/${id}`)
  }
  mapCourse<Local, Local>(all, {
    plain: (text, key) => {
      const place = at(key)
      if (place) said.push({key, place, text})
      return text
    },
    rich: (text, key) => {
      const place = at(key)
      if (place) said.push({key, place, text})
      return text
    },
  })
  return said
}

const alignedQuiz = (
  quiz: Quiz<Local>,
  original: Quiz<Local>,
  layer: Overlay,
  diagnostics: Diagnostic[],
): Quiz<Local> => {
  const questionsOf = ({entries}: Quiz<Local>) => entries.filter(isQuestion) as readonly Question<Local>[]
  return {...quiz, entries: alignedQuestions(questionsOf(quiz), questionsOf(original), layer, diagnostics)}
}

/** Translated questions with the ids of the originals and of their parts. What differs in more than its words is left out. */
const alignedQuestions = (
  translated: readonly Question<Local>[],
  originals: readonly Question<Local>[],
  layer: Overlay,
  diagnostics: Diagnostic[],
): readonly Question<Local>[] =>
  translated.flatMap((question) => {
    const original =
      originals.find(({id}) => id === question.id) ?? originals.find(({id}) => id === `${layer.id}-${question.id}`)
    if (!original) {
      const suggestion =
        nearest(
          question.id,
          originals.map(({id}) => id),
        ) ?? ''
      diagnostics.push(diagnose('translation/no-original', {key: question.id, suggestion}, question.place))
      return []
    }
    const aligned = withPartIds({...question, id: original.id}, partsOf(original))
    if (aligned && shapeOf(aligned) === shapeOf(original)) return [aligned]
    diagnostics.push(diagnose('translation/other-shape', {id: question.id}, question.place))
    return []
  })

/** What of a question is no text: keys, numbers, ids, order. */
const shapeOf = (question: Question<Local>): string => {
  const bare = mapQuestion<Local, {plain: null; rich: null}>(question, '', {plain: () => null, rich: () => null})
  return JSON.stringify(bare, (key, value: unknown) =>
    ['place', 'objectives', 'tags', 'difficulty', 'feedback', 'hints', 'points', 'image'].includes(key)
      ? undefined
      : value,
  )
}

/** The same question with its parts named as another has them, in their order. */
const withPartIds = (question: Question<Local>, ids: readonly string[]): Question<Local> | undefined => {
  const own = partsOf(question)
  if (own.length !== ids.length) return undefined
  const renamed = new Map(own.map((id, index) => [id, ids[index] ?? id]))
  const named = <T extends {readonly id: string}>(parts: readonly T[]): readonly T[] =>
    parts.map((part) => ({...part, id: renamed.get(part.id) ?? part.id}))
  switch (question.type) {
    case 'multiple-choice':
    case 'multiple-response':
      return {...question, choices: named(question.choices)}
    case 'matching':
      return {...question, pairs: named(question.pairs), distractors: named(question.distractors)}
    case 'ordering':
      return {...question, items: named(question.items)}
    case 'fill-blanks':
      return {...question, distractors: named(question.distractors)}
    case 'categorise':
      return {
        ...question,
        categories: named(question.categories),
        items: named(question.items).map((item) => ({...item, category: renamed.get(item.category) ?? item.category})),
      }
    case 'hotspot':
      return {...question, areas: named(question.areas)}
    case 'true-false':
    case 'short-answer':
    case 'numeric':
    case 'essay':
      return question
    default:
      return never(question)
  }
}

/** texts.yaml: single texts by their keys, for what stands in course.yaml. */
const readTexts = (
  file: SourceText,
  original: ReadonlyMap<TextKey, unknown>,
  take: (key: TextKey, place: Place) => boolean,
  plain: Map<TextKey, string>,
  rich: Map<TextKey, Local['rich']>,
  diagnostics: Diagnostic[],
): void => {
  const {value, diagnostics: found} = readYaml({file: file.path, text: file.text}, writtenTexts)
  diagnostics.push(...found)
  for (const [key, text] of Object.entries(value?.value ?? {})) {
    if (!value || !take(key, value.placeOfKey([key]))) continue
    if (!original.has(key)) plain.set(key, text)
    else {
      const base = file.base === undefined ? {} : {base: file.base}
      const body = parseMarkdown({text: text.trimEnd(), start: value.placeOf([key]), ...base})
      diagnostics.push(...body.diagnostics)
      rich.set(key, body.value)
    }
  }
}
