import {diagnose} from '../../diagnostics/diagnostic.js'
import {nearest} from '../../diagnostics/nearest.js'
import {judgeLock} from '../../gather/lock.js'
import {isMarked, itemsOf, quizzesOf} from '../../model/course.js'
import {plainText} from '../../model/walk.js'
import type {Rule} from '../rule.js'
import {course, lesson, question, quiz} from './examples.js'

const grouped = 'groups: [{id: work, title: Course work, weight: 1}]\n'

const empty: Rule = {
  codes: ['course/empty'],
  *check({course}) {
    if (itemsOf(course).length === 0) yield diagnose('course/empty', {}, course.place)
  },
  example: {
    bad: {'course.yaml': course().replace(/items:[\s\S]*$/, 'items: []\n')},
    good: {'course.yaml': course()},
  },
}

const emptyLesson: Rule = {
  codes: ['lesson/empty'],
  *check({course}) {
    for (const item of itemsOf(course)) {
      if (item.type !== 'lesson' || item.body.data?.isPartial) continue
      if (item.body.children.every((block) => plainText(block).trim() === ''))
        yield diagnose('lesson/empty', {id: item.id}, item.place)
    }
  },
  example: {bad: {'lessons/first.md': lesson('')}, good: {'lessons/first.md': lesson('Words.')}},
}

const unreachable: Rule = {
  codes: ['item/unreachable'],
  *check({unreachable}) {
    for (const item of unreachable) yield diagnose('item/unreachable', {type: item.type, id: item.id}, item.place)
  },
  example: {
    bad: {'lessons/second.md': '---\nid: second\ntitle: Second\n---\n\nWords.\n'},
    good: {
      'lessons/second.md': '---\nid: second\ntitle: Second\n---\n\nWords.\n',
      'course.yaml': course('', '- lesson: first\n      - lesson: second\n      - quiz: check'),
    },
  },
}

const completion: Rule = {
  codes: ['completion/unreachable'],
  *check({course, config}) {
    if (quizzesOf(course).some((quiz) => quiz.mode === 'graded')) return
    // The default asks for what there is; only what the author wrote can be wrong.
    const place = config.placeOf(['completion'])
    for (const rule of course.completion) {
      if (rule !== 'read' && place.line > 1) yield diagnose('completion/unreachable', {rule}, place)
    }
  },
  example: {
    bad: {'course.yaml': course().replace('completion: [read]', 'completion: [read, passed]')},
    good: {
      'course.yaml': course().replace('completion: [read]', 'completion: [read, passed]'),
      'quizzes/check.yaml': quiz(question).replace('title:', 'mode: graded\ntitle:'),
    },
  },
}

/** What an LMS cannot find again when a package is replaced, it deletes with its attempts. */
const vanished: Rule = {
  codes: ['id/vanished', 'id/reused'],
  *check({lock, edition}) {
    yield* judgeLock(lock.before, edition.structure, lock.file)
  },
  example: {
    bad: {'course.lock.yaml': 'version: 1\ncourse: example\nmodules: {one: 0}\nitems: {first: 0, check: 1, old: 2}\n'},
    good: {
      'course.lock.yaml':
        'version: 1\ncourse: example\nmodules: {one: 0}\nitems: {first: 0, check: 1, old: 2}\nretired: [item/old]\n',
    },
  },
}

const placements: Rule = {
  codes: ['item/unknown-requirement', 'item/unknown-group', 'item/requires-later'],
  *check({course}) {
    const order = course.modules.flatMap((module) => [module.id, ...module.items.map((item) => item.id)])
    const groups = course.groups.map((group) => group.id)
    const things = course.modules.flatMap((module) => [
      {id: module.id, place: module.place, requires: module.requires, group: undefined},
      ...module.items.map((item) => ({id: item.id, place: item.place, ...item.placement})),
    ])
    for (const {id, place, requires, group} of things) {
      for (const required of requires) {
        if (!order.includes(required)) {
          const suggestion = nearest(required, order) ?? ''
          yield diagnose('item/unknown-requirement', {id, required, suggestion}, place)
        } else if (order.indexOf(required) >= order.indexOf(id)) {
          yield diagnose('item/requires-later', {id, required}, place)
        }
      }
      if (group !== undefined && !groups.includes(group)) {
        yield diagnose('item/unknown-group', {id, group, suggestion: nearest(group, groups) ?? ''}, place)
      }
    }
  },
  example: {
    bad: {'course.yaml': course('', '- lesson: first\n      - {quiz: check, requires: [frist]}')},
    good: {'course.yaml': course('', '- lesson: first\n      - {quiz: check, requires: [first]}')},
  },
}

const days = ['opens', 'due', 'closes'] as const

const datesOrder: Rule = {
  codes: ['item/dates-order'],
  *check({course}) {
    for (const {id, place, placement} of itemsOf(course)) {
      const set = days.filter((day) => placement[day] !== undefined)
      for (const [index, later] of set.entries()) {
        const earlier = set[index - 1]
        if (earlier !== undefined && (placement[earlier] ?? 0) > (placement[later] ?? 0))
          yield diagnose('item/dates-order', {id, earlier, later}, place)
      }
    }
  },
  example: {
    bad: {'course.yaml': course('', '- lesson: first\n      - {quiz: check, due: 14, closes: 7}')},
    good: {'course.yaml': course('', '- lesson: first\n      - {quiz: check, due: 14, closes: 21}')},
  },
}

const groupWithoutMarks: Rule = {
  codes: ['item/group-without-marks'],
  *check({course}) {
    for (const item of itemsOf(course)) {
      const {group} = item.placement
      if (group !== undefined && !isMarked(item))
        yield diagnose('item/group-without-marks', {id: item.id, group}, item.place)
    }
  },
  example: {
    bad: {'course.yaml': course(grouped, '- {lesson: first, group: work}\n      - quiz: check')},
    good: {'course.yaml': course(grouped, '- lesson: first\n      - quiz: check')},
  },
}

export const courseRules = [
  placements,
  datesOrder,
  groupWithoutMarks,
  empty,
  emptyLesson,
  unreachable,
  completion,
  vanished,
]
