import type {z} from 'zod'
import type {writtenCourse} from '../written/course.js'
import type {
  writtenAbout,
  writtenAssignment,
  writtenDiscussion,
  writtenGlossary,
  writtenLesson,
} from '../written/pages.js'
import type {writtenBank, writtenQuiz} from '../written/quiz.js'
import type {writtenLinks, writtenResources, writtenTools} from '../written/works.js'

/** A course as it could be written by hand, made of a package: what people may write, with ids in place of file names. */
export interface Draft {
  readonly course: DraftCourse
  readonly lessons: readonly Page<z.input<typeof writtenLesson>>[]
  readonly discussions: readonly Page<z.input<typeof writtenDiscussion>>[]
  readonly assignments: readonly Page<z.input<typeof writtenAssignment>>[]
  readonly quizzes: readonly DraftQuiz[]
  readonly banks: readonly DraftBank[]
  readonly links: z.input<typeof writtenLinks>
  readonly tools: z.input<typeof writtenTools>
  readonly glossary: z.input<typeof writtenGlossary>
  readonly resources?: z.input<typeof writtenResources>
  readonly about?: Page<z.input<typeof writtenAbout>>
  readonly media: readonly DraftMedia[]
  readonly unkept: readonly Unkept[]
}

/** What a package need not say, `complete` fills in. */
export type DraftCourse = Partial<Omit<z.input<typeof writtenCourse>, 'modules' | 'formats' | 'defaults'>> &
  Pick<z.input<typeof writtenCourse>, 'modules'>

export type DraftModule = z.input<typeof writtenCourse>['modules'][number]
export type DraftItem = NonNullable<DraftModule['items']>[number]
export type DraftQuiz = Required<Pick<z.input<typeof writtenQuiz>, 'id'>> & z.input<typeof writtenQuiz>
export type DraftBank = Required<Pick<z.input<typeof writtenBank>, 'id'>> & z.input<typeof writtenBank>
export type DraftEntry = DraftQuiz['questions'][number]
export type DraftQuestion = DraftBank['questions'][number]
export type QuestionOf<T extends DraftQuestion['type']> = Extract<DraftQuestion, {type: T}>

/** Front matter and the Markdown behind it. */
export interface Page<Front> {
  readonly front: Front
  readonly body: string
}

export interface DraftMedia {
  /** Below the course folder, such as `media/map.png`. */
  readonly path: string
  /** A file of the package, or bytes that stood in a text. */
  readonly from: string | Uint8Array
}

/** Something that the package holds and the course does not, or not as it was. */
export interface Unkept {
  /** Permanent name of what it is, such as `question/calculated`. */
  readonly feature: string
  /** As in losses of a format: not there at all, a part of it missing, or a little otherwise. */
  readonly kind: 'dropped' | 'degraded' | 'approximated'
  /** The item that it belongs to, by its title; absent: the package as a whole. */
  readonly item?: {readonly type: string; readonly title: string}
  /** The file of the package where it stood. */
  readonly file: string
  readonly what: string
  readonly why: string
  readonly remedy: string
}
