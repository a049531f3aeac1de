import type {Place} from './place.js'
import type {TextForm, TextMapper} from './text.js'

/** What a question says after an answer, whatever the answer was, or by whether it was right. */
export interface Feedback<T extends TextForm> {
  readonly right?: T['rich']
  readonly wrong?: T['rich']
  readonly general?: T['rich']
}

interface QuestionBase<T extends TextForm> {
  /** Permanent; unique in its quiz or bank. */
  readonly id: string
  readonly place: Place
  /** Marks for a wholly right answer; more than 0. */
  readonly points: number
  readonly prompt: T['rich']
  /** Ids of objectives that this question tests. */
  readonly objectives: readonly string[]
  readonly tags: readonly string[]
  readonly difficulty?: 'easy' | 'medium' | 'hard'
  readonly feedback: Feedback<T>
  /** Shown one at a time when the learner asks (practice). */
  readonly hints: readonly T['rich'][]
}

export interface Choice<T extends TextForm> {
  readonly id: string
  readonly place: Place
  readonly text: T['rich']
  readonly correct: boolean
  readonly feedback?: T['rich']
}

/** One of several choices is right. */
export interface MultipleChoice<T extends TextForm> extends QuestionBase<T> {
  readonly type: 'multiple-choice'
  readonly choices: readonly Choice<T>[]
}

/** Each choice is right or wrong. */
export interface MultipleResponse<T extends TextForm> extends QuestionBase<T> {
  readonly type: 'multiple-response'
  readonly choices: readonly Choice<T>[]
  /** `partial`: right picks less wrong picks, never below 0, as a share of the right choices. */
  readonly scoring: 'all-or-nothing' | 'partial'
}

export interface TrueFalse<T extends TextForm> extends QuestionBase<T> {
  readonly type: 'true-false'
  readonly answer: boolean
}

/** A text that a learner may type, and what it earns. */
export interface AcceptedText<T extends TextForm> {
  readonly text: T['plain']
  /** Percent of the points, 0 to 100. */
  readonly score: number
  readonly feedback?: T['rich']
}

export interface ShortAnswer<T extends TextForm> extends QuestionBase<T> {
  readonly type: 'short-answer'
  /** In order: the first that matches decides. Includes foreseen wrong answers, with score 0. */
  readonly answers: readonly AcceptedText<T>[]
  readonly caseSensitive: boolean
}

/** A number that a learner may give: right within `answer ± tolerance`. */
export interface AcceptedNumber<T extends TextForm> {
  readonly answer: number
  readonly tolerance: number
  /** Percent of the points, 0 to 100. */
  readonly score: number
  readonly feedback?: T['rich']
}

export interface Numeric<T extends TextForm> extends QuestionBase<T> {
  readonly type: 'numeric'
  /** In order: the first that matches decides. */
  readonly answers: readonly AcceptedNumber<T>[]
  /** Shown behind the field; learners may type it or leave it out. */
  readonly unit?: T['plain']
}

export interface Pair<T extends TextForm> {
  readonly id: string
  readonly place: Place
  readonly left: T['rich']
  readonly right: T['plain']
}

/** A right-hand side that belongs to no left-hand side. */
export interface Distractor<T extends TextForm> {
  readonly id: string
  readonly text: T['plain']
}

/** Each pair is worth the same share. */
export interface Matching<T extends TextForm> extends QuestionBase<T> {
  readonly type: 'matching'
  readonly pairs: readonly Pair<T>[]
  readonly distractors: readonly Distractor<T>[]
}

/** Read by a person: never marked by machine. */
export interface Essay<T extends TextForm> extends QuestionBase<T> {
  readonly type: 'essay'
  readonly modelAnswer?: T['rich']
}

export interface OrderingItem<T extends TextForm> {
  readonly id: string
  readonly place: Place
  readonly text: T['rich']
}

/** The items stand in their right order; each in its right position earns the same share. */
export interface Ordering<T extends TextForm> extends QuestionBase<T> {
  readonly type: 'ordering'
  readonly items: readonly OrderingItem<T>[]
}

export interface BlankAnswer<T extends TextForm> {
  /** `b1`, `b2` … in the order of the text. */
  readonly id: string
  /** Any of these fills it rightly. The first is shown as the answer. */
  readonly accept: readonly T['plain'][]
}

/** Each blank is worth the same share. */
export interface FillBlanks<T extends TextForm> extends QuestionBase<T> {
  readonly type: 'fill-blanks'
  /** Contains a `blank` node for each of `blanks`. */
  readonly text: T['rich']
  readonly blanks: readonly BlankAnswer<T>[]
  readonly mode: 'text' | 'dropdown' | 'drag'
  readonly distractors: readonly Distractor<T>[]
  readonly caseSensitive: boolean
}

export interface Category<T extends TextForm> {
  readonly id: string
  readonly place: Place
  readonly title: T['plain']
}

export interface CategorisedItem<T extends TextForm> {
  readonly id: string
  readonly place: Place
  readonly text: T['rich']
  /** Id of the category where it belongs. */
  readonly category: string
}

/** Each item is worth the same share. */
export interface Categorise<T extends TextForm> extends QuestionBase<T> {
  readonly type: 'categorise'
  readonly categories: readonly Category<T>[]
  readonly items: readonly CategorisedItem<T>[]
}

export interface Area<T extends TextForm> {
  readonly id: string
  readonly place: Place
  readonly label: T['plain']
  readonly shape: 'rect' | 'circle'
  /** Percent of the picture: rect x, y, width, height; circle x, y of the centre, radius (of the width). */
  readonly at: readonly number[]
  readonly correct: boolean
  readonly feedback?: T['rich']
}

/** Pick the right area of a picture. */
export interface Hotspot<T extends TextForm> extends QuestionBase<T> {
  readonly type: 'hotspot'
  /** Path below the course folder. */
  readonly image: string
  readonly alt: T['plain']
  readonly areas: readonly Area<T>[]
}

export type Question<T extends TextForm> =
  | MultipleChoice<T>
  | MultipleResponse<T>
  | TrueFalse<T>
  | ShortAnswer<T>
  | Numeric<T>
  | Matching<T>
  | Essay<T>
  | Ordering<T>
  | FillBlanks<T>
  | Categorise<T>
  | Hotspot<T>

export type QuestionType = Question<TextForm>['type']

const everyType: Readonly<Record<QuestionType, true>> = {
  'multiple-choice': true,
  'multiple-response': true,
  'true-false': true,
  'short-answer': true,
  numeric: true,
  matching: true,
  essay: true,
  ordering: true,
  'fill-blanks': true,
  categorise: true,
  hotspot: true,
}

/** Every question type. A new one is a compile error here, and in each format until that format answers for it. */
export const questionTypes = Object.keys(everyType) as readonly QuestionType[]

/** A `switch` on a `type` ends in this: a case that was forgotten does not compile. */
export function never(value: never): never {
  throw new Error(`Unforeseen: ${JSON.stringify(value)}`)
}

/** The parts of a question that learners pick, place or fill, in authored order: what the ledger gives slots to. */
export const partsOf = (question: Question<TextForm>): readonly string[] => {
  switch (question.type) {
    case 'multiple-choice':
    case 'multiple-response':
      return question.choices.map((choice) => choice.id)
    case 'matching':
      return [...question.pairs, ...question.distractors].map((part) => part.id)
    case 'ordering':
      return question.items.map((item) => item.id)
    case 'fill-blanks':
      return [...question.blanks, ...question.distractors].map((part) => part.id)
    case 'categorise':
      return [...question.categories, ...question.items].map((part) => part.id)
    case 'hotspot':
      return question.areas.map((area) => area.id)
    case 'true-false':
    case 'short-answer':
    case 'numeric':
    case 'essay':
      return []
    default:
      return never(question)
  }
}

/** The same question with each text replaced. `key` is the question's own. */
export const mapQuestion = <A extends TextForm, B extends TextForm>(
  question: Question<A>,
  key: string,
  map: TextMapper<A, B>,
): Question<B> => {
  const rich = (text: A['rich'], name: string) => map.rich(text, `${key}/${name}`)
  const plain = (text: A['plain'], name: string) => map.plain(text, `${key}/${name}`)
  const optional = (text: A['rich'] | undefined, name: string) => (text === undefined ? undefined : rich(text, name))
  const base = {
    id: question.id,
    place: question.place,
    points: question.points,
    objectives: question.objectives,
    tags: question.tags,
    ...(question.difficulty === undefined ? {} : {difficulty: question.difficulty}),
    prompt: rich(question.prompt, 'prompt'),
    feedback: withoutUndefined({
      right: optional(question.feedback.right, 'right'),
      wrong: optional(question.feedback.wrong, 'wrong'),
      general: optional(question.feedback.general, 'general'),
    }),
    hints: question.hints.map((hint, index) => rich(hint, `hint/${index + 1}`)),
  }
  const choices = (list: readonly Choice<A>[]): Choice<B>[] =>
    list.map((choice) =>
      withoutUndefined({
        ...choice,
        text: rich(choice.text, `${choice.id}/text`),
        feedback: optional(choice.feedback, `${choice.id}/feedback`),
      }),
    )
  const distractors = (list: readonly Distractor<A>[]): Distractor<B>[] =>
    list.map((part) => ({...part, text: plain(part.text, `${part.id}/text`)}))
  switch (question.type) {
    case 'multiple-choice':
      return {...base, type: question.type, choices: choices(question.choices)}
    case 'multiple-response':
      return {...base, type: question.type, scoring: question.scoring, choices: choices(question.choices)}
    case 'true-false':
      return {...base, type: question.type, answer: question.answer}
    case 'short-answer':
      return {
        ...base,
        type: question.type,
        caseSensitive: question.caseSensitive,
        answers: question.answers.map((answer, index) =>
          withoutUndefined({
            ...answer,
            text: plain(answer.text, `answer/${index + 1}/text`),
            feedback: optional(answer.feedback, `answer/${index + 1}/feedback`),
          }),
        ),
      }
    case 'numeric':
      return withoutUndefined({
        ...base,
        type: question.type,
        unit: question.unit === undefined ? undefined : plain(question.unit, 'unit'),
        answers: question.answers.map((answer, index) =>
          withoutUndefined({...answer, feedback: optional(answer.feedback, `answer/${index + 1}/feedback`)}),
        ),
      })
    case 'matching':
      return {
        ...base,
        type: question.type,
        pairs: question.pairs.map((pair) => ({
          ...pair,
          left: rich(pair.left, `${pair.id}/left`),
          right: plain(pair.right, `${pair.id}/right`),
        })),
        distractors: distractors(question.distractors),
      }
    case 'essay':
      return withoutUndefined({
        ...base,
        type: question.type,
        modelAnswer: optional(question.modelAnswer, 'model-answer'),
      })
    case 'ordering':
      return {
        ...base,
        type: question.type,
        items: question.items.map((item) => ({...item, text: rich(item.text, `${item.id}/text`)})),
      }
    case 'fill-blanks':
      return {
        ...base,
        type: question.type,
        mode: question.mode,
        caseSensitive: question.caseSensitive,
        text: rich(question.text, 'text'),
        blanks: question.blanks.map((blank) => ({
          ...blank,
          accept: blank.accept.map((text, index) => plain(text, `${blank.id}/accept/${index + 1}`)),
        })),
        distractors: distractors(question.distractors),
      }
    case 'categorise':
      return {
        ...base,
        type: question.type,
        categories: question.categories.map((category) => ({
          ...category,
          title: plain(category.title, `${category.id}/title`),
        })),
        items: question.items.map((item) => ({...item, text: rich(item.text, `${item.id}/text`)})),
      }
    case 'hotspot':
      return {
        ...base,
        type: question.type,
        image: question.image,
        alt: plain(question.alt, 'alt'),
        areas: question.areas.map((area) =>
          withoutUndefined({
            ...area,
            label: plain(area.label, `${area.id}/label`),
            feedback: optional(area.feedback, `${area.id}/feedback`),
          }),
        ),
      }
    default:
      return never(question)
  }
}

/** Leaves out the properties that are undefined, so that equal things have equal shapes. */
export const withoutUndefined = <T extends object>(value: T): T => {
  for (const key in value)
    if (value[key] === undefined)
      return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as T
  return value
}
