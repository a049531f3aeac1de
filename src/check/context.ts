import type {Gathered} from '../gather/gather.js'
import {anchorsOf} from '../model/anchors.js'
import {type Course, type Media, mapCourse} from '../model/course.js'
import {foreignFile, type Place, startOf} from '../model/place.js'
import type {Local} from '../model/text.js'
import {type BodyNode, onlyText, walkWithParents} from '../model/walk.js'
import type {BodyAt, CheckContext} from './rule.js'

export const checkContext = (gathered: Gathered, media: ReadonlyMap<string, Media>): CheckContext => {
  const bodies = bodiesOf(gathered.course)
  const nodes: CheckContext['nodes'][number][] = []
  for (const at of bodies) {
    if (onlyText(at.body) !== undefined) continue
    let nearest = at.body.position
    walkWithParents(at.body, (node, parents) => {
      if (node.position) nearest = node.position
      if (node.type !== 'text') nodes.push({node, at, parents, place: placeIn(at.file, nearest)})
    })
  }
  const anchors = new Map(
    gathered.course.modules
      .flatMap((module) => module.items)
      .flatMap((item) => (item.type === 'lesson' ? [[item.id, new Set(anchorsOf(item.body).values())] as const] : [])),
  )
  return {...gathered, media, bodies, nodes, anchors}
}

const placeIn = (file: string, position: BodyNode['position']): Place => {
  if (!position) return startOf(file)
  const {start, end} = position
  return {
    file: foreignFile(position) ?? file,
    line: start.line,
    column: start.column,
    ...(end.line === start.line ? {endLine: end.line, endColumn: end.column} : {}),
  }
}

/** Every rich text of the course with the file that it comes from. */
const bodiesOf = (course: Course<Local>): readonly BodyAt[] => {
  const files = new Map<string, string>()
  for (const item of [...course.modules.flatMap((module) => module.items), ...course.practice]) {
    files.set(`${item.type}/${item.id}`, item.place.file)
  }
  for (const bank of course.banks) files.set(`bank/${bank.id}`, bank.place.file)
  const single: Record<string, string> = {module: 'course.yaml', term: 'glossary.yaml', about: 'about.md'}
  const bodies: BodyAt[] = []
  mapCourse<Local, Local>(course, {
    plain: (text) => text,
    rich: (body, key) => {
      const [kind = '', id = '', part] = key.split('/')
      const file = files.get(`${kind}/${id}`) ?? single[kind] ?? 'course.yaml'
      bodies.push(kind === 'lesson' && part === 'body' ? {body, file, lesson: id} : {body, file})
      return body
    },
  })
  return bodies
}
