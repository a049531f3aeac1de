import type {Config} from '../config/config.js'
import {type Diagnostic, diagnose, type Outcome} from '../diagnostics/diagnostic.js'
import {nearest} from '../diagnostics/nearest.js'
import {
  type Bank,
  type Course,
  type Edition,
  type Item,
  type ItemType,
  type Media,
  type Quiz,
  splitTexts,
} from '../model/course.js'
import type {Change} from '../model/edition.js'
import {baseName, slugOf} from '../model/names.js'
import {withoutUndefined} from '../model/question.js'
import type {Local} from '../model/text.js'
import {walk} from '../model/walk.js'
import {applyToCourse, applyToParts} from '../overlay/apply.js'
import {mend} from '../overlay/mend.js'
import {tailor} from '../overlay/say.js'
import type {Stack} from '../overlay/stack.js'
import {duplicates} from './duplicates.js'
import {adoptSlots, extendLock, type Lock, lockFile, slotsOf} from './lock.js'
import type {ParsedFiles} from './parsed.js'
import {makeQuiz, type Parts} from './parts.js'

/** All that is known of a course before it is judged. */
export interface Gathered {
  readonly config: Config
  readonly course: Course<Local>
  readonly edition: Edition
  readonly lock: {readonly before: Lock; readonly after: Lock; readonly file: string}
  /** What overlays decided. */
  readonly changes: readonly Change[]
  /** The course before overlays changed it. */
  readonly upstream: Parts
  /** What a link to a file of the course means: `lessons/x.md` → `lesson:x`. */
  readonly targets: ReadonlyMap<string, string>
  /** Items that are in no module, and that nothing embeds. */
  readonly unreachable: readonly Item<Local>[]
}

/** What an edition has besides the course's own files. */
export interface Layered {
  readonly stack: Stack
  /** The file of the edition's ledger. */
  readonly lockFile: string
  /** The course's own ledger. */
  readonly upstreamLock: Lock
}

/** Puts the parts of a course together; overlays change them before that. */
export const gather = (
  upstreamConfig: Config,
  parsed: ParsedFiles,
  lock: Lock,
  media: ReadonlyMap<string, Media>,
  layered?: Layered,
): Outcome<Gathered> => {
  const diagnostics: Diagnostic[] = []
  const take = <T>(outcome: Outcome<T>): T => {
    diagnostics.push(...outcome.diagnostics)
    return outcome.value
  }
  const stack = layered?.stack
  const settings = stack ? take(applyToCourse(upstreamConfig, stack)) : {config: upstreamConfig, changes: []}
  const named = nameParts(settings.config, parsed, lock)
  const upstream = stack ? nameParts(upstreamConfig, parsed, lock).parts : named.parts
  const applied = stack && take(applyToParts(named.parts, upstream, stack, lock.files, settings.changes))
  const targets = new Map([...named.targets, ...(applied?.targets ?? [])])
  const audiences = new Set(stack?.layers.flatMap((layer) => layer.value.audiences) ?? [])
  const mended = applied ? take(mend(named.parts, applied.parts, targets, applied.changes)) : named.parts
  const {config, items, banks, ...parts} = take(tailor(mended, audiences))
  const namedByFile = {...named.files, ...applied?.named}
  diagnostics.push(...renamed(lock, namedByFile, items))

  const byName = new Map(items.map((item) => [`${item.type}:${item.id}`, item]))
  const placed = new Set<Item<Local>>()
  const modules = parts.modules.map((module) => ({
    ...module,
    items: module.items.flatMap((reference) => {
      const item = byName.get(`${reference.type}:${reference.id}`)
      if (!item) {
        if (!mayBeIn(parsed.failed, reference.type)) diagnostics.push(unknownItem(reference, items))
        return []
      }
      if (placed.has(item)) diagnostics.push(diagnose('item/twice', {type: item.type, id: item.id}, reference.place))
      placed.add(item)
      return [{...item, placement: reference.placement}]
    }),
  }))
  const embedded = new Set<string>()
  for (const item of placed) {
    if (item.type === 'lesson') walk(item.body, (node) => node.type === 'practice' && embedded.add(node.quiz))
  }
  const practice = [...embedded].flatMap((id) => {
    const quiz = byName.get(`quiz:${id}`)
    return quiz?.type === 'quiz' && !placed.has(quiz) ? [quiz] : []
  })
  const course: Course<Local> = withoutUndefined({
    id: config.id,
    place: config.place,
    version: config.version,
    title: config.title,
    description: config.description,
    keywords: config.keywords,
    authors: config.authors,
    publisher: config.publisher,
    licence: config.licence,
    official: config.official,
    inspiredBy: config.inspiredBy,
    adaptedFrom: config.adaptedFrom,
    completion: config.completion,
    groups: config.groups,
    modules,
    practice,
    banks,
    glossary: parts.glossary,
    resources: parts.resources,
    works: parts.works,
    about: parts.about,
  })
  diagnostics.push(...duplicates(items, course))
  const {structure, texts} = splitTexts(course)
  const known = layered ? adoptSlots(lock, layered.upstreamLock, structure) : lock
  const after = extendLock(known, structure, namedByFile)
  const edition: Edition = {
    structure,
    languages: [config.language],
    texts: new Map([[config.language, texts]]),
    media,
    slots: slotsOf(after),
  }
  const unreachable = items.filter((item) => !placed.has(item) && !practice.includes(item as Quiz<Local>))
  return {
    value: {
      config,
      course,
      edition,
      lock: {before: lock, after, file: layered?.lockFile ?? lockFile},
      targets,
      unreachable,
      changes: applied?.changes ?? [],
      upstream,
    },
    diagnostics,
  }
}

/** Every part under its id: its own, or the one that the ledger knows for its file, or the file's name. */
const nameParts = (config: Config, parsed: ParsedFiles, lock: Lock) => {
  const targets = new Map<string, string>()
  const files: Record<string, string> = {}
  const nameOf = (file: string, id: string | undefined): string => {
    if (id !== undefined) return id
    const name = lock.files[file] ?? (slugOf(baseName(file)) || 'untitled')
    files[file] = name
    return name
  }
  const items: Item<Local>[] = []
  const add = (file: string, item: Item<Local>) => {
    items.push(item)
    targets.set(file, `${item.type}:${item.id}`)
  }
  for (const [file, lesson] of parsed.lessons) add(file, {...lesson, id: nameOf(file, lesson.id)})
  for (const [file, quiz] of parsed.quizzes) add(file, makeQuiz(quiz, nameOf(file, quiz.id), config))
  for (const [file, discussion] of parsed.discussions) add(file, {...discussion, id: nameOf(file, discussion.id)})
  for (const [file, assignment] of parsed.assignments) add(file, {...assignment, id: nameOf(file, assignment.id)})
  items.push(...parsed.links, ...parsed.tools)
  const banks: Bank<Local>[] = [...parsed.banks].map(([file, bank]) => ({...bank, id: nameOf(file, bank.id)}))
  for (const [file, page] of [
    ['glossary.yaml', 'glossary'],
    ['bibliography.yaml', 'references'],
    ['bibliography.json', 'references'],
    ['resources.yaml', 'resources'],
    ['about.md', 'about'],
  ] as const) {
    targets.set(file, `page:${page}`)
  }
  const {glossary, resources, works, about} = parsed
  const modules = config.modules
  const parts: Parts = {config, items, modules, banks, glossary, resources, works, ...(about ? {about} : {})}
  return {parts, targets, files}
}

/** Whether an item of this type may be missing because its file could not be read. */
const mayBeIn = (failed: readonly string[], type: ItemType): boolean => {
  const folder = {
    lesson: 'lessons/',
    quiz: 'quizzes/',
    discussion: 'discussions/',
    assignment: 'assignments/',
    link: 'links.yaml',
    tool: 'tools.yaml',
  }[type]
  return failed.some((file) => file.startsWith(folder))
}

const unknownItem = (
  reference: {type: ItemType; id: string; place: Config['place']},
  items: readonly Item<Local>[],
): Diagnostic => {
  const ids = items.filter((item) => item.type === reference.type).map((item) => item.id)
  const other = items.find((item) => item.id === reference.id)
  const suggestion = other ? `${other.type}: ${other.id}` : (nearest(reference.id, ids) ?? '')
  return diagnose('item/unknown', {type: reference.type, id: reference.id, suggestion}, reference.place)
}

/** A file without an id that was renamed would silently become a new thing. */
const renamed = (lock: Lock, named: Readonly<Record<string, string>>, items: readonly Item<Local>[]): Diagnostic[] => {
  const ids = new Set(items.map((item) => item.id))
  const folderOf = (file: string) => file.replace(/\/.*/, '')
  const orphans = Object.entries(lock.files).filter(([file, id]) => !(file in named) && !ids.has(id))
  return Object.keys(named).flatMap((file) => {
    if (file in lock.files) return []
    const orphan = orphans.find(([old, id]) => folderOf(old) === folderOf(file) && !lock.retired.includes(`item/${id}`))
    if (!orphan) return []
    const facts = {file, old: orphan[0], id: orphan[1], own: named[file] ?? ''}
    return [diagnose('id/renamed', facts, {file, line: 1, column: 1})]
  })
}
