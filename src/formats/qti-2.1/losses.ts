import type {Quiz} from '../../model/course.js'
import type {Loss} from '../../model/package.js'
import type {Place} from '../../model/place.js'
import type {Local} from '../../model/text.js'
import {hotspotLost} from '../_qti/losses.js'

export type Lost = Omit<Loss, 'item' | 'place'>

/** A loss of one thing of the course. */
export const lossOf = (
  type: string,
  thing: {readonly id: string; readonly title: string; readonly place: Place},
  loss: Lost,
): Loss => ({...loss, item: {type, id: thing.id, title: thing.title}, place: thing.place})

const model = 'IMS QTI 2.1, Assessment Test, Section and Item Information Model'

export const modelSource = `${model}, section 1`

export const directionUnsaid: Lost = {
  feature: 'text/direction',
  kind: 'approximated',
  what: 'The items say their language, but not that it runs from right to left.',
  why: 'QTI 2.1 has no attribute for the direction; 2.2 brought it.',
  source: 'IMS QTI 2.1, imsqti_v2p1p2.xsd',
  remedy: 'Look whether the system sets the direction by the language.',
}

export const emptyQuiz: Lost = {
  feature: 'quiz/empty',
  kind: 'dropped',
  what: 'The quiz has no questions and is left out.',
  why: 'A test without items has nothing to show or mark.',
  source: `${model}, assessmentTest`,
  remedy: 'Give it a question.',
}

export const settingsLost = (unsaid: readonly string[]): Lost => ({
  feature: 'quiz/settings',
  kind: 'degraded',
  what: `A test of QTI cannot say: ${unsaid.join('; ')}.`,
  why: 'It says how a test is taken once; the rest belongs to the system that offers it.',
  source: `${model}, itemSessionControl and testPart`,
  remedy: 'Set them in the settings of the test after the import.',
})

/** What of a quiz's settings a test cannot say. */
export const unsaidSettings = (quiz: Quiz<Local>): readonly string[] => {
  const {requires, hidden, group, opens, due, closes} = quiz.placement
  return [
    ...(quiz.mode === 'graded' && quiz.weight !== 1 ? [`its weight in the course is ${quiz.weight}`] : []),
    ...(quiz.mode === 'graded' && quiz.attempts !== 1
      ? [quiz.attempts === null ? 'it may be taken again and again' : `it may be taken ${quiz.attempts} times`]
      : []),
    ...(quiz.feedback === 'after-last-attempt' ? ['feedback shows after the last attempt only'] : []),
    ...(requires.length > 0 ? ['what must be done before'] : []),
    ...(hidden ? ['it is hidden'] : []),
    ...(group === undefined ? [] : ['its assignment group']),
    ...([opens, due, closes].some((day) => day !== undefined) ? ['when it opens, is due and closes'] : []),
  ]
}

export const shuffleDiffers: Lost = {
  feature: 'question/shuffle',
  kind: 'approximated',
  what: 'The choices are shuffled wherever the question is asked, since one quiz that draws it shuffles them.',
  why: 'An item says itself whether its choices are shuffled.',
  source: `${model}, choiceInteraction`,
  remedy: 'Let all quizzes that draw from the bank shuffle choices, or none.',
}

export const numberWriting: Lost = {
  feature: 'question/numeric',
  kind: 'approximated',
  what: 'Whether a decimal comma, spaces or the unit may be typed depends on the system.',
  why: 'The system reads the number before the item marks it.',
  source: `${model}, textEntryInteraction (baseType float)`,
  remedy: 'Say in the question how the number is written.',
}

export const pictureUnknown: Lost = {
  ...hotspotLost,
  why: 'Areas are given in pixels, and the file of the picture does not say how large it is.',
  source: `${model}, coords`,
  remedy: 'Save the picture as PNG, JPEG, GIF, WebP, or as SVG with a width and a height.',
}

export const hintsMayHide: Lost = {
  feature: 'question/hints',
  kind: 'degraded',
  what: 'The hints stand in the item as information on request, which some systems do not show.',
  why: 'Support for this element is left to systems; Canvas reads the paragraphs of an item only.',
  source: `${model}, infoControl; canvas-lms, qti_exporter, assessment_item_converter.rb (itemBody > div, itemBody > p)`,
  remedy: 'Put what learners must know into the question.',
}

export const essayFeedback: Lost = {
  feature: 'question/essay-feedback',
  kind: 'degraded',
  what: 'The feedback for right and for wrong answers is left out: nobody judges an essay on the spot.',
  why: 'Response processing runs before a person has marked.',
  source: `${model}, responseProcessing`,
  remedy: 'Use general feedback.',
}

export const linksAreWords = (count: number): Lost => ({
  feature: 'text/links',
  kind: 'approximated',
  what: `${count === 1 ? 'One link' : `${count} links`} to other parts of the course ${count === 1 ? 'is' : 'are'} words without a link.`,
  why: 'The package holds questions only.',
  source: modelSource,
  remedy: 'None is needed; link by hand where it matters.',
})

export const plainerText = (changes: readonly string[]): Lost => ({
  feature: 'text/elements',
  kind: 'approximated',
  what: `In the text ${changes.join('; ')}. The words are all there.`,
  why: 'Items know the elements of XHTML 1.0, and no attribute of style.',
  source: 'IMS QTI 2.1, imsqti_v2p1p2.xsd',
  remedy: 'None is needed, unless the looks matter.',
})

/** What becomes of a node of a passage, by its type. */
export const plainer: Readonly<Record<string, string>> = {
  delete: 'words that were struck out look like others',
  reveal: 'what is hidden at first stands open',
  recording: 'recordings are objects, and transcripts stand open',
}
