import {markdownOfWords} from '../html/passage.js'
import {fillBlanks, gapMark} from '../question/gaps.js'
import * as losses from '../question/losses.js'
import {
  essay,
  type Given,
  matching,
  numeric,
  oneChoice,
  ordering,
  severalChoices,
  shortAnswer,
  sound,
  trueFalse,
} from '../question/make.js'
import {
  dropped,
  feedbackOf,
  joined,
  type QuestionBase,
  type QuestionLoss,
  type ReadQuestion,
} from '../question/read-question.js'
import {descendants, element, elements, textOf, type XmlNode} from '../xml.js'
import {type MaterialReader, materialsIn} from './material.js'
import {type Rules, rulesOf} from './processing.js'

/** How Canvas judges several right answers: partly, whatever the file says (Canvas, quiz_question/multiple_answers_question.rb). */
export interface ItemOptions {
  readonly partial: boolean
}

/** An item of QTI 1.2 as a question; `text-only` where it asks nothing. */
export const readItem = (
  item: XmlNode,
  id: string,
  texts: MaterialReader,
  options: ItemOptions,
): ReadQuestion | 'text-only' => {
  const metadata = metadataOf(item)
  const kind = kindOf(item, metadata)
  if (kind === 'text-only') return kind
  const feedback = feedbackIn(item, texts)
  const presentation = element(item, 'presentation')
  const points = Number(
    metadata.get('cc_weighting') ??
      metadata.get('points_possible') ??
      metadata.get('qmd_weighting') ??
      metadata.get('weighting') ??
      1,
  )
  const base: QuestionBase = {
    id,
    prompt: texts.rich(materialsIn(presentation)) ?? (markdownOfWords(item.attributes.title ?? '') || '–'),
    points: Number.isFinite(points) ? points : 1,
    ...(feedback.hints.length > 0 ? {hints: feedback.hints as string[]} : {}),
    ...feedbackOf({right: feedback.right, wrong: feedback.wrong, general: feedback.general}),
  }
  const read = readKind(kind, item, base, {texts, feedback, options, rules: rulesOf(item)})
  return sound(read)
}

/** Label and entry of each metadata field, labels in lower case; the first of each counts. */
export const metadataOf = (node: XmlNode): ReadonlyMap<string, string> => {
  const found = new Map<string, string>()
  const add = (label: string, entry: string) => {
    const key = label.trim().toLowerCase()
    if (!found.has(key)) found.set(key, entry.trim())
  }
  const within = element(node, 'itemmetadata') ?? node
  for (const field of [...elements(within, 'qtimetadata'), within].flatMap((part) =>
    elements(part, 'qtimetadatafield'),
  ))
    add(textOf(element(field, 'fieldlabel')), textOf(element(field, 'fieldentry')))
  for (const child of elements(within)) if (/^(?:qmd|bbmd|cc)_/.test(child.name)) add(child.name, textOf(child))
  return found
}

type ItemKind =
  | 'one'
  | 'several'
  | 'truth'
  | 'typed'
  | 'number'
  | 'essay'
  | 'pairs'
  | 'blanks'
  | 'menus'
  | 'order'
  | 'text-only'
  | {readonly unknown: string}

const named: Readonly<Record<string, ItemKind>> = {
  multiple_choice_question: 'one',
  multiple_answers_question: 'several',
  true_false_question: 'truth',
  short_answer_question: 'typed',
  numerical_question: 'number',
  essay_question: 'essay',
  matching_question: 'pairs',
  fill_in_multiple_blanks_question: 'blanks',
  multiple_dropdowns_question: 'menus',
  ordering_question: 'order',
  text_only_question: 'text-only',
  'multiple choice': 'one',
  'multiple answer': 'several',
  'true/false': 'truth',
  'either/or': 'truth',
  'fill in the blank': 'typed',
  essay: 'essay',
  matching: 'pairs',
  ordering: 'order',
  numeric: 'number',
}

const profiled: Readonly<Record<string, ItemKind>> = {
  multiple_choice: 'one',
  multiple_response: 'several',
  true_false: 'truth',
  fib: 'typed',
  pattern_match: 'typed',
  essay: 'essay',
}

const kindOf = (item: XmlNode, metadata: ReadonlyMap<string, string>): ItemKind => {
  const type = (metadata.get('question_type') ?? metadata.get('bbmd_questiontype') ?? '').toLowerCase()
  const known = named[type]
  if (known) return known
  if (type.endsWith('_question')) return {unknown: type.replace(/_question$/, '').replaceAll('_', ' ')}
  const profile = /^cc\.(\w+)\.v0p1$/.exec(metadata.get('cc_profile') ?? '')?.[1]
  const profiledKind = profile === undefined ? undefined : profiled[profile]
  if (profiledKind) return profiledKind
  return structureOf(item)
}

/** What the presentation shows, where no name is known. */
const structureOf = (item: XmlNode): ItemKind => {
  const [first, second] = responsesOf(item)
  if (!first)
    return descendants(element(item, 'presentation'), 'render_extension').length > 0
      ? {unknown: 'extension'}
      : 'text-only'
  if (/^ordered$/i.test(first.attributes.rcardinality ?? '')) return 'order'
  if (first.name === 'response_num') return 'number'
  if (first.name === 'response_str') {
    if (second) return {unknown: 'several fields'}
    return rulesOf(item).conditions.some(({scores, wanted}) => scores && wanted.length > 0) ? 'typed' : 'essay'
  }
  if (first.name !== 'response_lid') return {unknown: first.name}
  if (second) return 'pairs'
  return /^multiple$/i.test(first.attributes.rcardinality ?? '') ? 'several' : 'one'
}

const responsesOf = (item: XmlNode): readonly XmlNode[] => {
  const presentation = element(item, 'presentation')
  return ['response_lid', 'response_str', 'response_num', 'response_xy', 'response_grp'].flatMap((name) =>
    descendants(presentation, name),
  )
}

interface Label {
  readonly ident: string
  readonly text: string
  readonly plain: string
}

const labelsOf = (response: XmlNode, texts: MaterialReader): readonly Label[] =>
  descendants(response, 'response_label').map((label) => ({
    ident: label.attributes.ident ?? '',
    text: texts.rich(materialsIn(label)) ?? '',
    plain: texts.plain(materialsIn(label)),
  }))

interface Said {
  readonly right?: string | undefined
  readonly wrong?: string | undefined
  readonly general?: string | undefined
  readonly hints: readonly string[]
  readonly solution?: string | undefined
  /** By ident: what belongs to single answers. */
  readonly own: ReadonlyMap<string, string>
}

/** What a feedback is for tells its ident: Canvas by its own convention (qti_exporter, `get_feedback`), others by plain words. */
const feedbackIn = (item: XmlNode, texts: MaterialReader): Said => {
  const said: {right?: string | undefined; wrong?: string | undefined; general?: string | undefined} = {}
  const own = new Map<string, string>()
  const hints: string[] = []
  let solution: string | undefined
  for (const node of elements(item, 'itemfeedback')) {
    const ident = node.attributes.ident ?? ''
    hints.push(
      ...elements(node, 'hint').flatMap((hint) =>
        elements(hint, 'hintmaterial').flatMap((one) => texts.rich(materialsIn(one)) ?? []),
      ),
    )
    const solved = elements(node, 'solution').flatMap((one) =>
      elements(one, 'solutionmaterial').flatMap((part) => texts.rich(materialsIn(part)) ?? []),
    )
    solution = joined(solution, ...solved)
    const text = texts.rich(
      elements(node)
        .filter(({name}) => name === 'flow_mat' || name === 'material' || name === 'flow')
        .flatMap((part) => (part.name === 'material' ? [part] : materialsIn(part))),
    )
    if (text === undefined) continue
    if (/^solution$/i.test(ident)) solution = joined(solution, text)
    else if (/^general_incorrect_fb$|^(?:incorrect|wrong)(?:_fb)?$|_IC$/i.test(ident))
      said.wrong = joined(said.wrong, text)
    else if (/^correct(?:_fb)?$|_C$/.test(ident)) said.right = joined(said.right, text)
    else if (/^general|_all$/i.test(ident)) said.general = joined(said.general, text)
    else own.set(ident, text)
  }
  return {...said, hints, solution, own}
}

interface Reading {
  readonly texts: MaterialReader
  readonly feedback: Said
  readonly options: ItemOptions
  readonly rules: Rules
}

const readKind = (
  kind: Exclude<ItemKind, 'text-only'>,
  item: XmlNode,
  base: QuestionBase,
  reading: Reading,
): ReadQuestion => {
  switch (kind) {
    case 'one':
      return readOne(item, base, reading)
    case 'several':
      return readSeveral(item, base, reading)
    case 'truth':
      return readTruth(item, base, reading)
    case 'typed':
      return readTyped(base, reading)
    case 'number':
      return readNumber(base, reading)
    case 'essay':
      return essay(base, reading.feedback.solution)
    case 'pairs':
      return readPairs(item, base, reading)
    case 'blanks':
    case 'menus':
      return readBlanks(item, base, kind, reading)
    case 'order':
      return readOrder(item, base, reading)
    default:
      return dropped(losses.noSuchType(kind.unknown))
  }
}

const readOne = (item: XmlNode, base: QuestionBase, reading: Reading): ReadQuestion => {
  const [response] = responsesOf(item)
  if (!response) return dropped(losses.unreadable('it has nothing to choose from'))
  const name = response.attributes.ident ?? ''
  return oneChoice(
    base,
    labelsOf(response, reading.texts).map(({ident, text}) => {
      const {share, shown} = reading.rules.judge({[name]: [ident]})
      return {text, share: Math.min(100, share), feedback: ownOf(shown, reading)}
    }),
  )
}

const readSeveral = (item: XmlNode, base: QuestionBase, reading: Reading): ReadQuestion => {
  const [response] = responsesOf(item)
  if (!response) return dropped(losses.unreadable('it has nothing to choose from'))
  const name = response.attributes.ident ?? ''
  const {rules} = reading
  const labels = labelsOf(response, reading.texts)
  const scoring = rules.conditions.filter(({scores}) => scores)
  const isRight = (ident: string) => scoring.some(({wanted}) => wanted.some(({value}) => value === ident))
  const right = labels.filter(({ident}) => isRight(ident)).map(({ident}) => ident)
  const share = (idents: readonly string[]) => rules.judge({[name]: idents}).share
  const isPartial = reading.options.partial || right.length < 2 || share(right.slice(1)) > 0
  const each = 100 / Math.max(1, right.length)
  const chosen = labels.map(({ident, text}) => {
    // A condition about this very choice says what belongs to it.
    const shown = rules.conditions
      .filter(({wanted, unwanted}) => wanted.length === 1 && unwanted.length === 0 && wanted[0]?.value === ident)
      .flatMap((condition) => condition.shown)
    return {text, share: isRight(ident) ? each : -each, feedback: ownOf(shown, reading)}
  })
  const read = severalChoices(base, chosen, isPartial ? 'partial' : 'all-or-nothing')
  const wrong = labels.find(({ident}) => !isRight(ident))
  const isOurs =
    !isPartial ||
    reading.options.partial ||
    (Math.abs(share(right.slice(1)) - (100 - each)) < 0.1 &&
      (wrong === undefined || Math.abs(share([...right, wrong.ident]) - (100 - each)) < 0.1))
  return {...read, losses: [...read.losses, ...(isOurs || right.length === 0 ? [] : [losses.scoringChanged])]}
}

const readTruth = (item: XmlNode, base: QuestionBase, reading: Reading): ReadQuestion => {
  const [response] = responsesOf(item)
  const labels = response ? labelsOf(response, reading.texts) : []
  const name = response?.attributes.ident ?? ''
  const truth = ({ident, plain}: Label) =>
    /^(?:true|t|yes)\b|[._]true$/i.test(ident) || /^(?:true|wahr|vrai|verdadero)\b/i.test(plain)
      ? true
      : /^(?:false|f|no)\b|[._]false$/i.test(ident) || /^(?:false|falsch|faux|falso)\b/i.test(plain)
        ? false
        : undefined
  const judged = labels.map((label) => ({truth: truth(label), ...reading.rules.judge({[name]: [label.ident]})}))
  const right = judged.find(({share}) => share > 0)
  // Words other than true and false are choices like any other.
  if (judged.length !== 2 || judged.some((one) => one.truth === undefined) || judged[0]?.truth === judged[1]?.truth)
    return readOne(item, base, reading)
  if (!right) return dropped(losses.noRightAnswer)
  const wrong = judged.find((one) => one !== right)
  return trueFalse(base, right.truth === true, {
    right: ownOf(right.shown, reading),
    wrong: wrong && ownOf(wrong.shown, reading),
  })
}

/** Several texts in one condition are alternatives, whatever the standard says of it: no answer can equal two of them. */
const readTyped = (base: QuestionBase, reading: Reading): ReadQuestion => {
  const seen = new Set<string>()
  const {conditions} = reading.rules
  const answers = conditions.flatMap(({wanted, share, shown}) =>
    wanted.flatMap(({how, value}) => {
      if (value === '' || seen.has(value) || !/^var(?:equal|substring)$/.test(how)) return []
      seen.add(value)
      // Only a part of the answer is looked for: an asterisk stands for the rest.
      const plain = value.replaceAll('*', '\\*')
      return [
        {
          text: how === 'varsubstring' ? `*${plain}*` : plain,
          share: Math.min(100, share),
          feedback: ownOf(shown, reading),
        },
      ]
    }),
  )
  const caseSensitive = conditions.some(
    ({scores, wanted}) => scores && wanted.some((compared) => compared.caseSensitive),
  )
  // Canvas never minds the case (quiz_question/short_answer_question.rb:38).
  return shortAnswer(base, answers, caseSensitive && !reading.options.partial)
}

/** Canvas writes a number as itself or between two bounds (lib/cc/qti/qti_items.rb:349-400). */
const readNumber = (base: QuestionBase, reading: Reading): ReadQuestion => {
  const given = reading.rules.conditions
    .filter(({scores}) => scores)
    .map(({wanted, shown}): Given => {
      const value = (...hows: readonly string[]) => {
        const found = wanted.find(({how}) => hows.includes(how))?.value
        return found === undefined || found === '' ? undefined : Number(found)
      }
      const exact = value('varequal')
      const low = value('vargte', 'vargt')
      const high = value('varlte', 'varlt')
      const middle = low !== undefined && high !== undefined ? round((low + high) / 2) : (low ?? high)
      const answer = exact ?? middle
      const reach = answer === undefined ? 0 : Math.max(0, answer - (low ?? answer), (high ?? answer) - answer)
      return {answer, tolerance: round(reach), share: 100, feedback: ownOf(shown, reading)}
    })
    .filter(({answer}) => answer !== undefined && Number.isFinite(answer))
  return numeric(base, given, undefined)
}

const round = (value: number): number => Number(value.toPrecision(12))

const readPairs = (item: XmlNode, base: QuestionBase, reading: Reading): ReadQuestion => {
  const responses = responsesOf(item).filter(({name}) => name === 'response_lid')
  const rows = responses.map((response) => {
    const labels = labelsOf(response, reading.texts)
    const name = response.attributes.ident ?? ''
    const right = labels.find(({ident}) => reading.rules.judge({[name]: [ident]}).share > 0)
    return {left: reading.texts.rich(materialsIn(response)) ?? '', labels, right}
  })
  if (rows.some(({right}) => right === undefined)) return dropped(losses.noRightAnswer)
  const rights = rows.map(({right}) => right?.plain ?? '')
  const all = rows.flatMap(({labels}) => labels.map(({plain}) => plain))
  return matching(
    base,
    rows.map(({left}, index) => ({left, right: rights[index] ?? ''})),
    all.filter((text) => !rights.includes(text)),
  )
}

/** `[name]` in the stem is the gap of `response_name`: every label of a typed gap is right, of a menu the one that scores. */
const readBlanks = (item: XmlNode, base: QuestionBase, kind: 'blanks' | 'menus', reading: Reading): ReadQuestion => {
  const responses = responsesOf(item).filter(({name}) => name === 'response_lid')
  const gaps = responses.map((response) => {
    const labels = labelsOf(response, reading.texts)
    const ident = response.attributes.ident ?? ''
    const right = labels.filter((label) => kind === 'blanks' || reading.rules.judge({[ident]: [label.ident]}).share > 0)
    return {name: ident.replace(/^response_/, ''), labels, accept: right.map(({plain}) => plain)}
  })
  const order: number[] = []
  const text =
    reading.texts.rich(materialsIn(element(item, 'presentation')), (html) =>
      gaps.reduce((changedText, {name}, index) => changedText.replaceAll(`[${name}]`, gapMark(index)), html),
    ) ?? ''
  const ordered = text.replace(/\ue000(\d+)\ue001/g, (_, index: string) => {
    order.push(Number(index))
    return gapMark(order.length - 1)
  })
  const used = order.flatMap((index) => gaps[index] ?? [])
  const lists = new Set(
    used.map(({labels}) =>
      labels
        .map(({plain}) => plain)
        .sort()
        .join('\n'),
    ),
  )
  const read = fillBlanks(
    {...base, prompt: item.attributes.title || '–'},
    ordered,
    used.map(({accept}) => ({accept})),
    {
      mode: kind === 'blanks' ? 'text' : 'dropdown',
      ...(kind === 'menus'
        ? {
            distractors: used.flatMap(({labels, accept}) =>
              labels.map(({plain}) => plain).filter((word) => !accept.includes(word)),
            ),
          }
        : {}),
    },
  )
  const found: QuestionLoss[] = kind === 'menus' && lists.size > 1 ? [losses.gapsAlike] : []
  return {...read, losses: [...read.losses, ...(read.question ? found : [])]}
}

const readOrder = (item: XmlNode, base: QuestionBase, reading: Reading): ReadQuestion => {
  const [response] = responsesOf(item)
  const labels = response ? labelsOf(response, reading.texts) : []
  const scoring = reading.rules.conditions.filter(({scores}) => scores)
  const sequence = scoring.flatMap(({wanted}) => wanted.map(({value}) => value))
  const items = [...new Set(sequence)].flatMap((ident) => labels.find((label) => label.ident === ident) ?? [])
  if (items.length < labels.length) return dropped(losses.noRightAnswer)
  return ordering(
    base,
    items.map(({text}) => text),
    scoring.length > 1,
  )
}

/** What is shown for an answer besides what is said to all right or all wrong ones. */
const ownOf = (shown: readonly string[], {feedback}: Reading): string | undefined =>
  joined(...shown.map((ident) => feedback.own.get(ident)))
