import {type Course, questionsOf} from './course.js'
import type {Local, TextForm} from './text.js'
import {type BodyNode, walk} from './walk.js'

/** Whether an address is that of another site. */
export const isElsewhere = (url: string): boolean => /^https?:/i.test(url)

/** The types of nodes that show or link to media. */
export const mediaTypes = ['image', 'link', 'figure', 'recording', 'embed'] as const
type MediaNode = Extract<BodyNode, {readonly type: (typeof mediaTypes)[number]}>

/** The media files that one node shows or links to, as paths below the course folder. */
export const mediaOf = (node: BodyNode): readonly string[] => (isMediaNode(node) ? pathsOf(node) : [])

const isMediaNode = (node: BodyNode): node is MediaNode => (mediaTypes as readonly string[]).includes(node.type)

const pathsOf = (node: MediaNode): readonly string[] => {
  const local = (url: string | undefined) => (url && !/^https?:/.test(url) ? [url] : [])
  switch (node.type) {
    case 'image':
    case 'link':
      return node.url.startsWith('media:') ? [node.url.slice('media:'.length)] : []
    case 'figure':
      return local(node.src)
    case 'recording':
      return [...local(node.src), ...local(node.poster), ...local(node.captions)]
    case 'embed':
      return local(node.poster)
  }
}

/** All media files that these passages use, each once, in order of use. */
export const mediaIn = (bodies: Iterable<Local['rich']>): readonly string[] => {
  const found = new Set<string>()
  for (const body of bodies) {
    walk(body, (node) => {
      for (const path of mediaOf(node)) found.add(path)
    })
  }
  return [...found]
}

/** The pictures of hotspot questions. */
export const questionMedia = <T extends TextForm>(course: Course<T>): readonly string[] =>
  questionsOf(course).flatMap(({question}) => (question.type === 'hotspot' ? [question.image] : []))
