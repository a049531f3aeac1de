import {itemsOf} from '../../model/course.js'
import type {Body} from '../../model/markdown.js'
import {mediaIn} from '../../model/media.js'
import type {Loss} from '../../model/package.js'
import type {Question} from '../../model/question.js'
import type {Local} from '../../model/text.js'
import {packagePaths} from '../../package/path.js'
import type {FormatInput} from '../format.js'
import {filesLost, linksLost, type MoodleLoss} from './losses.js'
import type {MoodleQuestion} from './question.js'
import type {QuestionGroup} from './question-file.js'
import {reduceQuestion} from './reduce.js'
import {moodleFile, moodleText} from './text.js'
import {withoutFiles} from './without-files.js'

export interface InFile {
  readonly question: MoodleQuestion
  readonly losses: readonly MoodleLoss[]
}

/** What a file that holds questions, and no course, can hold. */
export interface FileAbilities {
  readonly hasOrdering: boolean
  readonly hasFiles: boolean
}

/** Reduces the questions of a course for a file of questions: what they link to is not there. */
export const reducerFor = (
  input: FormatInput,
  {hasOrdering, hasFiles}: FileAbilities,
): ((group: QuestionGroup, question: Question<Local>) => InFile) => {
  const {text} = input.templates.messages(input.language)
  const paths = packagePaths(input.edition.media.keys())
  const pathOf = (media: string) => {
    const found = paths.get(media)
    if (found === undefined) throw new Error(`The edition has no media file ${media}.`)
    return found
  }
  return (group, question) => {
    let isLinkLost = false
    let isFileLost = false
    const prepared = (body: Body): Body => {
      if (hasFiles || mediaIn([body]).length === 0) return body
      isFileLost = true
      return withoutFiles(body)
    }
    const link = (target: string) => {
      const found = itemsOf(input.course).find((item) => item.type === 'link' && target === `link:${item.id}`)
      if (found?.type === 'link') return found.url
      isLinkLost = true
      return undefined
    }
    const reduced = reduceQuestion(question, {
      owner: group.owner,
      text: (body, blank) =>
        moodleText(prepared(body), {text, link, practice: () => '', ...(blank ? {blank} : {})}, pathOf),
      file: (media) => moodleFile(media, pathOf),
      sizeOf: (media) => input.edition.media.get(media)?.picture,
      shuffleChoices: group.shuffleChoices,
      hasOrdering,
      words: {
        unit: (unit) => text('cartridge.unit', {unit}),
        place: (number) => text('cartridge.place', {number}),
        marker: text('cartridge.here'),
        modelAnswer: text('run.essay.model'),
      },
    })
    return {
      question: reduced.question,
      losses: [...reduced.losses, ...(isLinkLost ? [linksLost] : []), ...(isFileLost ? [filesLost] : [])],
    }
  }
}

/** A loss of a question, as the report names it. */
export const lossOfQuestion = (
  owner: string,
  question: Question<Local>,
  {name}: MoodleQuestion,
  loss: MoodleLoss,
): Loss => ({
  ...loss,
  item: {type: 'question', id: `${owner}/${question.id}`, title: name},
  place: question.place,
})
