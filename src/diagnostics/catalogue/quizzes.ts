import {didYouMean} from '../nearest.js'
import {error, warning} from './entry.js'

/** Findings about quizzes, questions, discussions and assignments. */
export const quizEntries = {
  'quiz/empty': error<{id: string}>(
    ({id}) => `The quiz “${id}” asks nothing.`,
    () => 'Add questions, or draw some from a bank.',
    'Moodle 5.1 breaks off the import of a cartridge that holds an empty quiz (backup/cc/entity11.quiz.class.php).',
  ),
  'quiz/practice-graded': error<{id: string}>(
    ({id}) => `The lesson embeds “${id}”, which is graded.`,
    () => 'Set “mode: practice”, or make the quiz an item of a module.',
    'A graded quiz has attempts, a pass mark and a place in the grade book, so it has a page of its own.',
  ),
  'bank/unknown': error<{id: string; suggestion: string}>(
    ({id}) => `There is no bank “${id}”.`,
    ({suggestion}) => didYouMean(suggestion, 'Create it below banks/.'),
    'A quiz draws its questions from a bank.',
  ),
  'bank/too-small': error<{bank: string; wanted: number; there: number}>(
    ({bank, wanted, there}) => `${wanted} questions are drawn from “${bank}”, which has ${there}.`,
    () => 'Draw fewer, or write more.',
    'A draw never asks a question twice.',
  ),
  'question/no-right-answer': error<{id: string}>(
    ({id}) => `The question “${id}” has no right answer.`,
    () => 'Mark the right choice with “correct: true”.',
    'Learners could not answer it rightly.',
  ),
  'question/several-right-answers': error<{id: string; count: number}>(
    ({id, count}) => `The question “${id}” has ${count} right choices, but allows one.`,
    () => 'Use “type: multiple-response”, or mark one choice only.',
    'A learner can pick one choice of a multiple-choice question.',
  ),
  'question/too-few-parts': error<{id: string; part: string; least: number}>(
    ({id, part, least}) => `The question “${id}” needs at least ${least} ${part}.`,
    ({part}) => `Add ${part}.`,
    'With fewer there is nothing to decide.',
  ),
  'question/too-many-parts': error<{id: string; part: string; most: number}>(
    ({id, part, most}) => `The question “${id}” has more than ${most} ${part}.`,
    () => 'Split the question.',
    'SCORM 1.2 names choices by one character each, which gives 36.',
  ),
  'question/same-choice': error<{text: string}>(
    ({text}) => `Two choices say the same: “${text}”.`,
    () => 'Change one of them.',
    'Learners could not tell which one is meant.',
  ),
  'question/no-feedback': warning<{id: string; missing: string}>(
    ({id, missing}) => `The question “${id}” has no feedback for ${missing}.`,
    () => 'Say why the answer is wrong or right.',
    'A practice question teaches by what it says after the answer.',
  ),
  'question/blank-mismatch': error<{id: string; reason: string}>(
    ({id, reason}) => `The gaps of “${id}” cannot be read: ${reason}.`,
    () => 'Write each gap as {{answer}} or {{answer|another answer}}.',
    'The text of a fill-in question shows where its gaps are.',
  ),
  'question/hint': warning<{id: string; words: string}>(
    ({id, words}) => `The question “${id}” uses “${words}”.`,
    () => 'Ask it another way, or print the word in bold.',
    'Learners overlook a small “not”, and “all of the above” rewards guessing.',
  ),
  'question/length': warning<{id: string; how: string}>(
    ({id, how}) => `In “${id}” the right choice is far ${how} than all others.`,
    () => 'Make the choices alike in length and detail.',
    'Learners who know nothing take the choice that stands out. Source: T. M. Haladyna, S. M. Downing and M. C. Rodriguez, Applied Measurement in Education 15(3), 2002.',
  ),
  'quiz/key-leaks': warning<{how: string; share: string}>(
    ({how, share}) => `The right choice is ${how} in ${share} of the questions.`,
    () => 'Vary the order and the length of the choices.',
    'Learners find such patterns and answer without reading.',
  ),
  'objective/untested': warning<{id: string; lesson: string}>(
    ({id}) => `No question tests the objective “${id}”.`,
    ({id}) => `Add “objectives: [${id}]” to a question that tests it.`,
    'An objective that is not tested is a promise that nobody checks.',
  ),
  'rubric/points': error<{id: string; rubric: number; points: number}>(
    ({id, rubric, points}) => `The rubric of “${id}” adds up to ${rubric}, the assignment is worth ${points}.`,
    () => 'Make the best levels add up to the points of the assignment.',
    'An LMS grades by the rubric, so that the two must agree.',
  ),
}
