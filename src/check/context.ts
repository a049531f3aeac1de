import type {Gathered} from '../gather/gather.js'
import {anchorsOf} from '../model/anchors.js'
import {type Course, type Media, mapCourse} from '../model/course.js'
import {foreignFile, type Place, startOf} from '../model/place.js'
import type {Local} from '../model/text.js'
import {type BodyNode, onlyText, walk} from '../model/walk.js'
import type {BodyAt, CheckContext, NodeAt} from './rule.js'

export const checkContext = (gathered: Gathered, media: ReadonlyMap<string, Media>): CheckContext => {
  const bodies = bodiesOf(gathered.course)
  const anchors = new Map(
    gathered.course.modules
      .flatMap((module) => module.items)
      .flatMap((item) => (item.type === 'lesson' ? [[item.id, new Set(anchorsOf(item.body).values())] as const] : [])),
  )
  return {...gathered, media, bodies, nodesOf: indexOf(bodies), anchors}
}

/** One walk for all rules: most nodes are of types that no rule asks for. */
const indexOf = (bodies: readonly BodyAt[]): CheckContext['nodesOf'] => {
  const byType = new Map<string, {node: BodyNode; at: BodyAt; nearest: BodyNode['position']}[]>()
  for (const at of bodies) {
    if (onlyText(at.body) !== undefined) continue
    let nearest = at.body.position
    walk(at.body, (node) => {
      if (node.position) nearest = node.position
      const known = byType.get(node.type)
      if (known) known.push({node, at, nearest})
      else byType.set(node.type, [{node, at, nearest}])
    })
  }
  return <T extends BodyNode['type']>(...types: readonly T[]) =>
    types.flatMap((type) =>
      (byType.get(type) ?? []).map(({node, at, nearest}) => ({
        node: node as NodeAt<T>['node'],
        at,
        place: placeIn(at.file, nearest),
      })),
    )
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
