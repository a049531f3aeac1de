import type {Course, Item, Module} from '../../model/course.js'
import type {Local} from '../../model/text.js'

/** Whether learners see it. */
export const isPublished = (module: Module<Local>, item: Item<Local>): boolean =>
  !(module.hidden || item.placement.hidden || (item.type === 'lesson' && item.audience === 'teachers'))

/** The course as learners find it: no hidden items, nothing for teachers, no module without a thing to see. */
export const forLearners = (course: Course<Local>): Course<Local> => ({
  ...course,
  modules: course.modules
    .map((module) => ({...module, items: module.items.filter((item) => isPublished(module, item))}))
    .filter(({items}) => items.length > 0),
})
