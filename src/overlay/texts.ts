import type {Parts} from '../gather/parts.js'
import {type Course, mapCourse} from '../model/course.js'
import type {Local, TextMapper} from '../model/text.js'

/** The same parts with each text replaced. Items that no module names are among them. */
export const mapParts = (parts: Parts, map: TextMapper<Local, Local>): Parts => {
  const {config} = parts
  const all = {id: 'all', place: config.place, title: '', requires: [], hidden: false, items: parts.items}
  const course: Course<Local> = {
    ...config,
    modules: [...parts.modules.map((module) => ({...module, items: []})), all],
    practice: [],
    banks: parts.banks,
    glossary: parts.glossary,
    resources: parts.resources,
    works: parts.works,
    ...(parts.about ? {about: parts.about} : {}),
  }
  const mapped = mapCourse<Local, Local>(course, map)
  const {title, description, groups, about} = mapped
  return {
    ...parts,
    config: {...config, title, description, groups},
    modules: parts.modules.map((module, index) => {
      const {items: _, ...rest} = mapped.modules[index] ?? module
      return {...module, ...rest}
    }),
    items: mapped.modules.at(-1)?.items ?? [],
    banks: mapped.banks,
    glossary: mapped.glossary,
    resources: mapped.resources,
    ...(about ? {about} : {}),
  }
}
