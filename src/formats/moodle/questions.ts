import type {MoodleQuestion} from '../_moodle/question.js'
import type {XmlElement} from '../_xml/write.js'
import {type Activity, contextNumber, moduleNumber} from './activity.js'
import type {Context} from './context.js'
import {fields, rows} from './fields.js'
import type {FileRow} from './files.js'
import {stamp} from './identity.js'
import {filesOf} from './question-files.js'
import {gapTree, type Numbers, questionTree} from './question-tree.js'

/** Questions of a bank that an activity keeps for itself. */
export interface Category {
  /** Id of the quiz or bank that the questions are of. */
  readonly owner: string
  readonly name: string
  readonly questions: readonly MoodleQuestion[]
}

export const categoryNumbers = (context: Context, activity: Activity): readonly number[] => {
  const {categories = []} = activity
  if (categories.length === 0) return []
  return [topNumber(context, activity), ...categories.map(({owner}) => categoryNumber(context, activity, owner))]
}

export const categoryNumber = ({number}: Context, {kind, id}: Pick<Activity, 'kind' | 'id'>, owner: string): number =>
  number('category', kind, id, owner)

const topNumber = (context: Context, activity: Activity): number => categoryNumber(context, activity, '')

/** Number of the entry of the question bank, by which a slot of a quiz names a question. */
export const entryNumber = (
  {number}: Context,
  {kind, id}: Pick<Activity, 'kind' | 'id'>,
  owner: string,
  {idnumber}: Pick<MoodleQuestion, 'idnumber'>,
): number => number('entry', kind, id, owner, idnumber)

/** questions.xml: each activity’s categories, below one that is its root. */
export const questionsTree = (context: Context, activities: readonly Activity[]): XmlElement => [
  'question_categories',
  {},
  ...activities.flatMap((activity) => {
    const {categories = []} = activity
    if (categories.length === 0) return []
    const top = topNumber(context, activity)
    return [
      categoryTree(context, activity, {id: top, parent: 0, owner: '', name: 'top', questions: []}),
      ...categories.map((category, index) =>
        categoryTree(context, activity, {
          ...category,
          id: categoryNumber(context, activity, category.owner),
          parent: top,
          order: index + 1,
        }),
      ),
    ]
  }),
]

/** The files of an activity’s questions, in the areas where Moodle looks for them. */
export const questionFiles = (context: Context, activity: Activity): readonly FileRow[] =>
  (activity.categories ?? []).flatMap(({owner, questions}) =>
    questions.flatMap((question) =>
      filesOf(numbersOf(context, activity, owner, question), question).map((file) => ({
        context: contextNumber(context, activity),
        file,
      })),
    ),
  )

const categoryTree = (
  context: Context,
  activity: Activity,
  category: Category & {readonly id: number; readonly parent: number; readonly order?: number},
): XmlElement => [
  'question_category',
  {id: category.id},
  ...fields({
    name: category.name,
    contextid: contextNumber(context, activity),
    // The context of an activity: the one place for questions in which no version moves them, or warns of it.
    contextlevel: 70,
    contextinstanceid: moduleNumber(context, activity),
    info: '',
    infoformat: 1,
    stamp: stamp(context.course.id, 'category', activity.kind, activity.id, category.owner),
    parent: category.parent,
    sortorder: category.order ?? 0,
    idnumber: null,
  }),
  rows(
    'question_bank_entries',
    category.questions.flatMap((question) => entryTrees(context, activity, category, question)),
  ),
]

/** An entry for the question; Cloze has one more for each of its gaps, which are questions of their own. */
const entryTrees = (
  context: Context,
  activity: Activity,
  category: Category & {readonly id: number},
  question: MoodleQuestion,
): readonly XmlElement[] => {
  const number = numbersOf(context, activity, category.owner, question)
  const {owner} = category
  const mark = stamp(context.course.id, 'question', activity.kind, activity.id, owner, question.idnumber)
  const entry = (id: number, name: string, idnumber: string | null, tree: XmlElement): XmlElement => [
    'question_bank_entry',
    {id},
    ...fields({questioncategoryid: category.id, idnumber, ownerid: null}),
    [
      'question_version',
      {},
      [
        'question_versions',
        {id: number('version', name)},
        ...fields({version: 1, status: 'ready'}),
        ['questions', {}, tree],
      ],
    ],
  ]
  const gaps = question.type === 'multianswer' ? question.gaps : []
  const itself = entryNumber(context, activity, owner, question)
  return [
    entry(itself, 'itself', question.idnumber, questionTree(number, question, mark, contextNumber(context, activity))),
    ...gaps.map((gap, index) =>
      entry(
        context.number('entry', activity.kind, activity.id, owner, question.idnumber, String(index)),
        `gap ${index}`,
        null,
        gapTree(number, question, gap, index, mark),
      ),
    ),
  ]
}

const numbersOf =
  ({number}: Context, {kind, id}: Activity, owner: string, {idnumber}: MoodleQuestion): Numbers =>
  (row, index = '') =>
    number('question-row', kind, id, owner, idnumber, row, String(index))
