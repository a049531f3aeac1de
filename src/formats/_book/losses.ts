import type {Item, Quiz} from '../../model/course.js'
import {mediaOf} from '../../model/media.js'
import type {Loss} from '../../model/package.js'
import type {Local} from '../../model/text.js'
import {walk} from '../../model/walk.js'
import {siteLosses} from '../_site/losses.js'
import type {Book} from './book.js'

/** What text that nobody answers cannot do, in the reading order of the course. `source` says why it cannot. */
export const bookLosses = (book: Book, source: string): readonly Loss[] => {
  const {input, plan} = book
  const shown = plan.items.flatMap((item) => itemLosses(book, item, source))
  const embedded = input.course.practice.filter((quiz) => plan.quizzes.has(quiz.id))
  const quizzes = [
    ...input.course.modules.flatMap(({items}) => items).filter((item) => item.type === 'quiz'),
    ...embedded,
  ]
  return [
    ...siteLosses(input.course, input.options)
      .filter(({feature}) => feature !== essay)
      .map((loss) => ({...loss, source})),
    ...quizzes.filter(({placement}) => !placement.hidden).flatMap((quiz) => quizLosses(book, quiz, source)),
    ...shown,
  ]
}

/** Nothing at all is marked here, which is said of each quiz. */
const essay = 'question/essay'

const itemLosses = (book: Book, item: Item<Local>, source: string): readonly Loss[] => {
  if (!('body' in item)) return []
  const lost: Loss[] = []
  walk(item.body, (node) => {
    if (node.type === 'link' && mediaOf(node).length > 0) lost.push(lossOf(item, fileLinked(source)))
    if (node.type === 'recording') {
      const isLocal = !/^https?:/.test(node.src)
      const plays = isLocal && book.medium.plays(book.mediaPath(node.src))
      if (!plays) lost.push(lossOf(item, recordingLeftOut(node.kind, isLocal, node.children.length > 0, source)))
    }
    if (node.type === 'embed') lost.push(lossOf(item, embedLinked(source)))
  })
  return lost
}

const quizLosses = (book: Book, quiz: Quiz<Local>, source: string): readonly Loss[] => {
  if (!book.quizzes.includes(quiz)) return [lossOf(quiz, quizLeftOut(source))]
  const draws = quiz.entries.some((entry) => entry.type === 'draw') ? [lossOf(quiz, allDrawn(source))] : []
  return [lossOf(quiz, quizIsText(quiz.mode, source)), ...draws]
}

type Said = Omit<Loss, 'item' | 'place'>

const lossOf = ({type, id, title, place}: Item<Local>, loss: Said): Loss => ({...loss, item: {type, id, title}, place})

const quizLeftOut = (source: string): Said => ({
  feature: 'quiz/left-out',
  kind: 'dropped',
  what: 'The quiz is left out.',
  why: 'The option `quizzes` of this format says so.',
  source,
  remedy: 'Set `quizzes: all` for this format to keep it.',
})

const quizIsText = (mode: Quiz<Local>['mode'], source: string): Said => ({
  feature: 'quiz/text',
  kind: mode === 'practice' ? 'approximated' : 'degraded',
  what: 'The quiz is text: nobody can answer it there, nothing is marked, and feedback for wrong answers is left out.',
  why: 'A book is read; it runs no script and keeps no score.',
  source,
  remedy:
    mode === 'practice'
      ? 'Give learners the course itself for practice.'
      : 'Let learners take it in the course itself; `quizzes: practice` keeps its questions out of the book.',
})

const allDrawn = (source: string): Said => ({
  feature: 'quiz/draw',
  kind: 'approximated',
  what: 'All questions of the bank stand there, with a word on how many are drawn.',
  why: 'A book is the same for every reader.',
  source,
  remedy: 'Set `quizzes: practice` to keep the questions of graded quizzes out of the book.',
})

const fileLinked = (source: string): Said => ({
  feature: 'text/file',
  kind: 'degraded',
  what: 'The link to a file stands there as words.',
  why: 'A book can open its own pages only.',
  source,
  remedy: 'Put what matters into the text, or link to the file’s address on the web.',
})

const recordingLeftOut = (kind: string, isLocal: boolean, hasTranscript: boolean, source: string): Said => ({
  feature: 'text/recording',
  kind: 'degraded',
  what: `The ${kind} does not play: its title${isLocal ? '' : ', a link'}, the poster if it has one, and ${hasTranscript ? 'the transcript stand' : 'no transcript stand'} in its place.`,
  why: isLocal ? 'This kind of file does not play there.' : 'It lies on another site.',
  source,
  remedy: hasTranscript ? 'Nothing: the transcript says it.' : 'Write a transcript.',
})

const embedLinked = (source: string): Said => ({
  feature: 'text/embed',
  kind: 'approximated',
  what: 'The page of another site is a link.',
  why: 'A book holds what it shows.',
  source,
  remedy: 'Say in the text what it shows.',
})
