import * as z from 'zod'
import {lossOfQuestion, reducerFor} from '../_moodle/file-context.js'
import {inMoodle, type MoodleLoss} from '../_moodle/losses.js'
import type {MoodleQuestion} from '../_moodle/question.js'
import {beyondQuestions, categoryPath, questionGroups} from '../_moodle/question-file.js'
import {defineFormat} from '../format.js'
import {categoryTree, questionFile, questionTree} from './write.js'

/** The questions of all quizzes and banks, each quiz and bank a category of Moodle's question bank. */
export const moodleXml = defineFormat({
  id: 'moodle-xml',
  title: 'Moodle XML',
  summary: 'All questions for the question bank of Moodle, with marks, feedback, hints, tags and pictures.',
  container: {kind: 'file', extension: 'xml'},
  options: z.strictObject({}),
  write: (input) => {
    const reduce = reducerFor(input, {hasOrdering: true, hasFiles: true})
    const groups = questionGroups(input.course).map((group) => ({
      path: categoryPath(input.course, group),
      written: group.questions.map((question) => {
        const {question: made, losses} = reduce(group, question)
        return {
          tree: questionTree(made),
          losses: [...losses, ...pointsChanged(made)].map((loss) => lossOfQuestion(group.owner, question, made, loss)),
        }
      }),
    }))
    const trees = groups.flatMap(({path, written}) => [categoryTree(path), ...written.map(({tree}) => tree)])
    return {
      files: [{path: 'questions.xml', content: questionFile(trees)}],
      losses: [
        ...beyondQuestions(input.course),
        ...groups.flatMap(({written}) => written.flatMap(({losses}) => losses)),
      ],
    }
  },
})

/** The marks of a Cloze question are those of its gaps together, in whole numbers. */
const pointsChanged = (question: MoodleQuestion): readonly MoodleLoss[] => {
  if (question.type !== 'multianswer') return []
  const sum = question.gaps.reduce((all, gap) => all + gap.weight, 0)
  if (sum === question.points) return []
  return [
    {
      feature: 'question/points',
      kind: 'approximated',
      what: `The question counts ${sum} instead of ${question.points}; the shares of its gaps are kept.`,
      why: 'Moodle adds up the marks of the gaps, and those are whole numbers.',
      source: inMoodle(
        'question/format/xml/format.php (import_multianswer); question/type/multianswer/questiontype.php (ANSWER_START_REGEX)',
      ),
      remedy: `Set its mark in the quiz to ${question.points}, or give the question a multiple of ${question.gaps.length} points.`,
    },
  ]
}
