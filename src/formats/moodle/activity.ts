import type {Loss} from '../../model/package.js'
import type {MoodleFile, MoodleText} from '../_moodle/question.js'
import type {XmlChild, XmlElement} from '../_xml/write.js'
import type {Condition} from './availability.js'
import type {Context} from './context.js'
import type {Category} from './questions.js'

/** An activity of a section: all that the files of its folder say. */
export interface Activity {
  readonly type: 'page' | 'label' | 'url' | 'forum' | 'assign' | 'lti' | 'glossary' | 'quiz' | 'qbank'
  /** What it stands for, such as `lesson`, and its permanent id: name its numbers. */
  readonly kind: string
  readonly id: string
  readonly title: string
  /** For teachers, who match the grades of other systems by it. */
  readonly idnumber: string
  readonly visible: boolean
  /** What the activity’s own table holds. */
  readonly columns: readonly XmlChild[]
  readonly completion: Completion
  readonly availability?: readonly Condition[]
  /** Unix time when learners should be done. */
  readonly expected?: number
  /** The description stands on the page of the course. */
  readonly showsIntro?: boolean
  readonly grade?: Grade
  readonly files: readonly StoredFile[]
  /** Banks that belong to this activity alone. */
  readonly categories?: readonly Category[]
  /** The content of grading.xml. */
  readonly grading?: XmlElement
  readonly losses: readonly Loss[]
}

/** When an activity counts as done. `own`: by a rule in its own table. */
export type Completion = 'none' | 'view' | 'own' | 'grade' | 'pass'

export interface Grade {
  readonly max: number
  readonly pass: number
  /** Share in its category, relative to the other activities there. */
  readonly weight: number
  /** Id of an assignment group. */
  readonly group?: string
  /** A forum as a whole is 1; 0 are ratings there, and the only one elsewhere. */
  readonly item: 0 | 1
}

/** A file of the course in one of Moodle’s file areas. */
export interface StoredFile extends MoodleFile {
  readonly area: string
  readonly component: string
  readonly itemId: number
}

/** The files of a text in the area of its component. */
export const stored = (text: MoodleText, component: string, area: string, itemId = 0): readonly StoredFile[] =>
  text.files.map((file) => ({...file, component, area, itemId}))

export const folderOf = (context: Context, activity: Activity): string =>
  `${activity.type}_${moduleNumber(context, activity)}`

/** Moodle’s course module id: what links and conditions name. */
export const moduleNumber = ({number}: Context, {kind, id}: Pick<Activity, 'kind' | 'id'>): number =>
  number('module', kind, id)

export const contextNumber = ({number}: Context, {kind, id}: Pick<Activity, 'kind' | 'id'>): number =>
  number('context', kind, id)

export const instanceNumber = ({number}: Context, {kind, id}: Pick<Activity, 'kind' | 'id'>): number =>
  number('instance', kind, id)

export const gradeNumber = ({number}: Context, {kind, id}: Pick<Activity, 'kind' | 'id'>): number =>
  number('grade', kind, id)
