import type {Course} from '../../model/course.js'
import type {Loss} from '../../model/package.js'
import type {Local} from '../../model/text.js'
import {lossOf} from '../_cartridge/losses.js'
import {longTitle} from './losses.js'

/** The course with titles that Canvas has room for. */
export const withShortTitles = (course: Course<Local>): Course<Local> => ({
  ...course,
  title: titleOf(course.title),
  groups: course.groups.map(shortened),
  modules: course.modules.map((module) => ({...shortened(module), items: module.items.map(shortened)})),
  practice: course.practice.map(shortened),
  banks: course.banks.map(shortened),
})

export const titleLosses = ({groups, modules, practice, banks}: Course<Local>): readonly Loss[] =>
  [
    ...groups.map((group) => ({type: 'group', thing: group})),
    ...modules.flatMap((module) => [
      {type: 'module', thing: module},
      ...module.items.map((item) => ({type: item.type, thing: item})),
    ]),
    ...practice.map((quiz) => ({type: 'quiz', thing: quiz})),
    ...banks.map((bank) => ({type: 'bank', thing: bank})),
  ]
    .filter(({thing}) => thing.title.length > most)
    .map(({type, thing}) => lossOf(type, thing, longTitle))

export const titleOf = (title: string): string =>
  title.length <= most ? title : `${title.slice(0, most - 1).replace(/\p{Surrogate}$/u, '')}…`

/** `maximum_string_length` of canvas-lms: it refuses what has a longer title. */
const most = 255

const shortened = <T extends {readonly title: string}>(thing: T): T => ({...thing, title: titleOf(thing.title)})
