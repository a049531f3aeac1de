import {type Bank, type Draw, isQuestion, type Quiz} from '../../model/course.js'
import type {Loss} from '../../model/package.js'
import type {Question} from '../../model/question.js'
import {mediaOfQuestion} from '../../model/question-bodies.js'
import type {Local} from '../../model/text.js'
import {plainText} from '../../model/walk.js'
import {escapeHtml} from '../../render/html.js'
import {mediaResource} from '../_cartridge/context.js'
import {lossOf} from '../_cartridge/losses.js'
import {bankPiece, quizPiece} from '../_cartridge/quizzes.js'
import {metadataTree} from '../_qti/qti-1.2.js'
import {canvasQuestionSource} from '../_qti-canvas/losses.js'
import {canvasQuestion} from '../_qti-canvas/question.js'
import {
  bankIn,
  canShuffle,
  drawnPoints,
  group,
  questestinterop,
  quizMetadata,
  quizSettings,
  tidy,
} from '../_qti-canvas/quiz.js'
import {canvasItemTree} from '../_qti-canvas/write.js'
import type {XmlElement} from '../_xml/write.js'
import {nestedAssignment} from './assignments.js'
import {
  asksNothing,
  type Context,
  canvasXml,
  fileAddress,
  html,
  idOf,
  learningApplication,
  type Part,
} from './context.js'
import {dates} from './dates.js'
import {
  emptyQuiz,
  essaysCount,
  feedbackAtOnce,
  immediateFeedback,
  minutesRounded,
  objectivesUnaligned,
  orderKept,
  passMarkLost,
  samePoints,
} from './losses.js'
import {isMixed, objectiveBanks, originalOf} from './objectives.js'

const folder = 'non_cc_assessments'

/** A quiz twice: for Canvas with everything, and for others as the cartridge has it. */
export const quizPart = (context: Context, quiz: Quiz<Local>, published: boolean, indent: number): Part => {
  if (asksNothing(quiz)) {
    return {items: [], entries: [], resources: [], files: [], losses: [lossOf('quiz', quiz, emptyQuiz)]}
  }
  const {cartridge} = context
  const identifier = idOf(context, 'quiz', quiz.id)
  const settings = idOf(context, 'quiz-settings', quiz.id)
  const questions = quiz.entries.filter((entry): entry is Question<Local> => isQuestion(entry))
  const plain = quizPiece(cartridge, quiz)
  const file = `${folder}/${identifier}.xml.qti`
  const meta = `${identifier}/assessment_meta.xml`
  const sections = sectionsOf(context, quiz, questions)
  return {
    items: plain.items,
    entries: [
      {
        identifier: idOf(context, 'item', quiz.id),
        type: 'Quizzes::Quiz',
        title: quiz.title,
        published,
        shows: identifier,
        indent,
      },
    ],
    resources: [
      ...plain.resources.map((resource) => ({
        ...resource,
        dependencies: [settings, ...(resource.dependencies ?? [])],
      })),
      {
        identifier: settings,
        type: learningApplication,
        href: meta,
        files: [meta, file],
        dependencies: mediaResourcesOf(context, questions),
      },
    ],
    files: [
      ...plain.files,
      canvasXml(meta, 'quiz', identifier, ...settingsOf(context, quiz, published)),
      {
        path: file,
        content: {
          text: questestinterop([
            'assessment',
            {ident: identifier, title: quiz.title},
            metadataTree(quizMetadata(quiz)),
            ['section', {ident: 'root_section'}, ...sections],
          ]),
        },
      },
    ],
    losses: [...quizLosses(context, quiz, questions), ...questionLosses(context, quiz.id, questions)],
  }
}

/** Each bank for Canvas, and all of them as the one that a cartridge may have. */
export const bankParts = (context: Context): Part => {
  const {cartridge} = context
  const plain = bankPiece(cartridge)
  const banks = cartridge.course.banks.filter((bank) => bank.questions.length > 0)
  const written = [
    ...banks.map((bank) =>
      bankPart(
        context,
        {identifier: idOf(context, 'bank', bank.id), title: bank.title},
        bank.questions.map((question) => ({question, tree: itemOf(context, bank.id, question)})),
      ),
    ),
    ...objectiveBanks(context).map((bank) =>
      bankPart(
        context,
        bank,
        bank.questions.map(({owner, question}) => ({
          question,
          tree: canvasItemTree(writtenOf(context, owner, question, originalOf(context, owner, question)).item),
        })),
      ),
    ),
  ]
  return {
    items: [],
    entries: [],
    resources: [...plain.resources, ...written.map(({resource}) => resource)],
    files: [...plain.files, ...written.map(({file}) => file)],
    losses: [
      ...banks.flatMap((bank) => questionLosses(context, bank.id, bank.questions)),
      ...banks.filter(isMixed).map((bank) => lossOf('bank', bank, objectivesUnaligned)),
    ],
  }
}

const bankPart = (
  context: Context,
  {identifier, title}: {readonly identifier: string; readonly title: string},
  questions: readonly {readonly question: Question<Local>; readonly tree: XmlElement}[],
) => {
  const path = `${folder}/${identifier}.xml.qti`
  const bank: XmlElement = [
    'objectbank',
    {ident: identifier},
    metadataTree([['bank_title', title]]),
    ...questions.map(({tree}) => tree),
  ]
  return {
    resource: {
      identifier,
      type: learningApplication,
      href: path,
      files: [path],
      dependencies: mediaResourcesOf(
        context,
        questions.map(({question}) => question),
      ),
    },
    file: {path, content: {text: questestinterop(bank)}},
  }
}

/** Marks for a wholly right attempt. */
export const pointsOf = (context: Context, quiz: Quiz<Local>): number =>
  tidy(
    quiz.entries.reduce((sum, entry) => {
      if (isQuestion(entry)) return sum + (entry as Question<Local>).points
      const bank = bankOf(context, entry)
      return sum + Math.min(entry.count, bank.questions.length) * drawnPoints(bank)
    }, 0),
  )

const mediaResourcesOf = ({cartridge}: Context, questions: readonly Question<Local>[]): readonly string[] =>
  [...new Set(questions.flatMap(mediaOfQuestion))].map((path) => mediaResource(cartridge, path))

const bankOf = ({cartridge}: Context, draw: Draw): Bank<Local> => bankIn(cartridge.course, draw)

const sectionsOf = (
  context: Context,
  quiz: Quiz<Local>,
  questions: readonly Question<Local>[],
): readonly XmlElement[] => {
  const together = canShuffle(quiz, questions)
  const drawn = new Map<string, number>()
  return quiz.entries.flatMap((entry): XmlElement[] => {
    if (isQuestion(entry)) {
      if (!together) return [askedOf(context, quiz.id, entry as Question<Local>)]
      if (entry !== questions[0]) return []
      const items = questions.map((question) => askedOf(context, quiz.id, question))
      const ident = idOf(context, 'pool', quiz.id)
      return [group(ident, quiz.title, undefined, questions.length, questions[0].points, items)]
    }
    const bank = bankOf(context, entry)
    const count = Math.min(entry.count, bank.questions.length)
    if (count === 0) return []
    const before = drawn.get(bank.id) ?? 0
    drawn.set(bank.id, before + 1)
    const ident = idOf(context, 'draw', quiz.id, bank.id, ...(before === 0 ? [] : [`again-${before}`]))
    return [group(ident, bank.title, idOf(context, 'bank', bank.id), count, drawnPoints(bank), [])]
  })
}

const writtenOf = (
  context: Context,
  owner: string,
  question: Question<Local>,
  ident = idOf(context, 'question', owner, question.id),
) => {
  const {cartridge} = context
  const {text} = cartridge
  return canvasQuestion(question, {
    ident,
    owner: [cartridge.course.id, owner],
    html: (body, blank) => html(context, body, blank === undefined ? {} : {blank}),
    plain: plainText,
    image: (path, alt) => `<img src="${fileAddress(context, path)}" alt="${escapeHtml(alt)}">`,
    words: {
      true: text('quiz.true'),
      false: text('quiz.false'),
      modelAnswer: text('run.essay.model'),
      unit: (unit) => text('cartridge.unit', {unit}),
      order: (count) => text('canvas.order', {count}),
    },
  })
}

const itemOf = (context: Context, owner: string, question: Question<Local>): XmlElement =>
  canvasItemTree(writtenOf(context, owner, question).item)

/** A question of a quiz; what tests an objective says where its original is. */
const askedOf = (context: Context, owner: string, question: Question<Local>): XmlElement =>
  canvasItemTree(writtenOf(context, owner, question).item, originalOf(context, owner, question))

const settingsOf = (context: Context, quiz: Quiz<Local>, published: boolean): readonly (XmlElement | false)[] => {
  const points = pointsOf(context, quiz)
  const graded = quiz.mode === 'graded'
  return [
    ...quizSettings(quiz, {
      points,
      description: quiz.description ? html(context, quiz.description) : '',
      published,
      dates: dates(context.options, quiz.placement).filter((date): date is XmlElement => Array.isArray(date)),
    }),
    graded &&
      quiz.placement.group !== undefined && [
        'assignment_group_identifierref',
        {},
        idOf(context, 'group', quiz.placement.group),
      ],
    graded && nestedAssignment(context, quiz, points, published),
  ]
}

const quizLosses = (context: Context, quiz: Quiz<Local>, questions: readonly Question<Local>[]): readonly Loss[] => {
  const graded = quiz.mode === 'graded'
  const draws = quiz.entries
    .filter((entry): entry is Draw => entry.type === 'draw')
    .map((draw) => bankOf(context, draw))
  const mixed = draws.filter((bank) => new Set(bank.questions.map(({points}) => points)).size > 1)
  const asked = [...questions, ...draws.flatMap((bank) => bank.questions)]
  return [
    ...(graded && !context.cartridge.course.completion.includes('passed') ? [passMarkLost] : []),
    ...(graded && asked.some(({type}) => type === 'essay') ? [essaysCount] : []),
    ...(quiz.feedback === 'immediate' ? [immediateFeedback] : []),
    ...(quiz.feedback === 'after-last-attempt' && quiz.attempts === null ? [feedbackAtOnce] : []),
    ...(quiz.timeLimit !== null && !Number.isInteger(quiz.timeLimit) ? [minutesRounded] : []),
    ...(quiz.shuffleQuestions && questions.length > 1 && !canShuffle(quiz, questions) ? [orderKept] : []),
    ...mixed.map((bank) => samePoints(drawnPoints(bank))),
  ].map((loss) => lossOf('quiz', quiz, loss))
}

const questionLosses = (context: Context, owner: string, questions: readonly Question<Local>[]): readonly Loss[] =>
  questions.flatMap((question) => {
    const {item, losses} = writtenOf(context, owner, question)
    const thing = {id: `${owner}/${question.id}`, title: item.title, place: question.place}
    return losses.map((loss) =>
      lossOf('question', thing, {
        ...loss,
        why: 'Classic Quizzes have types and marks of their own.',
        source: canvasQuestionSource,
      }),
    )
  })
