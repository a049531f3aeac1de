import type {Bank, Item} from '../../model/course.js'
import type {Loss} from '../../model/package.js'
import type {Place} from '../../model/place.js'
import type {Local} from '../../model/text.js'

type OfThing = Omit<Loss, 'item' | 'place'>
type Thing = {readonly id: string; readonly title: string; readonly place: Place}

export const lossOf = (type: string, thing: Thing, loss: OfThing): Loss => ({
  ...loss,
  item: {type, id: thing.id, title: thing.title},
  place: thing.place,
})

export const lossOfItem = (item: Item<Local>, loss: OfThing): Loss => lossOf(item.type, item, loss)

const moodle = (where: string): string => `Moodle 5.1, ${where}`

export const webAddressTyped: OfThing = {
  feature: 'assignment/address',
  kind: 'approximated',
  what: 'Learners type the web address into a text.',
  why: 'An assignment in Moodle has no field for an address.',
  source: moodle('mod/assign/submission (onlinetext and file)'),
  remedy: 'Tell learners to hand in the address as their text.',
}

export const pointsWhole = (points: number): OfThing => ({
  feature: 'assignment/points',
  kind: 'approximated',
  what: `The assignment has ${points} points.`,
  why: 'Moodle gives assignments whole points.',
  source: moodle('mod/assign/db/install.xml (grade)'),
  remedy: 'Use whole points.',
})

export const titleChanged: OfThing = {
  feature: 'text/title',
  kind: 'approximated',
  what: 'The title has “‹” for “<”, or is cut to 255 characters.',
  why: 'Moodle takes “<” with a word behind it for markup, and has no room for longer names.',
  source: moodle('lib/classes/formatting.php (format_string); 4.x, mod/page/db/install.xml'),
  remedy: 'Write a shorter title without “<”.',
}

export const completionOtherwise: OfThing = {
  feature: 'course/completion',
  kind: 'approximated',
  what: 'A lesson counts as read when it is opened, a discussion when the learner has posted, an assignment when it is handed in.',
  why: 'Moodle cannot know how far a page was read.',
  source: moodle('completion/classes/cm_completion_details.php'),
  remedy: 'None is needed; change the conditions in the settings of the activity if you want others.',
}

export const groupless: OfThing = {
  feature: 'item/group',
  kind: 'approximated',
  what: 'The marks are shown and do not count in the total of the course.',
  why: 'The item is in no assignment group, and only groups have a share in the total.',
  source: moodle('lib/grade/grade_category.php (aggregation 10)'),
  remedy: 'Put the item into a group in course.yaml.',
}

export const bankInHiddenQuiz: OfThing = {
  feature: 'bank/unused',
  kind: 'approximated',
  what: 'No quiz draws from the bank; its questions are in a hidden quiz of the same name.',
  why: 'Before Moodle 5.0 a course has no other place for questions that every version restores without a warning.',
  source: moodle('backup/util/dbops/restore_dbops.class.php (prechecks of question categories)'),
  remedy: 'None is needed: open its question bank, and draw from it.',
}

export const feedbackAfterEach: OfThing = {
  feature: 'quiz/feedback-time',
  kind: 'approximated',
  what: 'Feedback and right answers show after each attempt, not after the last one only.',
  why: 'Moodle knows the end of an attempt and the closing of the quiz, and not the last attempt.',
  source: moodle('mod/quiz/classes/question/display_options.php'),
  remedy: 'Give the quiz a closing date, and tick in its review options “After the quiz is closed” alone.',
}

/** A random place in a quiz has one mark for whatever comes. */
export const markOfDraw = ({questions}: Bank<Local>): number => {
  const sum = questions.reduce((all, {points}) => all + points, 0)
  return questions.length === 0 ? 1 : Math.round((sum / questions.length) * 100) / 100
}

export const hasUnequalMarks = ({questions}: Bank<Local>): boolean =>
  new Set(questions.map(({points}) => points)).size > 1

export const drawnMarks = (bank: Bank<Local>): OfThing => ({
  feature: 'quiz/drawn-points',
  kind: 'approximated',
  what: `Each random question of “${bank.title}” counts ${markOfDraw(bank)}, whichever is drawn.`,
  why: 'A random place in a quiz has one mark in Moodle.',
  source: moodle('mod/quiz/db/install.xml (quiz_slots, maxmark)'),
  remedy: 'Give all questions of the bank the same points.',
})

export const essayWaits: OfThing = {
  feature: 'quiz/essay',
  kind: 'approximated',
  what: 'The grade of the quiz arrives when a teacher has marked the essays, and their marks count.',
  why: 'In the player nobody marks an essay, so that it counts on neither side; in Moodle a teacher does.',
  source: moodle('question/engine/questionusage.php (get_total_mark)'),
  remedy: 'Mark the essays, or set their maximum mark on the questions page to 0: then the rest counts at once.',
}
