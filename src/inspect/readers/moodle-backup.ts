import {descendants, element, elements, textOf, wordOf, type XmlNode} from '../../import/xml.js'
import type {ContentItem, ContentQuestion, Contents, ContentType} from '../contents.js'
import type {Sources} from '../sources.js'
import {backupQuestion, clozeParts, questionRows} from './backup-question.js'
import {htmlPassages} from './cartridge.js'

/** A course backup of Moodle. `root`: the folder that all of it lies in, or nothing. */
export const readBackup = async (sources: Sources, root: string, node: XmlNode): Promise<Contents> => {
  const information = element(node, 'information')
  const sections = elements(element(information, 'contents', 'sections'), 'section')
  const activities = elements(element(information, 'contents', 'activities'), 'activity')
  // Nothing is made of the list of files, but it is judged.
  await sources.document(`${root}files.xml`)
  const entries = questionEntries(await sources.document(`${root}questions.xml`))
  const items: ContentItem[] = []
  for (const section of sections) {
    const id = wordOf(section, 'sectionid') ?? ''
    const own = await sources.document(`${root}${wordOf(section, 'directory') ?? ''}/section.xml`)
    const below: ContentItem[] = []
    for (const activity of activities)
      if (wordOf(activity, 'sectionid') === id) below.push(await activityItem(sources, root, activity, entries))
    items.push({
      type: 'folder',
      id,
      title: known(wordOf(own, 'name')) ?? known(wordOf(section, 'title')) ?? '',
      text: htmlPassages(known(textOf(element(own, 'summary'))) ?? ''),
      settings: {hidden: wordOf(own, 'visible') === '0' ? 'true' : undefined},
      items: below,
    })
  }
  const used = new Set(items.flatMap(({items: below = []}) => below.flatMap(({questions = []}) => questions)))
  const banks = bankItems(entries, used)
  return {
    kind: 'moodle-backup',
    version: wordOf(information, 'backup_release') ?? '',
    id: wordOf(information, 'original_course_shortname') ?? '',
    title: wordOf(information, 'original_course_fullname') ?? '',
    items: banks.length === 0 ? items : [...items, {type: 'folder', id: '', title: 'Question banks', items: banks}],
  }
}

/** Moodle writes an empty column so (backup/moodle2, `$@NULL@$`). */
export const known = (text: string | undefined): string | undefined =>
  text === undefined || text.trim() === '' || text === '$@NULL@$' ? undefined : text

/** A question of the bank with the category that it stands in. */
export interface BankEntry {
  readonly question: ContentQuestion
  readonly category: string
}

/** By the id that slots of quizzes name. Of several versions the last counts. */
const questionEntries = (questions: XmlNode | undefined): ReadonlyMap<string, BankEntry> => {
  const found = new Map<string, BankEntry>()
  const parts = clozeParts(questions)
  for (const category of elements(questions, 'question_category')) {
    const title = wordOf(category, 'name') ?? ''
    for (const entry of elements(element(category, 'question_bank_entries'), 'question_bank_entry')) {
      const node = questionRows(entry).at(-1)
      // The parts of a Cloze question are entries of their own.
      if (!node || (wordOf(node, 'parent') ?? '0') !== '0') continue
      const id = known(wordOf(entry, 'idnumber')) ?? known(wordOf(node, 'stamp')) ?? entry.attributes.id ?? ''
      found.set(entry.attributes.id ?? '', {question: backupQuestion(id, node, parts), category: title})
    }
    // Before Moodle 4.0 questions stood in their category.
    for (const node of elements(element(category, 'questions'), 'question')) {
      if ((wordOf(node, 'parent') ?? '0') !== '0') continue
      const id = known(wordOf(node, 'idnumber')) ?? known(wordOf(node, 'stamp')) ?? node.attributes.id ?? ''
      found.set(node.attributes.id ?? '', {question: backupQuestion(id, node, parts), category: title})
    }
  }
  return found
}

const bankItems = (
  entries: ReadonlyMap<string, BankEntry>,
  used: ReadonlySet<ContentQuestion>,
): readonly ContentItem[] => {
  const banks = new Map<string, ContentQuestion[]>()
  const placed = new Set([...used].map(({id}) => id))
  for (const {question, category} of entries.values())
    if (!placed.has(question.id)) banks.set(category, [...(banks.get(category) ?? []), question])
  return [...banks].map(([title, questions]) => ({type: 'bank', id: title, title, questions}))
}

const types: Readonly<Record<string, ContentType>> = {
  page: 'page',
  book: 'page',
  label: 'text',
  quiz: 'quiz',
  forum: 'discussion',
  assign: 'assignment',
  url: 'link',
  lti: 'tool',
  resource: 'file',
  folder: 'file',
  glossary: 'glossary',
  scorm: 'sco',
}

const activityItem = async (
  sources: Sources,
  root: string,
  activity: XmlNode,
  entries: ReadonlyMap<string, BankEntry>,
): Promise<ContentItem> => {
  const name = wordOf(activity, 'modulename') ?? ''
  const directory = `${root}${wordOf(activity, 'directory') ?? ''}`
  const file = `${directory}/${name}.xml`
  const module = await sources.document(`${directory}/module.xml`)
  const own = element(await sources.document(file), name)
  const texts = ['intro', 'content'].flatMap((column) => htmlPassages(known(textOf(element(own, column))) ?? ''))
  const base = {
    type: types[name] ?? ('unknown' as const),
    id: known(wordOf(module, 'idnumber')) ?? wordOf(activity, 'moduleid') ?? '',
    title: known(wordOf(own, 'name')) ?? wordOf(activity, 'title') ?? '',
    file,
    text: [...texts, ...childTexts(name, own)],
  }
  const hidden = wordOf(module, 'visible') === '0' ? 'true' : undefined
  const grades = await sources.document(`${directory}/grades.xml`)
  const [grade] = descendants(grades, 'grade_item')
  const number = (column: string, none?: string) => {
    const value = Number(known(wordOf(own, column)) ?? Number.NaN)
    return !Number.isFinite(value) ? undefined : value === 0 && none !== undefined ? none : String(value)
  }
  const settings = {
    hidden,
    ...(types[name] === undefined ? {kind: name} : {}),
    'pass-mark':
      grade && Number(wordOf(grade, 'gradepass') ?? 0) > 0 ? String(Number(wordOf(grade, 'gradepass'))) : undefined,
  }
  switch (name) {
    case 'quiz': {
      const slots = elements(element(own, 'question_instances'), 'question_instance')
      const questions = slots.flatMap((slot): readonly ContentQuestion[] => {
        const id = wordOf(slot, 'question_reference', 'questionbankentryid') ?? wordOf(slot, 'questionid')
        const entry = id === undefined ? undefined : entries.get(id)
        const mark = Number(wordOf(slot, 'maxmark') ?? Number.NaN)
        return entry ? [{...entry.question, ...(Number.isFinite(mark) ? {points: mark} : {})}] : []
      })
      const seconds = Number(wordOf(own, 'timelimit') ?? 0)
      return {
        ...base,
        questions,
        settings: {
          ...settings,
          attempts: number('attempts_number', 'unlimited') ?? number('attempts', 'unlimited'),
          'time-limit': seconds > 0 ? String(seconds / 60) : 'none',
          points: number('grade'),
          behaviour: wordOf(own, 'preferredbehaviour'),
          length: String(slots.length),
          draws: drawsOf(slots),
        },
      }
    }
    case 'url':
      return {...base, settings: {...settings, address: wordOf(own, 'externalurl')}}
    case 'lti':
      return {...base, settings: {...settings, address: wordOf(own, 'toolurl'), points: number('grade', 'none')}}
    case 'assign':
    case 'forum':
      return {
        ...base,
        settings: {
          ...settings,
          points: name === 'assign' ? number('grade') : number('grade_forum', 'none'),
          due: number('duedate', 'none'),
        },
      }
    default:
      return {...base, settings}
  }
}

const drawsOf = (slots: readonly XmlNode[]): string | undefined => {
  const count = slots.filter((slot) => element(slot, 'question_set_reference') !== undefined).length
  return count === 0 ? undefined : String(count)
}

/** What stands in the children of an activity: chapters of a book, terms of a glossary. */
const childTexts = (name: string, own: XmlNode | undefined): readonly string[] => {
  const text = (node: XmlNode, column: string) => known(textOf(element(node, column))) ?? ''
  if (name === 'book')
    return descendants(own, 'chapter').flatMap((node) => [text(node, 'title'), ...htmlPassages(text(node, 'content'))])
  if (name === 'glossary')
    return descendants(own, 'entry').map(
      (node) => `${text(node, 'concept')}: ${htmlPassages(text(node, 'definition')).join(' ')}`,
    )
  return []
}
