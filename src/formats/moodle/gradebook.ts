import type {AssignmentGroup} from '../../model/course.js'
import type {Local} from '../../model/text.js'
import type {XmlElement} from '../_xml/write.js'
import type {Context} from './context.js'
import {type Field, fields} from './fields.js'
import {made} from './site.js'
import {moodleTitle} from './titles.js'

export const rootCategory = ({number}: Context): number => number('grade-category', 'course')
export const categoryNumber = ({number}: Context, group: string): number => number('grade-category', 'group', group)

/** Weighted mean of grades: each counts by its weight, whatever its points (lib/grade/constants.php). */
const weightedMean = 10

/** Assignment groups as grade categories. What has weight 0 is shown, and does not count. */
export const gradebookTree = (context: Context): XmlElement => {
  const {course} = context
  const root = rootCategory(context)
  return [
    'gradebook',
    {},
    ['attributes', {}],
    [
      'grade_categories',
      {},
      categoryTree(root, {parent: null, depth: 1, path: `/${root}/`, fullname: '?'}),
      ...course.groups.map((group) => {
        const id = categoryNumber(context, group.id)
        return categoryTree(id, {parent: root, depth: 2, path: `/${root}/${id}/`, fullname: moodleTitle(group.title)})
      }),
    ],
    [
      'grade_items',
      {},
      totalTree(context, 'course', root, 1, 0),
      ...course.groups.map((group, index) =>
        totalTree(context, 'category', categoryNumber(context, group.id), index + 2, group.weight),
      ),
    ],
    ['grade_letters', {}],
  ]
}

const categoryTree = (id: number, own: Readonly<Record<string, Field>>): XmlElement => [
  'grade_category',
  {id},
  ...fields({
    ...own,
    aggregation: weightedMean,
    keephigh: 0,
    droplow: 0,
    aggregateonlygraded: 1,
    aggregateoutcomes: 0,
    timecreated: made,
    timemodified: made,
    hidden: 0,
  }),
]

/** The total of a category, which counts in its parent by this weight. */
const totalTree = (
  {number}: Context,
  itemtype: 'course' | 'category',
  category: number,
  sortorder: number,
  weight: AssignmentGroup<Local>['weight'],
): XmlElement => [
  'grade_item',
  {id: number('grade', 'total', String(category))},
  ...fields({
    categoryid: null,
    itemname: itemtype === 'course' ? null : '',
    itemtype,
    itemmodule: null,
    iteminstance: category,
    itemnumber: null,
    iteminfo: null,
    idnumber: null,
    calculation: null,
    gradetype: 1,
    grademax: '100.00000',
    grademin: '0.00000',
    scaleid: null,
    outcomeid: null,
    gradepass: '0.00000',
    multfactor: '1.00000',
    plusfactor: '0.00000',
    aggregationcoef: weight.toFixed(5),
    aggregationcoef2: '0.00000',
    weightoverride: 0,
    sortorder,
    display: 0,
    decimals: null,
    hidden: 0,
    locked: 0,
    locktime: 0,
    needsupdate: 1,
    timecreated: made,
    timemodified: made,
  }),
]
