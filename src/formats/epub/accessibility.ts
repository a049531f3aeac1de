import {questionsOf} from '../../model/course.js'
import {bodiesOf} from '../../model/question-bodies.js'
import {walk} from '../../model/walk.js'
import type {Book} from '../_book/book.js'

/** What is true of how the book can be read, in the words of schema.org (EPUB Accessibility 1.1, section 3). */
export interface Accessibility {
  readonly accessMode: readonly string[]
  /** Each is a set of modes that is enough, joined by commas. */
  readonly accessModeSufficient: readonly string[]
  readonly accessibilityFeature: readonly string[]
  readonly accessibilityHazard: readonly string[]
  readonly accessibilitySummary: string
}

/** Counted in what the book holds. That every picture has an alternative was judged before: without, nothing is built. */
export const accessibilityOf = (book: Book): Accessibility => {
  const {has, described, played, transcribed, captioned, isMoving} = factsOf(book)
  const isText = played === transcribed
  const sound = [...(isText ? [] : ['auditory']), ...(isText ? [] : ['visual'])]
  return {
    accessMode: ['textual', ...(has.pictures || has.films ? ['visual'] : []), ...(played > 0 ? ['auditory'] : [])],
    accessModeSufficient: isText ? ['textual'] : [['textual', ...sound].join(',')],
    accessibilityFeature: [
      'tableOfContents',
      'structuralNavigation',
      'readingOrder',
      'displayTransformability',
      'ARIA',
      ...(has.pictures ? ['alternativeText'] : []),
      ...(described ? ['longDescription'] : []),
      ...(has.formulas ? ['MathML'] : []),
      ...(transcribed > 0 ? ['transcript'] : []),
      ...(captioned ? ['closedCaptions'] : []),
    ],
    // Whether a film or an animation flashes, nobody has measured.
    accessibilityHazard: [isMoving || played > 0 ? 'unknown' : 'none'],
    accessibilitySummary: [
      book.text('book.access.text'),
      ...(has.pictures ? [book.text('book.access.pictures')] : []),
      ...(described ? [book.text('book.access.descriptions')] : []),
      ...(has.formulas ? [book.text('book.access.formulas')] : []),
      ...(played > 0 ? [book.text('book.access.recordings', {played, transcribed})] : []),
    ].join(' '),
  }
}

const factsOf = (book: Book) => {
  const {course, plan, medium, mediaPath} = book
  const has = {pictures: false, films: false, formulas: false}
  let described = false
  let captioned = false
  let played = 0
  let transcribed = 0
  let isMoving = false
  const picture = (url: string) => {
    has.pictures = true
    isMoving ||= /\.(gif|webp)$/i.test(url)
  }
  const asked = questionsOf(course).filter(({owner}) =>
    book.quizzes.some(
      ({id, entries}) => id === owner || entries.some((each) => each.type === 'draw' && each.bank === owner),
    ),
  )
  for (const {question} of asked) if (question.type === 'hotspot') picture(question.image)
  const bodies = [
    ...plan.items.flatMap((item) => ('body' in item ? [item.body] : [])),
    ...asked.flatMap(({question}) => bodiesOf(question)),
    ...course.glossary.map(({definition}) => definition),
    ...(course.about ? [course.about.body] : []),
  ]
  for (const body of bodies)
    walk(body, (node) => {
      if (node.type === 'image') picture(node.url)
      else if (node.type === 'figure') {
        picture(node.src)
        described ||= node.description.length > 0
      } else if (node.type === 'math' || node.type === 'inlineMath') has.formulas = true
      else if (node.type === 'recording' && !/^https?:/.test(node.src) && medium.plays(mediaPath(node.src))) {
        played += 1
        transcribed += node.children.length > 0 ? 1 : 0
        has.films ||= node.kind === 'video'
        captioned ||= node.captions !== undefined
      }
    })
  return {has, described, played, transcribed, captioned, isMoving}
}
