import type {DraftBank, DraftEntry, DraftQuestion, DraftQuiz, Unkept} from '../draft.js'
import type {PassageReader} from '../html/reader.js'
import {type Ids, takeIds} from '../ids.js'
import * as losses from '../question/losses.js'
import {joined} from '../question/read-question.js'
import {passageLosses, type Report} from '../unkept.js'
import {descendants, element, elements, textOf, type XmlNode} from '../xml.js'
import {type ItemOptions, metadataOf, readItem} from './item.js'
import {type MaterialReader, materialReader, materialsIn} from './material.js'

/** What the reading of a file of questions needs of the package. */
export interface QtiContext extends ItemOptions {
  readonly file: string
  readonly report: Report
  readonly readerFor: (lose: PassageReader['lose']) => PassageReader
  /** Ids of banks that groups of questions become. */
  readonly bankIds: Ids
  /** The bank that a group of a quiz draws from, by its ident; undefined: it is not in the package. */
  readonly bankOf: (ident: string) => DraftBank | undefined
}

export interface ReadAssessment {
  readonly title: string | undefined
  readonly settings: Pick<DraftQuiz, 'attempts' | 'time-limit' | 'shuffle'>
  readonly description: string | undefined
  readonly entries: readonly DraftEntry[]
  /** Groups of questions of which some are drawn. */
  readonly banks: readonly DraftBank[]
}

/** An `assessment` as what a quiz asks. Sections within sections are read through. */
export const readAssessment = (assessment: XmlNode, context: QtiContext): ReadAssessment => {
  const metadata = metadataOf(assessment)
  const questions = questionReader(context)
  const banks: DraftBank[] = []
  const passages = passageLosses()
  const texts = materialReader(context.readerFor(passages.lose))
  const intro = joined(
    texts.rich(
      [
        ...elements(assessment, 'presentation_material').flatMap((node) =>
          materialsIn(node).concat(elements(node, 'flow_mat').flatMap(materialsIn)),
        ),
        ...elements(assessment, 'rubric', 'objectives').flatMap(materialsIn),
      ].filter((node, index, all) => all.indexOf(node) === index),
    ),
  )
  const sectionEntries = (section: XmlNode): readonly DraftEntry[] => {
    const selection = element(section, 'selection_ordering', 'selection')
    const count = Number(textOf(element(selection, 'selection_number')).trim())
    const source = textOf(element(selection, 'sourcebank_ref')).trim()
    const points = Number(textOf(element(selection, 'selection_extension', 'points_per_item')).trim())
    if (selection && source !== '') return drawFrom(source, count, section)
    const inner = elements(section).flatMap((node): readonly DraftEntry[] => {
      if (node.name === 'section') return sectionEntries(node)
      return node.name === 'item' ? questions.read(node) : []
    })
    const asked = inner.filter((entry): entry is DraftQuestion => 'type' in entry)
    if (!selection || !(count > 0) || count >= asked.length || asked.length < inner.length) return inner
    const title = section.attributes.title || 'Questions'
    const id = context.bankIds.take(title)
    banks.push({
      id,
      title,
      questions: points > 0 ? asked.map((question) => ({...question, points})) : asked,
    })
    return [{draw: count, from: id}]
  }
  const drawFrom = (source: string, count: number, section: XmlNode): readonly DraftEntry[] => {
    const bank = context.bankOf(source)
    if (!bank || bank.questions.length === 0) {
      context.report.add(
        bankMissing(section.attributes.title ?? source, assessment.attributes.title ?? '', context.file),
      )
      return []
    }
    return [{draw: Math.min(count > 0 ? count : 1, bank.questions.length), from: bank.id}]
  }
  const entries = [
    ...elements(assessment).flatMap((node): readonly DraftEntry[] =>
      node.name === 'section' ? sectionEntries(node) : node.name === 'item' ? questions.read(node) : [],
    ),
  ]
  const left = questions.end()
  for (const loss of passages.losses())
    context.report.add({...loss, item: {type: 'quiz', title: assessment.attributes.title ?? ''}, file: context.file})
  const isShuffled = elements(assessment, 'section').some((section) =>
    /random/i.test(element(section, 'selection_ordering', 'order')?.attributes.order_type ?? ''),
  )
  const choices = descendants(assessment, 'render_choice')
  const shuffle = [
    ...(isShuffled ? (['questions'] as const) : []),
    ...(choices.length > 0 && choices.some(({attributes}) => /^yes$/i.test(attributes.shuffle ?? ''))
      ? (['choices'] as const)
      : []),
  ]
  const attempts = Number(metadata.get('cc_maxattempts'))
  const minutes = Number(metadata.get('qmd_timelimit'))
  return {
    title: assessment.attributes.title,
    settings: {
      ...(attempts >= 1 && attempts <= 100 ? {attempts: Math.round(attempts)} : {}),
      ...(minutes >= 1 && minutes <= 1440 ? {'time-limit': minutes} : {}),
      ...(shuffle.length > 0 ? {shuffle} : {}),
    },
    description: joined(intro, left),
    entries,
    banks,
  }
}

/** Reads items one after another; a text between them goes to the one that follows. */
export const questionReader = (context: QtiContext) => {
  const ids = takeIds('question')
  let waiting: string | undefined
  return {
    read(item: XmlNode): readonly DraftQuestion[] {
      const passages = passageLosses()
      const texts: MaterialReader = materialReader(context.readerFor(passages.lose))
      const title = item.attributes.title || texts.plain(materialsIn(element(item, 'presentation'))).slice(0, 80)
      const say = (found: readonly Omit<Unkept, 'item' | 'file'>[]) => {
        for (const loss of found) context.report.add({...loss, item: {type: 'question', title}, file: context.file})
      }
      const id = ids.take(ownId(item.attributes.ident), title)
      const read = readItem(item, id, texts, context)
      if (read === 'text-only') {
        waiting = joined(waiting, texts.rich(materialsIn(element(item, 'presentation'))))
        say([{...losses.textAlone, kind: 'approximated'}, ...passages.losses()])
        return []
      }
      say([...read.losses, ...passages.losses()])
      if (!read.question) return []
      const question =
        waiting === undefined ? read.question : {...read.question, prompt: `${waiting}\n\n${read.question.prompt}`}
      waiting = undefined
      return [question]
    },
    end(): string | undefined {
      const left = waiting
      waiting = undefined
      return left
    },
  }
}

/** Our own packages name an item by course, quiz and question; what others name it says nothing to people. */
const ownId = (ident: string | undefined): string | undefined => {
  const parts = /^question_([a-z0-9-]+(?:_[a-z0-9-]+)+)$/.exec(ident ?? '')?.[1]?.split('_') ?? []
  const [last, before] = [parts.at(-1), parts.at(-2)]
  if (last === undefined || before === undefined || parts.length < 3) return undefined
  return /^\d+$/.test(last) ? `${before}-${last}` : last
}

const bankMissing = (group: string, quiz: string, file: string): Unkept => ({
  feature: 'quiz/draw',
  kind: 'dropped',
  item: {type: 'quiz', title: quiz},
  file,
  what: `Questions that were drawn for “${group}” are left out.`,
  why: 'Their bank is not in the package.',
  remedy: 'Export the bank as well, or choose other questions.',
})
