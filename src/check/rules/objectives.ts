import {diagnose} from '../../diagnostics/diagnostic.js'
import {nearest} from '../../diagnostics/nearest.js'
import {itemsOf, questionsOf} from '../../model/course.js'
import type {Rule} from '../rule.js'
import {lesson, question, quiz} from './examples.js'

const objectives = 'objectives:\n  - {id: explain, text: Explain it.}\n'
const tested = (id: string) => quiz(`${question}\nobjectives: [${id}]`)

const unknown: Rule = {
  codes: ['objective/unknown'],
  *check({course}) {
    const ids = itemsOf(course).flatMap((item) => (item.type === 'lesson' ? item.objectives.map((o) => o.id) : []))
    for (const {question} of questionsOf(course)) {
      for (const id of question.objectives) {
        if (!ids.includes(id))
          yield diagnose('objective/unknown', {id, suggestion: nearest(id, ids) ?? ''}, question.place)
      }
    }
  },
  example: {
    bad: {'lessons/first.md': lesson('Words.', objectives), 'quizzes/check.yaml': tested('explian')},
    good: {'lessons/first.md': lesson('Words.', objectives), 'quizzes/check.yaml': tested('explain')},
  },
}

const untested: Rule = {
  codes: ['objective/untested'],
  *check({course}) {
    const tested = new Set(questionsOf(course).flatMap(({question}) => question.objectives))
    for (const item of itemsOf(course)) {
      if (item.type !== 'lesson') continue
      for (const {id, place} of item.objectives) {
        if (!tested.has(id)) yield diagnose('objective/untested', {id, lesson: item.id}, place)
      }
    }
  },
  example: {
    bad: {'lessons/first.md': lesson('Words.', objectives)},
    good: {'lessons/first.md': lesson('Words.', objectives), 'quizzes/check.yaml': tested('explain')},
  },
}

export const objectiveRules = [unknown, untested]
