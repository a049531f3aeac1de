import type {Gathered} from '../gather/gather.js'
import {anchorsOf} from '../model/anchors.js'
import {type Course, type Media, mapCourse} from '../model/course.js'
import {foreignFile} from '../model/place.js'
import type {Local} from '../model/text.js'
import {walk} from '../model/walk.js'
import type {BodyAt, CheckContext} from './rule.js'

export const checkContext = (gathered: Gathered, media: ReadonlyMap<string, Media>): CheckContext => {
  const bodies = bodiesOf(gathered.course)
  const nodes: CheckContext['nodes'][number][] = []
  for (const at of bodies) {
    let nearest = {file: at.file, line: at.body.position?.start.line ?? 1, column: at.body.position?.start.column ?? 1}
    walk(at.body, (node, parents) => {
      if (node.position) {
        const {start, end} = node.position
        nearest = {
          file: foreignFile(node.position) ?? at.file,
          line: start.line,
          column: start.column,
          ...(end.line === start.line ? {endLine: end.line, endColumn: end.column} : {}),
        }
      }
      nodes.push({node, at, parents, place: nearest})
    })
  }
  const anchors = new Map(
    gathered.course.modules
      .flatMap((module) => module.items)
      .flatMap((item) => (item.type === 'lesson' ? [[item.id, new Set(anchorsOf(item.body).values())] as const] : [])),
  )
  return {...gathered, media, bodies, nodes, anchors}
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
