import type {z} from 'zod'
import type {writtenAssignment} from '../../written/pages.js'
import {markdownOfWords, plainOf} from '../html/passage.js'
import {takeIds} from '../ids.js'
import {element, elements, wordOf, type XmlNode} from '../xml.js'

export interface CanvasRubric {
  readonly points: number
  /** Whether it can stand below `rubric:`: every criterion has two levels at least. */
  readonly isSound: boolean
  readonly criteria: NonNullable<z.input<typeof writtenAssignment>['rubric']>
}

/** The rubrics of `rubrics.xml`, by what Canvas calls them. */
export const readRubrics = (root: XmlNode | undefined): ReadonlyMap<string, CanvasRubric> =>
  new Map(elements(root, 'rubric').map((node) => [node.attributes.identifier ?? '', rubricOf(node)]))

const rubricOf = (node: XmlNode): CanvasRubric => {
  const ids = takeIds('criterion')
  const criteria = elements(element(node, 'criteria'), 'criterion').map((criterion) => {
    const own = /_([a-z0-9-]+)$/.exec(wordOf(criterion, 'criterion_id') ?? '')?.[1]
    const title = text(criterion, 'description') ?? '–'
    const levels = elements(element(criterion, 'ratings'), 'rating').map((rating) => {
      const description = text(rating, 'long_description')
      return {
        title: text(rating, 'description') ?? '–',
        points: Math.max(0, Number(wordOf(rating, 'points') ?? 0) || 0),
        ...(description ? {description} : {}),
      }
    })
    const description = text(criterion, 'long_description')
    return {id: ids.take(own, title), title, ...(description ? {description} : {}), levels}
  })
  const best = criteria.map(({levels}) => Math.max(0, ...levels.map(({points}) => points)))
  return {
    points: best.reduce((sum, points) => sum + points, 0),
    isSound: criteria.length > 0 && criteria.every(({levels}) => levels.length >= 2),
    criteria,
  }
}

const text = (node: XmlNode, name: string): string | undefined => {
  const word = wordOf(node, name)
  return word === undefined ? undefined : plainOf(word) || undefined
}

/** For a rubric that cannot stand as one. */
export const rubricTable = ({criteria}: CanvasRubric): string =>
  criteria
    .map(({title, description, levels}) => {
      const said = levels.map(
        (level) => `${level.title} (${level.points})${level.description ? `: ${level.description}` : ''}`,
      )
      return [
        `**${markdownOfWords(title)}**${description ? ` – ${markdownOfWords(description).replace(/\n+/g, ' ')}` : ''}`,
        said.map((line) => `- ${markdownOfWords(line).replace(/\n+/g, ' ')}`).join('\n'),
      ].join('\n\n')
    })
    .join('\n\n')
