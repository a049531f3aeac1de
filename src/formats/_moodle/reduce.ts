import type {PictureSize} from '../../model/course.js'
import type {Body} from '../../model/markdown.js'
import {type Area, type FillBlanks, type Hotspot, never, type Question, withoutUndefined} from '../../model/question.js'
import {foldText} from '../../model/scoring.js'
import type {Local} from '../../model/text.js'
import {shortTitle} from '../../model/title.js'
import {plainText} from '../../model/walk.js'
import {escapeHtml, unwrapParagraph} from '../../render/html.js'
import {opaque} from '../_content-packaging/identifiers.js'
import {isSameShare, nearestGrade, sharesOf} from './fractions.js'
import {
  allOrNothingLost,
  blanksCompared,
  dragLost,
  essayFeedbackLost,
  essayHintsLost,
  gapFeedbackLost,
  hotspotChosen,
  type MoodleLoss,
  numbersRead,
  orderingMatched,
  partialCreditRounded,
  scoresRounded,
  tagsCleaned,
} from './losses.js'
import type {
  CombinedFeedback,
  Markers,
  MoodleBody,
  MoodleFile,
  MoodleQuestion,
  MoodleQuestionBase,
  MoodleText,
  MultiAnswer,
  TypedAnswer,
  WordGaps,
} from './question.js'

export interface Reducing {
  /** Id of the quiz or bank that the question stands in. */
  readonly owner: string
  /** A passage for Moodle, see `moodleText`; `gap` is the HTML of each gap. */
  readonly text: (body: Body, gap?: (id: string) => string) => MoodleText
  readonly file: (media: string) => MoodleFile
  readonly sizeOf: (media: string) => PictureSize | undefined
  readonly shuffleChoices: boolean
  /** Whether the system has the type for sorting: core since 4.4. */
  readonly hasOrdering: boolean
  readonly words: {
    /** Such as “Answer in km.” */
    readonly unit: (unit: string) => string
    /** Such as “Which comes in place 2?” */
    readonly place: (number: number) => string
    /** Stands on a marker that is dragged to a place: “Here”. */
    readonly marker: string
    /** Stands above a model answer. */
    readonly modelAnswer: string
  }
}

export interface Reduced {
  readonly question: MoodleQuestion
  readonly losses: readonly MoodleLoss[]
}

/** The question as one of Moodle's core types: the one in which the same answers earn the same marks. */
export const reduceQuestion = (question: Question<Local>, by: Reducing): Reduced => {
  const text = (body: Body | undefined) => (body === undefined ? undefined : by.text(body))
  const tags = tagsOf(question)
  const base: MoodleQuestionBase = withoutUndefined({
    idnumber: idnumberOf(by.owner, question.id),
    // PHP's strip_tags, which Moodle applies to names (question/format.php, clean_question_name), eats what follows `<`.
    name: (shortTitle(plainText(question.prompt)) || question.id).replace(/<(?=\S)/g, '< '),
    text: by.text(question.prompt),
    points: question.points,
    generalFeedback: text(question.feedback.general),
    hints: question.hints.map((hint) => by.text(hint)),
    tags: tags.map(cleanTag),
  })
  const tagLosses = tags.some((tag) => cleanTag(tag) !== tag) ? [tagsCleaned] : []
  const one = (
    body: MoodleBody,
    losses: readonly MoodleLoss[] = [],
    changed: Partial<MoodleQuestionBase> = {},
  ): Reduced => ({question: {...base, ...changed, ...body}, losses: [...losses, ...tagLosses]})
  const feedback: CombinedFeedback = withoutUndefined({
    correct: text(question.feedback.right),
    partiallyCorrect: text(question.feedback.wrong),
    incorrect: text(question.feedback.wrong),
  })

  switch (question.type) {
    case 'multiple-choice':
      return one({
        type: 'multichoice',
        single: true,
        shuffle: by.shuffleChoices,
        answers: question.choices.map((choice) =>
          withoutUndefined({
            text: label(by.text(choice.text)),
            fraction: choice.correct ? 1 : 0,
            feedback: text(choice.feedback),
          }),
        ),
        feedback,
      })
    case 'multiple-response': {
      const count = question.choices.filter((choice) => choice.correct).length
      const shares = sharesOf(count)
      const wrong = question.scoring === 'partial' ? -nearestGrade(1 / count) : -1
      let next = 0
      const isRounded = !isSameShare(shares[0] ?? 0, 1 / count)
      return one(
        {
          type: 'multichoice',
          single: false,
          shuffle: by.shuffleChoices,
          answers: question.choices.map((choice) =>
            withoutUndefined({
              text: label(by.text(choice.text)),
              fraction: choice.correct ? (shares[next++] ?? 0) : wrong,
              feedback: text(choice.feedback),
            }),
          ),
          feedback,
        },
        [
          ...(question.scoring === 'all-or-nothing' && count > 1 ? [allOrNothingLost] : []),
          ...(isRounded ? [partialCreditRounded(count)] : []),
        ],
      )
    }
    case 'true-false': {
      const [right, wrong] = [text(question.feedback.right), text(question.feedback.wrong)]
      return one({
        type: 'truefalse',
        answer: question.answer,
        feedback: withoutUndefined(question.answer ? {true: right, false: wrong} : {true: wrong, false: right}),
      })
    }
    case 'short-answer': {
      const answers = question.answers.map((answer) => ({
        ...answer,
        feedback: together(text(answer.feedback), answer.score === 100 ? feedback.correct : feedback.incorrect),
      }))
      return one(
        {
          type: 'shortanswer',
          caseSensitive: question.caseSensitive,
          answers: [...answers.flatMap(typedAnswers), ...otherwise('*', feedback)],
        },
        [...roundedScores(question.answers), ...typingLosses(question.answers.map((answer) => answer.text))],
      )
    }
    case 'numeric': {
      const unit = question.unit === undefined ? undefined : said(by.words.unit(question.unit))
      const answers = question.answers.map(({answer, tolerance, score, feedback: own}) =>
        withoutUndefined({
          answer,
          tolerance,
          fraction: nearestGrade(score / 100),
          feedback: together(text(own), score === 100 ? feedback.correct : feedback.incorrect),
        }),
      )
      const rest = feedback.incorrect && {answer: '*' as const, tolerance: 0, fraction: 0, feedback: feedback.incorrect}
      return one(
        withoutUndefined({
          type: 'numerical' as const,
          answers: rest ? [...answers, rest] : answers,
          unit: question.unit !== undefined && joinsNumber.test(question.unit) ? undefined : question.unit,
        }),
        [...roundedScores(question.answers), numbersRead],
        {text: unit ? joined(base.text, unit) : base.text},
      )
    }
    case 'essay': {
      const model = text(question.modelAnswer)
      const general = together(base.generalFeedback, model && joined(said(by.words.modelAnswer), model))
      return one(
        withoutUndefined({type: 'essay' as const, graderInfo: model}),
        [
          ...(feedback.correct || feedback.incorrect ? [essayFeedbackLost] : []),
          ...(base.hints.length > 0 ? [essayHintsLost] : []),
        ],
        withoutUndefined({generalFeedback: general, hints: []}),
      )
    }
    case 'matching':
      return one({
        type: 'match',
        shuffle: by.shuffleChoices,
        pairs: matches(
          question.pairs.map(({left, right}) => ({stem: label(by.text(left)), answer: right})),
          question.distractors.map((part) => part.text),
        ),
        feedback,
      })
    case 'ordering':
      if (by.hasOrdering)
        return one({type: 'ordering', items: question.items.map((item) => label(by.text(item.text))), feedback})
      return one(
        {
          type: 'match',
          shuffle: false,
          pairs: matches(
            distinct(question.items.map((item) => plainText(item.text))).map((answer, index) => ({
              stem: {html: escapeHtml(by.words.place(index + 1)), files: []},
              answer,
            })),
            [],
          ),
          feedback,
        },
        [orderingMatched],
      )
    case 'fill-blanks':
      return fillBlanks(question, by, base, feedback, one)
    case 'categorise': {
      const titles = distinct(question.categories.map((category) => category.title))
      const titleOf = (id: string) => titles[question.categories.findIndex((category) => category.id === id)] ?? ''
      const used = new Set(question.items.map((item) => item.category))
      return one({
        type: 'match',
        shuffle: by.shuffleChoices,
        pairs: matches(
          question.items.map((item) => ({stem: label(by.text(item.text)), answer: titleOf(item.category)})),
          question.categories.filter(({id}) => !used.has(id)).map(({id}) => titleOf(id)),
        ),
        feedback,
      })
    }
    case 'hotspot': {
      const markers = markersFor(question, by)
      if (!('why' in markers)) {
        const own = text(markers.area.feedback)
        return one(
          {
            type: 'ddmarker',
            picture: by.file(question.image),
            marker: oneLine(by.words.marker),
            zone: markers.zone,
            feedback: withoutUndefined({...feedback, correct: together(own, feedback.correct)}),
          },
          [],
          {text: joined(base.text, spoken(question.alt))},
        )
      }
      return one(
        {
          type: 'multichoice',
          single: true,
          shuffle: by.shuffleChoices,
          answers: question.areas.map((area) =>
            withoutUndefined({
              text: {html: escapeHtml(area.label), files: []},
              fraction: area.correct ? 1 : 0,
              feedback: text(area.feedback),
            }),
          ),
          feedback,
        },
        [hotspotChosen(markers.why, markers.remedy)],
        {text: joined(base.text, pictureOf(by.file(question.image), question.alt))},
      )
    }
    default:
      return never(question)
  }
}

/**
 * Where Moodle's marker has to be dragged, or why markers would lose more than choices do: they know one right place,
 * measured in pixels, and say nothing to other places.
 */
const markersFor = (
  {areas, image}: Hotspot<Local>,
  by: Reducing,
): {readonly zone: Markers['zone']; readonly area: Area<Local>} | {readonly why: string; readonly remedy: string} => {
  const size = by.sizeOf(image)
  const [area, ...more] = areas.filter((each) => each.correct)
  const others = areas.filter((each) => !each.correct)
  if (!area || more.length > 0)
    return {why: 'Moodle wants a marker for each right place.', remedy: 'Let the picture have one right area.'}
  if (others.some((other) => other.feedback !== undefined))
    return {
      why: 'Moodle’s markers say nothing to single wrong places.',
      remedy: 'Say what matters in the feedback for all wrong answers, and learners point at the picture.',
    }
  if (size === undefined || size.isRatio)
    return {
      why: 'Moodle measures places in pixels, and the picture does not say how many it has.',
      remedy: 'Give the picture a width and a height, in an SVG as attributes of its first element.',
    }
  if (others.some((other) => overlap(boxOf(area, size), boxOf(other, size))))
    return {why: 'A wrong area covers a part of the right one.', remedy: 'Part the areas.'}
  return {area, zone: zoneOf(area, size)}
}

const zoneOf = (area: Area<Local>, size: PictureSize): Markers['zone'] => {
  const [x = 0, y = 0, third = 0, fourth = 0] = pixelsOf(area, size).map(Math.round)
  return area.shape === 'circle'
    ? {shape: 'circle', coords: `${x},${y};${third}`}
    : {shape: 'rectangle', coords: `${x},${y};${third},${fourth}`}
}

/** The numbers of an area in pixels instead of percent; a radius is a share of the width. */
const pixelsOf = ({at}: Area<Local>, {width, height}: PictureSize): readonly number[] =>
  at.map((percent, index) => (percent / 100) * (index % 2 === 0 ? width : height))

/** Left, top, right and bottom. */
type Box = readonly [number, number, number, number]

const boxOf = (area: Area<Local>, size: PictureSize): Box => {
  const [x = 0, y = 0, third = 0, fourth = 0] = pixelsOf(area, size)
  return area.shape === 'circle' ? [x - third, y - third, x + third, y + third] : [x, y, x + third, y + fourth]
}

const overlap = (a: Box, b: Box): boolean => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]

const pictureOf = (file: MoodleFile, alt: string): MoodleText => ({
  html: `<p><img src="@@PLUGINFILE@@${file.path}${file.name}" alt="${escapeHtml(alt)}"></p>`,
  files: [file],
})

type One = (body: MoodleBody, losses?: readonly MoodleLoss[], changed?: Partial<MoodleQuestionBase>) => Reduced

/**
 * Gaps that are typed become Cloze; a single one a short answer in the text, which keeps its marks and feedback. Gaps
 * that are chosen or dragged have types of their own, in which one word is right in a gap; where several are, menus of
 * Cloze take their place.
 */
const fillBlanks = (
  question: FillBlanks<Local>,
  by: Reducing,
  {text: prompt}: MoodleQuestionBase,
  feedback: CombinedFeedback,
  one: One,
): Reduced => {
  const withGaps = (gap: (index: number) => string, guard: (html: string) => string) =>
    joined(
      {...prompt, html: guard(prompt.html)},
      gapsIn(
        by.text(question.text, (id) => marker(question.blanks.findIndex((blank) => blank.id === id))),
        gap,
        guard,
      ),
    )
  const cloze = (gaps: MultiAnswer['gaps'], losses: readonly MoodleLoss[]) =>
    one(
      {type: 'multianswer', gaps},
      [...losses, ...(feedback.correct || feedback.incorrect ? [gapFeedbackLost] : [])],
      {
        text: withGaps(
          (index) => `{#${index + 1}}`,
          (html) => html.replaceAll('{', '&#123;'),
        ),
      },
    )
  const typed = question.blanks.flatMap((blank) => blank.accept)
  const weight = wholeShare(question.points, question.blanks.length)

  if (question.mode === 'text') {
    const [only, ...more] = question.blanks
    if (only && more.length === 0)
      return one(
        {
          type: 'shortanswer',
          caseSensitive: question.caseSensitive,
          answers: [
            ...only.accept.flatMap((accepted) =>
              typedAnswers({text: accepted, score: 100, feedback: feedback.correct}),
            ),
            ...otherwise('*', feedback),
          ],
        },
        typingLosses(typed),
        {
          text: withGaps(
            () => '_____',
            (html) => html.replaceAll('_____', '____&#95;'),
          ),
        },
      )
    const gaps = question.blanks.map(({accept}) => ({
      kind: 'shortanswer' as const,
      weight,
      caseSensitive: question.caseSensitive,
      answers: accept.flatMap((accepted) => typedAnswers({text: accepted, score: 100})),
    }))
    return cloze(gaps, typingLosses(typed))
  }

  const {words, used} = wordsOf(question)
  const fold = (word: string) => foldText(word, question.caseSensitive)
  const isRight = (accept: readonly string[], word: string) => accept.some((accepted) => fold(accepted) === fold(word))
  if (question.blanks.some(({accept}) => words.filter((word) => isRight(accept, word)).length > 1)) {
    const gaps = question.blanks.map(({accept}) => ({
      kind: 'multichoice' as const,
      weight,
      answers: words.map((word) => ({html: oneLine(word), fraction: isRight(accept, word) ? 1 : 0})),
    }))
    return cloze(gaps, question.mode === 'drag' ? [dragLost] : [])
  }
  const body: WordGaps = {
    type: question.mode === 'drag' ? 'ddwtos' : 'gapselect',
    words: words.map((word) => ({html: oneLine(word), unlimited: (used.get(word) ?? 0) > 1})),
    feedback,
  }
  const numberOf = (index: number) => words.indexOf((question.blanks[index]?.accept[0] ?? '').trim()) + 1
  return one(body, [], {
    text: withGaps(
      (index) => `[[${numberOf(index)}]]`,
      (html) => html.replaceAll('[[', '&#91;['),
    ),
  })
}

/** The words to choose from, each once, and how many gaps each fills. */
const wordsOf = (
  question: FillBlanks<Local>,
): {readonly words: readonly string[]; readonly used: ReadonlyMap<string, number>} => {
  const used = new Map<string, number>()
  for (const {accept} of question.blanks) {
    const word = (accept[0] ?? '').trim()
    used.set(word, (used.get(word) ?? 0) + 1)
  }
  return {words: [...new Set([...used.keys(), ...question.distractors.map(({text}) => text.trim())])], used}
}

/** Cloze knows whole marks only: the one that is nearest to the equal share of a gap. */
const wholeShare = (points: number, gaps: number): number => Math.max(1, Math.round(points / gaps))

/** Stands for a gap until the text around it has been guarded. No author can write it: quotes in attributes are escaped. */
const marker = (index: number): string => `<gap n="${index}">`

const gapsIn = (
  {html, files}: MoodleText,
  gap: (index: number) => string,
  guard: (html: string) => string,
): MoodleText => ({
  html: html
    .split(/(<gap n="\d+">)/)
    .map((part) => {
      const found = /^<gap n="(\d+)">$/.exec(part)
      return found ? gap(Number(found[1])) : guard(part)
    })
    .join(''),
  files,
})

const matches = (
  pairs: readonly {readonly stem: MoodleText; readonly answer: string}[],
  distractors: readonly string[],
) => [
  ...pairs.map(({stem, answer}) => ({stem, answer: oneLine(answer)})),
  ...distractors.map((answer) => ({answer: oneLine(answer)})),
]

/**
 * A plain text as HTML. Only what Moodle would take for markup is escaped (format_string mends other ampersands), since
 * its reports show these texts as they are stored.
 */
const oneLine = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/&(?=#?\w{1,31};)/g, '&amp;')
    .replaceAll('<', '&lt;')

/** Equal texts get a number: Moodle takes equal answers of a matching question for one. */
const distinct = (texts: readonly string[]): readonly string[] =>
  texts.map((text, index) => {
    const before = texts.slice(0, index).filter((other) => other.trim() === text.trim()).length
    return before === 0 ? text : `${text.trim()} (${before + 1})`
  })

interface Typed {
  readonly text: string
  /** Percent. */
  readonly score: number
  readonly feedback?: MoodleText | undefined
}

/** Moodle tells straight apostrophes from curved ones, so that each answer with one stands there in all spellings. */
const typedAnswers = ({text, score, feedback}: Typed): readonly TypedAnswer[] => {
  const pattern = text.replace(/\s+/g, ' ').trim().replaceAll('*', '\\*')
  const spellings = ["'", '’', '‘'].map((sign) => pattern.replace(/['‘’]/g, sign))
  return [...new Set([pattern, ...spellings])].map((each) =>
    withoutUndefined({pattern: each, fraction: nearestGrade(score / 100), feedback}),
  )
}

/** What is said to all other answers. */
const otherwise = (pattern: '*', {incorrect}: CombinedFeedback): readonly TypedAnswer[] =>
  incorrect === undefined ? [] : [{pattern, fraction: 0, feedback: incorrect}]

const typingLosses = (accepted: readonly string[]): readonly MoodleLoss[] =>
  accepted.some((text) => /\s/.test(text.trim())) ? [blanksCompared] : []

const roundedScores = (answers: readonly {readonly score: number}[]): readonly MoodleLoss[] => {
  const changed = answers
    .map(({score}) => score)
    .filter((score) => Math.abs(nearestGrade(score / 100) * 100 - score) > 0.005)
  return changed.length > 0 ? [scoresRounded([...new Set(changed)])] : []
}

/**
 * Moodle takes the blank between a number and its unit away before it reads the number (5.1,
 * question/type/numerical/questiontype.php, apply_units): a unit such as 1/mol is better not typed.
 */
const joinsNumber = /^[\d.,+-]/

/** Moodle knows neither difficulty nor objectives of a question, but finds questions by their tags. */
const tagsOf = ({tags, difficulty, objectives}: Question<Local>): readonly string[] => [
  ...new Set([
    ...tags,
    ...(difficulty === undefined ? [] : [`difficulty: ${difficulty}`]),
    ...objectives.map((id) => `objective: ${id}`),
  ]),
]

const cleanTag = (tag: string): string => tag.replace(/[<>`]/g, '').replace(/\s+/g, ' ').trim().slice(0, 255)

/** An idnumber has 100 characters at most (lib/db/install.xml, question_bank_entries). */
const idnumberOf = (owner: string, id: string): string => {
  const plain = `${owner}/${id}`
  return plain.length <= 100 ? plain : opaque('question', owner, id)
}

const said = (text: string): MoodleText => ({html: `<p>${escapeHtml(text)}</p>`, files: []})

/** For screen readers: Moodle gives the picture below its markers no text (question/type/ddmarker/renderer.php). Each of its themes knows one of the classes. */
const spoken = (text: string): MoodleText => ({
  html: `<p class="visually-hidden sr-only">${escapeHtml(text)}</p>`,
  files: [],
})

const label = (text: MoodleText): MoodleText => ({...text, html: unwrapParagraph(text.html)})

const joined = (first: MoodleText, second: MoodleText): MoodleText => ({
  html: [first.html, second.html].filter((html) => html !== '').join('\n'),
  files: [...first.files, ...second.files.filter(({media}) => !first.files.some((file) => file.media === media))],
})

/** One after the other, where both are there. */
const together = (first: MoodleText | undefined, second: MoodleText | undefined): MoodleText | undefined =>
  first && second ? joined(first, second) : (first ?? second)
