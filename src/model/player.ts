/**
 * What the compiler tells the run time, and what the parts of the run time tell each other. Types only (and tables):
 * the browser bundles import nothing else of the compiler but `scoring`.
 *
 * A package holds static documents. Each page document carries its own script (`page`); in a SCORM package an outer
 * document (`player.html`) keeps the LMS session and shows the pages in a frame. A page finds its `Session` either in
 * its parent (over postMessage, since a page opened from disk may not touch its parent) or, alone, within itself.
 */
import type {CompletionRule, FeedbackTime} from './course.js'
import type {QuestionType} from './question.js'

export type PageKind = 'home' | 'lesson' | 'quiz' | 'discussion' | 'assignment' | 'link' | 'reference'

/** One document of the site, in reading order. */
export interface PlayerPage {
  /** Permanent number of the item; reference pages (glossary …) and home have negative ones. */
  readonly slot: number
  readonly id: string
  readonly kind: PageKind
  /** Below the package root. */
  readonly path: string
  readonly title: string
  /** Title of the module it belongs to. */
  readonly module?: string
  /** Minutes. */
  readonly time?: number
  /** Must be read for the completion rule `read`. */
  readonly required: boolean
}

/** What a session must know of a quiz: enough to keep, bound and weigh its state, and nothing that gives a key away. */
export interface PlayerQuizOutline {
  /** Permanent. */
  readonly slot: number
  readonly id: string
  readonly title: string
  /** Path of the page that shows it. */
  readonly path: string
  readonly mode: 'practice' | 'graded'
  /** Percent. */
  readonly passMark: number
  readonly attempts: number | null
  readonly weight: number
  /** Questions that the quiz always asks, or may draw. `owner` is the quiz's or bank's own id. */
  readonly questions: readonly PlayerQuestionOutline[]
  /** How many questions one attempt has. */
  readonly length: number
}

export interface PlayerQuestionOutline {
  /** By which state names the question within its quiz. Permanent: made from the ledger, see `questionsOf` in render/outline. */
  readonly slot: number
  readonly owner: string
  readonly id: string
  readonly type: QuestionType
  /** How many parts (choices, pairs and distractors …) the ledger has given slots to, retired ones included. */
  readonly parts: number
  /** fill-blanks: how many are blanks (the others are distractors); matching: pairs; categorise: categories. */
  readonly targets: number
  readonly points: number
}

/** `assets/course.js` calls `coursewright.course = …` with this. */
export interface PlayerCourse {
  readonly id: string
  readonly version: string
  readonly title: string
  readonly language: string
  readonly direction: 'ltr' | 'rtl'
  readonly completion: readonly CompletionRule[]
  /** Which status words the LMS gets: passed/failed, or completed/incomplete. */
  readonly status: 'passed' | 'completed'
  /** Which attempt counts. */
  readonly scoring: 'best' | 'last' | 'first'
  /** cmi.exit once the course is completed. */
  readonly exitWhenComplete: 'suspend' | 'normal'
  readonly resume: 'always' | 'ask' | 'never'
  readonly pages: readonly PlayerPage[]
  readonly quizzes: readonly PlayerQuizOutline[]
  /** Compiled messages, see `render/messages`. */
  readonly messages: Readonly<Record<string, CompiledMessage>>
}

/**
 * An ICU message compiled for the run time: literal text, or a list of literals and arguments.
 * `['plural', name, {one: …, other: …}]` and `['select', name, {…}]` hold messages; `'#'` stands for the number.
 */
export type CompiledMessage = string | readonly CompiledPart[]
export type CompiledPart =
  | string
  | readonly [kind: 'arg' | 'number', name: string]
  | readonly [
      kind: 'plural' | 'select' | 'selectordinal',
      name: string,
      cases: Readonly<Record<string, CompiledMessage>>,
    ]

/** A whole quiz as its page holds it, encoded so that keys are not in plain sight. All `html` is written by the compiler. */
export interface PlayerQuiz {
  readonly slot: number
  readonly id: string
  readonly mode: 'practice' | 'graded'
  readonly passMark: number
  readonly attempts: number | null
  /** Minutes. */
  readonly timeLimit: number | null
  readonly shuffleQuestions: boolean
  readonly shuffleChoices: boolean
  readonly feedback: FeedbackTime
  /** What one attempt asks: question slots, or a number drawn out of several. */
  readonly plan: readonly (number | {readonly draw: number; readonly from: readonly number[]})[]
  readonly questions: readonly PlayerQuestion[]
}

interface PlayerQuestionBase {
  readonly slot: number
  /** `owner/id`: names the interaction. */
  readonly id: string
  readonly points: number
  readonly objectives: readonly string[]
  /** Plain text of the prompt, for the LMS's reports; at most 250 characters. */
  readonly description: string
  readonly feedback: {readonly right?: string; readonly wrong?: string; readonly general?: string}
  readonly hints: readonly string[]
}

/** A part is named by its permanent slot within the question. */
export interface PlayerPart {
  readonly slot: number
  /** Plain text, for reports and spoken results. */
  readonly text: string
  readonly feedback?: string
}

/** The key to a question: what `scoring.mark` needs. */
export type PlayerQuestion = PlayerQuestionBase &
  (
    | {readonly type: 'multiple-choice'; readonly parts: readonly (PlayerPart & {readonly correct: boolean})[]}
    | {
        readonly type: 'multiple-response'
        readonly scoring: 'all-or-nothing' | 'partial'
        readonly parts: readonly (PlayerPart & {readonly correct: boolean})[]
      }
    | {readonly type: 'true-false'; readonly answer: boolean}
    | {
        readonly type: 'short-answer'
        readonly caseSensitive: boolean
        readonly answers: readonly {readonly text: string; readonly score: number; readonly feedback?: string}[]
      }
    | {
        readonly type: 'numeric'
        readonly unit?: string
        readonly answers: readonly {
          readonly answer: number
          readonly tolerance: number
          readonly score: number
          readonly feedback?: string
        }[]
      }
    /** `left[i]` belongs to `right[i]`; further rights are distractors. A pair's slot names both its sides. */
    | {readonly type: 'matching'; readonly left: readonly PlayerPart[]; readonly right: readonly PlayerPart[]}
    | {readonly type: 'essay'; readonly modelAnswer?: string}
    /** In the right order. */
    | {readonly type: 'ordering'; readonly parts: readonly PlayerPart[]}
    | {
        readonly type: 'fill-blanks'
        readonly mode: 'text' | 'dropdown' | 'drag'
        readonly caseSensitive: boolean
        readonly blanks: readonly {readonly slot: number; readonly accept: readonly string[]}[]
        readonly distractors: readonly PlayerPart[]
      }
    | {
        readonly type: 'categorise'
        readonly categories: readonly PlayerPart[]
        readonly parts: readonly (PlayerPart & {readonly category: number})[]
      }
    | {
        readonly type: 'hotspot'
        readonly parts: readonly (PlayerPart & {
          readonly correct: boolean
          readonly shape: 'rect' | 'circle'
          readonly at: readonly number[]
        })[]
      }
  )

/**
 * An answer. `null`: none given.
 * multiple-choice, hotspot: the part's slot. multiple-response: slots, ascending. true-false: 1 or 0.
 * short-answer, numeric, essay: what was typed. ordering: slots in the learner's order.
 * matching, categorise, fill-blanks (dropdown, drag): `[left | item | blank slot, right | category | word slot]` pairs, by slot.
 * fill-blanks (text): `[blank slot, typed text]` pairs. For dropdown and drag a word's slot is that of the blank it fills first, or of its distractor.
 */
export type Response =
  | null
  | number
  | string
  | readonly number[]
  | readonly (readonly [number, number])[]
  | readonly (readonly [number, string])[]

/** One question within one attempt. */
export interface QuestionState {
  readonly slot: number
  readonly response: Response
  /** Checked: the answer was judged (practice: by the learner's pressing Check; graded: by submitting). */
  readonly checked: boolean
  /** Share of the points, 0 to 1; `null` until judged, and for essays. */
  readonly mark: number | null
  /** How many times it was judged. */
  readonly tries: number
  /** Hints opened. */
  readonly hints: number
}

export interface AttemptState {
  /** From 1. */
  readonly number: number
  /** 0 to 65535: shuffles and draws follow from it. */
  readonly seed: number
  /** Seconds of the time limit used so far. */
  readonly elapsed: number
  readonly submitted: boolean
  /** Percent, 0 to 100, two decimals; `null` until submitted. */
  readonly score: number | null
  /** The questions that this attempt asks, in the order shown. */
  readonly questions: readonly QuestionState[]
}

export interface QuizState {
  readonly slot: number
  /** The newest last. Details of older ones may have been dropped to save room; their scores never. */
  readonly attempts: readonly AttemptState[]
}

export type SaveState =
  | 'saved'
  | 'saving'
  /** The LMS refused or cannot be reached; we go on trying. */
  | 'not-saved'
  /** No LMS: kept on this device. */
  | 'device'
  /** Nothing can be kept. */
  | 'nowhere'

/** Everything that pages show of the learner's record. */
export interface Snapshot {
  readonly mode: 'normal' | 'review' | 'browse'
  readonly save: SaveState
  /** Notices that the learner should see once: message keys. */
  readonly notices: readonly string[]
  readonly learner?: string
  /** Slot of the page where the learner was at launch; `null` on a first visit. */
  readonly resumed: number | null
  readonly place: {readonly slot: number; readonly scroll: number} | null
  readonly read: readonly number[]
  readonly quizzes: readonly QuizState[]
  readonly status: 'incomplete' | 'completed' | 'passed' | 'failed'
  /** Percent; `null` before the first graded attempt is submitted. */
  readonly score: number | null
}

/** One judged answer, for the LMS's reports. */
export interface InteractionReport {
  readonly quiz: number
  readonly question: PlayerQuestion
  readonly response: Response
  readonly mark: number | null
  /** Seconds from first sight to answer. */
  readonly latency: number
}

/** What a page asks of its session. Every call answers with the newest snapshot. */
export interface SessionCalls {
  hello(page: {readonly slot: number}): Snapshot
  /** The learner is at this place; `scroll` is the share of the page above the window, 0 to 1. */
  at(place: {readonly slot: number; readonly scroll: number}): Snapshot
  /** The page has been read. */
  read(page: {readonly slot: number}): Snapshot
  /** The newest attempt of a quiz has changed; `reports` are answers judged by this change. */
  attempt(change: {
    readonly quiz: number
    readonly attempt: AttemptState
    readonly reports: readonly InteractionReport[]
  }): Snapshot
  /** Try to save now. */
  save(_: Record<string, never>): Snapshot
  /** Forget everything (asked for by the learner; standalone only). */
  reset(_: Record<string, never>): Snapshot
  /** Leave the course by the exit link. */
  exit(_: Record<string, never>): Snapshot
}

/** The session as a page sees it, wherever it lives. */
export interface Session {
  /** `remote`: in the parent document. */
  readonly where: 'local' | 'remote'
  call<K extends keyof SessionCalls>(name: K, argument: Parameters<SessionCalls[K]>[0]): Promise<Snapshot>
  /** Called whenever the snapshot changes. */
  watch(listener: (snapshot: Snapshot) => void): void
}
