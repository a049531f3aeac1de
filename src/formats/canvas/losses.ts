import type {Loss} from '../../model/package.js'

type Lost = Omit<Loss, 'item' | 'place'>

const classic = 'canvas-lms, app/models/quizzes/quiz.rb and lib/cc/importer/canvas/quiz_metadata_converter.rb'
const modules = 'canvas-lms, lib/cc/importer/canvas/module_converter.rb and app/models/context_module.rb'
const marks = 'canvas-lms, app/models/assignment_group.rb and lib/grade_calculator.rb'

export const moduleDescription: Lost = {
  feature: 'module/description',
  kind: 'approximated',
  what: 'The description stands on the front page and in the syllabus, not beside its module.',
  why: 'A module of Canvas has a title only.',
  source: modules,
  remedy: 'None is needed.',
}

export const longTitle: Lost = {
  feature: 'text/title',
  kind: 'degraded',
  what: 'The title is cut after 254 characters.',
  why: 'Canvas refuses what has a longer title.',
  source: 'canvas-lms, app/models (maximum_string_length)',
  remedy: 'Shorten the title.',
}

export const practiceAfterLesson: Lost = {
  feature: 'lesson/practice',
  kind: 'approximated',
  what: 'The practice quiz does not stand in the lesson: the lesson links it, and it follows in the module.',
  why: 'A page of Canvas cannot hold a quiz.',
  source: 'canvas-lms, lib/cc/importer/canvas/wiki_converter.rb',
  remedy: 'None is needed.',
}

export const posterLost: Lost = {
  feature: 'text/poster',
  kind: 'degraded',
  what: 'The picture that stands before a recording is left out.',
  why: 'The importer rewrites no address of a poster.',
  source: 'canvas-lms, app/models/importers/link_parser.rb',
  remedy: 'None is needed; the recording shows its first picture.',
}

export const linkDescriptionMoved: Lost = {
  feature: 'link/description',
  kind: 'approximated',
  what: 'The description stands on the front page, not beside the web link.',
  why: 'A link in a module has a title and an address only.',
  source: modules,
  remedy: 'None is needed.',
}

export const linkDescriptionLost: Lost = {
  ...linkDescriptionMoved,
  kind: 'dropped',
  what: 'The description of the web link is left out: its page is for learners, who do not see this link.',
  remedy: 'Show the link, or describe it in a lesson for teachers.',
}

export const datesLost: Lost = {
  feature: 'item/dates',
  kind: 'dropped',
  what: 'When it opens, is due and closes is left out.',
  why: 'Canvas has dates, not days after a start.',
  source: 'canvas-lms, lib/cc/cc_helper.rb (ims_datetime)',
  remedy: 'Give the format a start: `formats: {canvas: {start: 2027-01-11}}`; or set the dates after the import.',
}

export const pageDatesLost: Lost = {
  feature: 'item/dates',
  kind: 'dropped',
  what: 'When it opens and closes is left out.',
  why: 'Only assignments, quizzes and discussions have dates.',
  source: 'canvas-lms, lib/cc/importer/canvas/wiki_converter.rb',
  remedy: 'Set a date on which its module unlocks, after the import.',
}

export const inOrder: Lost = {
  feature: 'item/requires',
  kind: 'approximated',
  what: 'All items of the module must be done in their order, not this one alone.',
  why: 'A module of Canvas is either open or in order.',
  source: modules,
  remedy: 'None is needed, or take “in sequential order” away from the module.',
}

export const wholeModuleWaits: Lost = {
  feature: 'item/requires',
  kind: 'approximated',
  what: 'The whole module waits for the module of what the item requires, not the item alone.',
  why: 'Canvas has prerequisites between modules only.',
  source: modules,
  remedy: 'Put the item into a module of its own.',
}

export const groupIgnored: Lost = {
  feature: 'item/group',
  kind: 'approximated',
  what: 'It belongs to no assignment group, so that its marks do not count where others are weighted.',
  why: 'Where groups have weights, a group without one counts for nothing.',
  source: marks,
  remedy: 'Name its group in course.yaml.',
}

export const weightLost: Lost = {
  feature: 'quiz/weight',
  kind: 'approximated',
  what: 'The quiz counts by its points, not by its weight.',
  why: 'Within a group, Canvas adds points up.',
  source: marks,
  remedy: 'Put the quiz into an assignment group of its own, with a weight.',
}

export const passMarkLost: Lost = {
  feature: 'quiz/pass-mark',
  kind: 'dropped',
  what: 'The pass mark is left out.',
  why: 'Canvas knows it as a requirement of a module only, and the course does not ask for a pass.',
  source: modules,
  remedy: 'Add `passed` to the completion of the course, or set a requirement after the import.',
}

export const essaysCount: Lost = {
  feature: 'quiz/essay',
  kind: 'approximated',
  what: 'Essays count in the mark, and until a teacher has marked them they count as nothing.',
  why: 'Canvas adds up the points of all questions.',
  source: classic,
  remedy: 'Mark the essays soon, or set their points to 0.',
}

export const immediateFeedback: Lost = {
  feature: 'quiz/feedback',
  kind: 'approximated',
  what: 'Feedback shows when the quiz is handed in, not after each question.',
  why: 'Classic Quizzes have no feedback between questions.',
  source: classic,
  remedy: 'None is needed.',
}

export const minutesRounded: Lost = {
  feature: 'quiz/time-limit',
  kind: 'approximated',
  what: 'The time limit is rounded to whole minutes.',
  why: 'Canvas counts whole minutes.',
  source: classic,
  remedy: 'None is needed.',
}

export const feedbackAtOnce: Lost = {
  feature: 'quiz/feedback',
  kind: 'degraded',
  what: 'Feedback shows after each attempt, since no attempt is the last.',
  why: 'Canvas knows the last attempt by the number of attempts, and here it is unlimited.',
  source: classic,
  remedy: 'Set a number of attempts.',
}

export const orderKept: Lost = {
  feature: 'quiz/shuffle-questions',
  kind: 'degraded',
  what: 'The questions stand in their authored order.',
  why: 'Canvas shuffles questions within a group only, and all questions of a group have the same points.',
  source: 'canvas-lms, app/models/quizzes/quiz_group.rb',
  remedy: 'Give all questions of the quiz the same points.',
}

export const samePoints = (points: number): Lost => ({
  feature: 'quiz/draw-points',
  kind: 'approximated',
  what: `Each question that is drawn counts ${points} points.`,
  why: 'All questions of a group have the same points.',
  source: 'canvas-lms, app/models/quizzes/quiz_group.rb',
  remedy: 'Give all questions of the bank the same points.',
})

export const emptyQuiz: Lost = {
  feature: 'quiz/empty',
  kind: 'dropped',
  what: 'The quiz has no questions and is left out.',
  why: 'A quiz file without questions stops other importers.',
  source: 'Common Cartridge 1.1, ccv1p1_qtiasiv1p2p1_v1p0.xsd',
  remedy: 'Give it a question.',
}

export const objectivesUnaligned: Lost = {
  feature: 'bank/objectives',
  kind: 'degraded',
  what: 'Which of its questions test which objectives is left out; the objectives themselves are outcomes.',
  why: 'Canvas ties outcomes to whole banks, and a draw takes from one bank.',
  source: 'canvas-lms, app/models/importers/learning_outcome_importer.rb (alignments)',
  remedy: 'Put the questions of one objective into a bank of their own.',
}

export const indirectCompletion: Lost = {
  feature: 'course/completion',
  kind: 'approximated',
  what: 'What completes the course stands in the modules as requirements.',
  why: 'Canvas completes modules, not courses.',
  source: modules,
  remedy: 'None is needed.',
}
