import {diagnose} from '../../diagnostics/diagnostic.js'
import {nearest} from '../../diagnostics/nearest.js'
import {questionsOf} from '../../model/course.js'
import {mediaOf, mediaTypes, questionMedia} from '../../model/media.js'
import type {Rule} from '../rule.js'
import {lesson} from './examples.js'

const svg = '<svg xmlns="http://www.w3.org/2000/svg"/>'

const missing: Rule = {
  codes: ['media/missing'],
  *check({nodesOf, media, course}) {
    const used = [
      ...nodesOf(...mediaTypes).flatMap(({node, place}) => mediaOf(node).map((path) => ({path, place}))),
      ...questionsOf(course).flatMap(({question}) =>
        question.type === 'hotspot' ? [{path: question.image, place: question.place}] : [],
      ),
    ]
    for (const {path, place} of used) {
      if (!media.has(path))
        yield diagnose('media/missing', {url: path, suggestion: nearest(path, media.keys()) ?? ''}, place)
    }
  },
  example: {
    bad: {'lessons/first.md': lesson('![A map](../media/map.svg)'), 'media/mapp.svg': svg},
    good: {'lessons/first.md': lesson('![A map](../media/map.svg)'), 'media/map.svg': svg},
  },
}

const unused: Rule = {
  codes: ['media/unused'],
  *check({nodesOf, media, course}) {
    const used = new Set([...nodesOf(...mediaTypes).flatMap(({node}) => mediaOf(node)), ...questionMedia(course)])
    for (const path of media.keys()) {
      if (!used.has(path)) yield diagnose('media/unused', {file: path}, {file: path, line: 1, column: 1})
    }
  },
  example: {
    bad: {'media/map.svg': svg},
    good: {'lessons/first.md': lesson('![A map](../media/map.svg)'), 'media/map.svg': svg},
  },
}

export const mediaRules = [missing, unused]
