import * as z from 'zod'
import {lossOfQuestion, reducerFor} from '../_moodle/file-context.js'
import {beyondQuestions, categoryPath, questionGroups} from '../_moodle/question-file.js'
import {defineFormat} from '../format.js'
import {hotspotDropped, penaltiesAdded} from './losses.js'
import {giftsOf} from './reduce.js'
import {categoryBlock, giftFile, questionBlock} from './write.js'

/** The questions of all quizzes and banks as plain text. */
export const gift = defineFormat({
  id: 'gift',
  title: 'GIFT',
  summary:
    'Questions as plain text that people can read and edit, for Moodle and others; without pictures, hints and marks.',
  container: {kind: 'file', extension: 'txt'},
  options: z.strictObject({}),
  write: (input) => {
    const {course} = input
    const {text} = input.templates.messages(input.language)
    const reduce = reducerFor(input, {hasOrdering: false, hasFiles: false})
    const gap = (number: number) => text('cartridge.gap', {number})
    const groups = questionGroups(course).map((group) => ({
      path: categoryPath(course, group),
      written: group.questions.map((question) => {
        const {question: made, losses} = reduce(group, question)
        const gifts = question.type === 'hotspot' ? {questions: [], losses: [hotspotDropped]} : giftsOf(made, gap)
        const lost = gifts.questions.length === 0 ? gifts.losses : [...losses, ...gifts.losses]
        return {
          blocks: gifts.questions.map(questionBlock),
          losses: lost.map((loss) => lossOfQuestion(group.owner, question, made, loss)),
        }
      }),
    }))
    const blocks = groups.flatMap(({path, written}) => [categoryBlock(path), ...written.flatMap(({blocks}) => blocks)])
    return {
      files: [{path: 'questions.txt', content: {text: giftFile(blocks)}}],
      losses: [
        ...beyondQuestions(course),
        ...(groups.length > 0
          ? [{...penaltiesAdded, item: {type: 'course', id: course.id, title: course.title}, place: course.place}]
          : []),
        ...groups.flatMap(({written}) => written.flatMap(({losses}) => losses)),
      ],
    }
  },
})
