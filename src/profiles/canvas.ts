import {plainText} from '../model/walk.js'
import type {Claim, Effect, Profile, ProfileFormat} from './profile.js'
import {banks, itemsWith, questionsWith, wholeCourse} from './things.js'

const base = 'StrongMind/canvas-lms e5769badb5 (base of 2017)'
const gem = 'gem qti 2.27.0 (2025)'

/** The import code was run by itself; Canvas as a service was not. */
const ran = (text: string, source: string, version = base): Claim => ({text, version, source, evidence: 'run'})
const read = (text: string, source: string, version = base): Claim => ({text, version, source, evidence: 'read'})

/** What Common Cartridge 1.1 loses in Moodle only. */
const moodlesOwn = ['course/title', 'module/title', 'quiz/marks', 'text/elements', 'text/title', 'question/picture']

const cartridge = (options?: ProfileFormat['options'], spared: readonly string[] = []): readonly ProfileFormat[] => [
  {
    id: 'canvas',
    purpose: 'course',
    spared,
    claim: ran(
      'A cartridge with Canvas’s own files brings pages, modules with requirements, quizzes, discussions and assignments.',
      'lib/cc/importer/canvas; lib/canvas/migration/package_identifier.rb:54',
    ),
  },
  {
    id: 'cc-1.3',
    purpose: 'course',
    spared: moodlesOwn,
    claim: ran('A plain cartridge of 1.3 also brings assignments.', 'lib/cc/importer/standard/converter.rb:78'),
  },
  {
    id: 'cc-1.1',
    purpose: 'course',
    spared: moodlesOwn,
    ...(options ? {options} : {}),
    claim: ran(
      'A plain cartridge brings modules and quizzes; its pages become files.',
      'lib/cc/importer/standard/webcontent_converter.rb:22',
    ),
  },
  {
    id: 'qti-1.2',
    purpose: 'questions',
    claim: ran('A zip of QTI 1.2 brings quizzes alone.', 'gems/plugins/qti_exporter/lib/qti/converter.rb'),
  },
  {
    id: 'qti-2.1',
    purpose: 'questions',
    claim: ran('A package of QTI 2.1 brings quizzes of fewer types.', 'gems/plugins/qti_exporter/lib/qti.rb:63'),
  },
]

const limits: readonly Claim[] = [
  ran('The title and description of a cartridge are not read: the course keeps its own.', 'lib/cc/importer/standard'),
  read('A question text of more than 16 KB is replaced by a notice.', 'assessment_item_converter.rb:164'),
  read('Canvas itself plays no SCORM; an administrator may have added a tool that does.', 'lib/canvas/migration'),
  ran('A test of QTI 2.2 gives no quiz; 2.1 does.', 'gems/plugins/qti_exporter/lib/qti.rb:73'),
]

const cartridges = ['canvas', 'cc-1.1', 'cc-1.3']
const plainCartridges = ['cc-1.1', 'cc-1.3']
const mostQuestionText = 16_384

const effects: readonly Effect[] = [
  {
    feature: 'course/title',
    formats: cartridges,
    kind: 'approximated',
    what: 'Canvas leaves the title and description of the cartridge aside.',
    why: 'What is imported goes into a course that has its own.',
    source: `Canvas, ${base}, lib/cc/importer/standard and app/models/importers (title, course_code)`,
    remedy: 'Name the course in Canvas, and copy the description if you want it there.',
    evidence: 'run',
    on: wholeCourse,
  },
  {
    feature: 'lesson/file',
    formats: plainCartridges,
    kind: 'approximated',
    what: 'Canvas makes an HTML file of the lesson, not a page that teachers can edit.',
    why: 'It stores all pages of a plain cartridge among the files of the course.',
    source: `Canvas, ${base}, lib/cc/importer/standard/webcontent_converter.rb:22`,
    remedy: 'Where teachers must edit lessons, use a format with Canvas’s own files, or copy the text into a page.',
    evidence: 'run',
    on: itemsWith((item) => item.type === 'lesson'),
  },
  {
    feature: 'question/long-text',
    formats: [...plainCartridges, 'qti-1.2'],
    kind: 'dropped',
    what: 'Canvas replaces the text of the question by a notice that it is too long.',
    why: 'Its importer takes 16 KB at most.',
    source: `Canvas, ${base}, gems/plugins/qti_exporter, assessment_item_converter.rb:164`,
    remedy: 'Move a part of the text into a lesson before the quiz.',
    evidence: 'read',
    on: questionsWith((question) => new TextEncoder().encode(plainText(question.prompt)).length > mostQuestionText),
  },
  {
    feature: 'tool/secret',
    formats: cartridges,
    kind: 'approximated',
    what: 'Canvas says that the security parameters of the tool need to be set.',
    why: 'A key and a secret belong to an institution, and are no part of a course.',
    source: `Canvas, ${base}, app/models/importers/context_external_tool_importer.rb:38`,
    remedy: 'Enter the key and the secret in the settings of the course, under Apps, or ask an administrator.',
    evidence: 'read',
    on: itemsWith((item) => item.type === 'tool'),
  },
]

const classicEffects: readonly Effect[] = [
  {
    feature: 'question/refused',
    formats: ['qti-2.1'],
    kind: 'dropped',
    what: 'Canvas shows an error in the place of the question.',
    why: 'Its importer has no question for areas of a picture, nor for words that are moved into gaps.',
    source: `Canvas, ${base}, gems/plugins/qti_exporter, assessment_item_converter.rb (create_instructure_question)`,
    remedy: 'Bring the quiz by QTI 1.2 or by a cartridge.',
    evidence: 'run',
    on: questionsWith(
      (question) => question.type === 'hotspot' || (question.type === 'fill-blanks' && question.mode === 'drag'),
    ),
  },
  {
    feature: 'question/typed',
    formats: ['qti-2.1'],
    kind: 'degraded',
    what: 'Canvas accepts the first answer only, to the letter: other answers and tolerances are left out.',
    why: 'It reads the one right answer of a typed gap, and no rule.',
    source: `Canvas, ${base}, gems/plugins/qti_exporter, fill_in_the_blank.rb (process_text_entry)`,
    remedy: 'Bring the quiz by QTI 1.2 or by a cartridge.',
    evidence: 'read',
    on: questionsWith(
      (question) =>
        question.type === 'numeric' ||
        (question.type === 'short-answer' && question.answers.length > 1) ||
        (question.type === 'fill-blanks' &&
          question.mode === 'text' &&
          question.blanks.some(({accept}) => accept.length > 1)),
    ),
  },
  {
    feature: 'question/partial-credit',
    formats: ['qti-2.1'],
    kind: 'approximated',
    what: 'Canvas marks each question by the rule of its own type.',
    why: 'It reads which answers are right, and not how they are marked.',
    source: `Canvas, ${base}, gems/plugins/qti_exporter, choice_interaction.rb; app/models/quizzes/quiz_question`,
    remedy: 'Try the question in Canvas.',
    evidence: 'read',
    on: questionsWith((question) => question.type === 'multiple-response' && question.scoring === 'all-or-nothing'),
  },
  {
    feature: 'question/true-false',
    formats: plainCartridges,
    kind: 'approximated',
    what: 'Canvas makes a multiple-choice question with the answers true and false of it.',
    why: 'Its importer knows the true-false type by a field of its own only.',
    source: `Canvas, ${base}, gems/plugins/qti_exporter/lib/qti/choice_interaction.rb:50`,
    remedy: 'None is needed: answers and marks are the same.',
    evidence: 'run',
    on: questionsWith((question) => question.type === 'true-false'),
  },
]

const newQuizzesEffects: readonly Effect[] = [
  {
    feature: 'bank/left-out',
    formats: plainCartridges,
    kind: 'dropped',
    what: 'New Quizzes does not take over the question bank.',
    why: 'It reads quizzes, and no bank of a plain cartridge.',
    source: `${gem}, qti/lib/qti/models/resource.rb:105`,
    remedy: 'Build the item bank in New Quizzes by hand.',
    evidence: 'read',
    on: banks,
  },
]

/** Canvas with the quizzes that it always had. */
export const canvasClassic: Profile = {
  id: 'canvas@classic',
  title: 'Canvas, Classic Quizzes',
  summary: 'Imports cartridges; plays no SCORM by itself.',
  evidence: 'run',
  formats: cartridge(),
  limits,
  effects: [...effects, ...classicEffects],
  guide: 'canvas',
  isUsual: true,
}

/** Canvas with New Quizzes, which reads marks from a field of its own only. */
export const canvasNewQuizzes: Profile = {
  id: 'canvas@new-quizzes',
  title: 'Canvas, New Quizzes',
  summary: 'Imports cartridges and turns their quizzes into New Quizzes.',
  evidence: 'read',
  // It reads `scoring_algorithm` (gem qti, choice_interaction.rb:47).
  formats: cartridge({points: 'twice'}, ['question/all-or-nothing']),
  limits: [
    ...limits,
    ran(
      'Marks come from the field points_possible alone; others count as one point.',
      'qti/lib/qti/v1/models/assessment_item.rb:38',
      gem,
    ),
  ],
  effects: [...effects, ...newQuizzesEffects],
  guide: 'canvas',
  isUsual: false,
}
