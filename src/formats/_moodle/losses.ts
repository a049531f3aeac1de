import type {Loss} from '../../model/package.js'

/** What a question loses in Moodle, however it gets there; the format says where it stands. */
export type MoodleLoss = Omit<Loss, 'item' | 'place'>

/** Moodle's code, by its path below the `public` folder. */
export const inMoodle = (where: string): string => `Moodle 5.1, ${where}`

export const partialCreditRounded = (count: number): MoodleLoss => ({
  feature: 'question/partial-credit',
  kind: 'approximated',
  what:
    count > 20
      ? `Each of the ${count} right answers earns a twentieth, so that 20 of them earn all marks.`
      : `The ${count} right answers earn tenths and twentieths of the marks, not equal shares.`,
  why: 'Moodle stores shares of the marks from its own list only.',
  source: inMoodle('question/engine/bank.php (fraction_options)'),
  remedy: 'Ask for 10 right answers at most.',
})

export const allOrNothingLost: MoodleLoss = {
  feature: 'question/all-or-nothing',
  kind: 'approximated',
  what: 'A choice of some right answers, and no wrong one, earns its share of the marks. A wrong answer among them still earns none.',
  why: 'Moodle adds up what the single answers earn; its core has no type that judges them together.',
  source: inMoodle('question/type/multichoice/question.php (qtype_multichoice_multi_question::grade_response)'),
  remedy:
    'Use “scoring: partial”, or install the question type “All-or-nothing multiple choice” and convert the question.',
}

export const scoresRounded = (scores: readonly number[]): MoodleLoss => ({
  feature: 'question/partial-answer',
  kind: 'approximated',
  what: `Answers that earn ${scores.join(', ')} percent earn the nearest share that Moodle knows.`,
  why: 'Moodle stores shares of the marks from its own list only.',
  source: inMoodle('question/engine/bank.php (fraction_options)'),
  remedy: 'Choose a share of its list, such as 5, 10, 20, 25, 30, 40, 50, 60, 70, 75, 80 or 90 percent.',
})

export const blanksCompared: MoodleLoss = {
  feature: 'question/typed-blanks',
  kind: 'approximated',
  what: 'Two blanks in a row between the words of an answer count as wrong.',
  why: 'Moodle compares the blanks inside a typed answer one by one.',
  source: inMoodle('question/type/shortanswer/question.php (compare_string_with_wildcard)'),
  remedy: 'Accept a single word where you can.',
}

export const numbersRead: MoodleLoss = {
  feature: 'question/numeric',
  kind: 'approximated',
  what: 'Words behind the number are overlooked, the long minus sign counts as wrong, and a decimal comma counts only where the learner’s language has one.',
  why: 'Moodle reads numbers by its own rules.',
  source: inMoodle('question/type/numerical/questiontype.php (qtype_numerical_answer_processor::apply_units)'),
  remedy: 'Tell learners to type the number alone, with a point.',
}

export const gapFeedbackLost: MoodleLoss = {
  feature: 'question/feedback',
  kind: 'degraded',
  what: 'The feedback for right and for wrong answers is left out.',
  why: 'A question with several gaps of its own (Cloze) has general feedback only.',
  source: inMoodle('question/type/multianswer/questiontype.php (save_question_options)'),
  remedy: 'Use general feedback, or gaps that are chosen or dragged.',
}

export const dragLost: MoodleLoss = {
  feature: 'question/drag',
  kind: 'approximated',
  what: 'The words are chosen from menus instead of being dragged.',
  why: 'Several words are right in one gap, and Moodle’s gaps for dragging take one word each.',
  source: inMoodle('question/type/gapselect/questionbase.php (get_num_parts_right)'),
  remedy: 'Let each gap have one right word.',
}

export const essayFeedbackLost: MoodleLoss = {
  feature: 'question/essay-feedback',
  kind: 'degraded',
  what: 'The feedback for right and for wrong answers is left out: nobody judges an essay on the spot.',
  why: 'An essay in Moodle has general feedback only.',
  source: inMoodle('question/format/xml/format.php (import_essay)'),
  remedy: 'Use general feedback.',
}

export const essayHintsLost: MoodleLoss = {
  feature: 'question/hints',
  kind: 'degraded',
  what: 'The hints are left out.',
  why: 'An essay in Moodle has one try, and hints stand between tries.',
  source: inMoodle('question/format/xml/format.php (import_essay)'),
  remedy: 'Put what learners must know into the question.',
}

export const hotspotChosen = (why: string, remedy: string): MoodleLoss => ({
  feature: 'question/hotspot',
  kind: 'approximated',
  what: 'Learners choose the name of an area below the picture instead of pointing at it.',
  why,
  source: inMoodle('question/type/ddmarker/question.php (get_num_parts_right), shapes.php'),
  remedy,
})

export const orderingMatched: MoodleLoss = {
  feature: 'question/ordering',
  kind: 'approximated',
  what: 'Learners choose an item for each place instead of moving the items; formatting and pictures of the items are left out.',
  why: 'Sorting questions belong to Moodle since version 4.4 only, and this file is for others too.',
  source: inMoodle('question/type/ordering'),
  remedy: 'Use Moodle XML where every system has Moodle 4.4 or later.',
}

export const tagsCleaned: MoodleLoss = {
  feature: 'question/tags',
  kind: 'approximated',
  what: 'The signs “<”, “>” and “`” are left out of tags.',
  why: 'Moodle has no tags with them.',
  source: inMoodle('lib/classes/param.php (clean_param_value_tag)'),
  remedy: 'Make tags of plain words.',
}

export const linksLost: MoodleLoss = {
  feature: 'question/link',
  kind: 'degraded',
  what: 'Links to other parts of the course become plain words.',
  why: 'A file of questions comes without the course, so that nothing of it has an address.',
  source: inMoodle('question/format/xml/format.php'),
  remedy: 'Say in words where to look.',
}

export const filesLost: MoodleLoss = {
  feature: 'question/picture',
  kind: 'degraded',
  what: 'Pictures and recordings are left out; what they show stands in brackets.',
  why: 'The file is plain text.',
  source: inMoodle('question/format/gift/format.php (parse_text_with_format: no files)'),
  remedy: 'Use Moodle XML.',
}
