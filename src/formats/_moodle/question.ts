/**
 * A question as Moodle keeps it: one of its core question types, as plain data. `reduceQuestion` brings every question
 * to one of these; an export file or a course backup writes them.
 */
export type MoodleQuestion = MoodleQuestionBase & MoodleBody

export interface MoodleQuestionBase {
  /** Permanent; unique in its category. */
  readonly idnumber: string
  /** For teachers: names the question in lists. Plain text. */
  readonly name: string
  /** The question text. In it `{#1}` (multianswer), `[[1]]` (gapselect, ddwtos) or five underscores (shortanswer) stand for a gap. */
  readonly text: MoodleText
  /** The default mark; more than 0. */
  readonly points: number
  readonly generalFeedback?: MoodleText
  /** In behaviours with several tries one is shown after each; none of them costs marks. */
  readonly hints: readonly MoodleText[]
  readonly tags: readonly string[]
}

/** HTML, and the files that it shows by `@@PLUGINFILE@@` and their path and name. */
export interface MoodleText {
  readonly html: string
  readonly files: readonly MoodleFile[]
}

export interface MoodleFile {
  /** Framed in slashes; ASCII. */
  readonly path: string
  readonly name: string
  /** Path below the course folder. */
  readonly media: string
}

export type MoodleBody =
  | MultiChoice
  | TrueFalse
  | ShortAnswer
  | Numerical
  | Match
  | Essay
  | Ordering
  | MultiAnswer
  | WordGaps
  | Markers

/** What the types with several parts say by the mark: all, some or none. */
export interface CombinedFeedback {
  readonly correct?: MoodleText
  readonly partiallyCorrect?: MoodleText
  readonly incorrect?: MoodleText
}

export interface MultiChoice {
  readonly type: 'multichoice'
  /** One answer can be chosen; else several, and their fractions are added up. */
  readonly single: boolean
  readonly shuffle: boolean
  readonly answers: readonly {
    readonly text: MoodleText
    /** From -1 to 1; on Moodle’s list of grades. */
    readonly fraction: number
    readonly feedback?: MoodleText
  }[]
  readonly feedback: CombinedFeedback
}

export interface TrueFalse {
  readonly type: 'truefalse'
  readonly answer: boolean
  readonly feedback: {readonly true?: MoodleText; readonly false?: MoodleText}
}

export interface ShortAnswer {
  readonly type: 'shortanswer'
  readonly caseSensitive: boolean
  readonly answers: readonly TypedAnswer[]
}

/** The first answer that matches decides. */
export interface TypedAnswer {
  /** Plain text, in which `*` stands for anything and `\*` for an asterisk. */
  readonly pattern: string
  readonly fraction: number
  readonly feedback?: MoodleText
}

export interface Numerical {
  readonly type: 'numerical'
  /** The first that matches decides. `*`: any number. */
  readonly answers: readonly {
    readonly answer: number | '*'
    readonly tolerance: number
    readonly fraction: number
    readonly feedback?: MoodleText
  }[]
  /** May be typed behind the number, and may be left out. Plain text. */
  readonly unit?: string
}

export interface Match {
  readonly type: 'match'
  /** The stems; the answers are always shuffled. */
  readonly shuffle: boolean
  readonly pairs: readonly {
    /** Absent: the answer belongs to no stem. */
    readonly stem?: MoodleText
    /** HTML of one line, without elements. Moodle takes equal ones for one. */
    readonly answer: string
  }[]
  readonly feedback: CombinedFeedback
}

export interface Essay {
  readonly type: 'essay'
  /** Shown to those who mark it. */
  readonly graderInfo?: MoodleText
}

/** Core since Moodle 4.4. Every item in its place earns an equal share. */
export interface Ordering {
  readonly type: 'ordering'
  /** In their right order. */
  readonly items: readonly MoodleText[]
  readonly feedback: CombinedFeedback
}

/** Also called Cloze: gaps in a text, each a question of its own. */
export interface MultiAnswer {
  readonly type: 'multianswer'
  /** In the order of the text, from `{#1}`. */
  readonly gaps: readonly ClozeGap[]
}

export type ClozeGap = {
  /** A whole number; the default mark of the gap, and its share of the question’s marks. */
  readonly weight: number
} & (
  | {
      readonly kind: 'shortanswer'
      readonly caseSensitive: boolean
      readonly answers: readonly Omit<TypedAnswer, 'feedback'>[]
    }
  | {
      readonly kind: 'multichoice'
      /** `html`: of one line, without elements. */
      readonly answers: readonly {readonly html: string; readonly fraction: number}[]
    }
)

/** Words for gaps, chosen from menus or dragged. Gap `[[n]]` is rightly filled by word n, the first being 1. */
export interface WordGaps {
  readonly type: 'gapselect' | 'ddwtos'
  readonly words: readonly {
    /** HTML of one line, without elements. */
    readonly html: string
    /** Can be dragged more than once. */
    readonly unlimited: boolean
  }[]
  readonly feedback: CombinedFeedback
}

/** A marker is dragged to a place in a picture. */
export interface Markers {
  readonly type: 'ddmarker'
  readonly picture: MoodleFile
  /** HTML of one line, without elements. */
  readonly marker: string
  /** In pixels of the picture, such as `rectangle` `10,20;100,50` (left, top; width, height) or `circle` `60,45;25` (centre; radius). */
  readonly zone: {readonly shape: 'rectangle' | 'circle'; readonly coords: string}
  readonly feedback: CombinedFeedback
}
