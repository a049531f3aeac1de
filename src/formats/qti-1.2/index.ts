import {type Bank, isQuestion, type Quiz, quizzesOf} from '../../model/course.js'
import {mediaIn} from '../../model/media.js'
import type {Loss, PackageFile} from '../../model/package.js'
import type {Question} from '../../model/question.js'
import {mediaOfQuestion} from '../../model/question-bodies.js'
import type {Local} from '../../model/text.js'
import {plainText} from '../../model/walk.js'
import {escapeHtml} from '../../render/html.js'
import {listedInManifest, manifestPath, type PackagedResource, resourceTree} from '../_content-packaging/manifest.js'
import {metadataTree} from '../_qti/qti-1.2.js'
import {questionsOnly} from '../_qti/questions-only.js'
import type {CanvasItem} from '../_qti-canvas/item.js'
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
import {writeXml, type XmlElement} from '../_xml/write.js'
import {defineFormat} from '../format.js'
import {type Context, contextOf, html, mediaAddress, named, type Options, options} from './context.js'
import {iliasItemTree} from './ilias.js'
import {emptyQuiz, lossesOfQuestion, lossesOfQuiz, lossOf, source} from './losses.js'

/** Question and Test Interoperability 1.2: a zip of quizzes, in the dialect of the system that shall read it. */
export const qti12 = defineFormat<Options>({
  id: 'qti-1.2',
  title: 'QTI 1.2',
  summary: 'Quizzes and banks alone, for Canvas (Classic and New Quizzes) or for the question pools of ILIAS.',
  container: {kind: 'zip', extension: 'zip'},
  options,
  listed: listedInManifest,
  write: (input) => {
    const context = contextOf(input)
    const {course} = context
    const quizzes = quizzesOf(course).filter((quiz) => quiz.entries.length > 0)
    const banks = course.banks.filter((bank) => bank.questions.length > 0 && standsAlone(context, bank))
    const parts = [...quizzes.map((quiz) => quizPart(context, quiz)), ...banks.map((bank) => bankPart(context, bank))]
    const media = [...new Set(parts.flatMap((part) => part.media))].sort()
    return {
      files: [
        {
          path: manifestPath,
          content: {
            text: manifest(
              context,
              parts.flatMap((part) => part.resources),
            ),
          },
        },
        ...parts.flatMap((part) => part.files),
        ...media.map((path) => ({path: context.mediaPath(path), content: {media: path}})),
      ],
      losses: [
        ...questionsOnly(course, source),
        ...quizzesOf(course)
          .filter((quiz) => quiz.entries.length === 0)
          .map((quiz) => lossOf('quiz', quiz, emptyQuiz)),
        ...parts.flatMap((part) => part.losses),
        ...course.banks
          .filter((bank) => !standsAlone(context, bank))
          .flatMap((bank) => bank.questions.flatMap((question) => itemOf(context, bank.id, question).losses)),
      ],
    }
  },
})

interface Part {
  readonly resources: readonly PackagedResource[]
  readonly files: readonly PackageFile[]
  readonly media: readonly string[]
  readonly losses: readonly Loss[]
}

/** For Canvas the questions of a bank stand in each quiz that draws them: a plain zip has no banks to refer to. */
const standsAlone = ({course, options: {for: system}}: Context, bank: Bank<Local>): boolean =>
  system === 'ilias' ||
  !quizzesOf(course).some((quiz) => quiz.entries.some((entry) => entry.type === 'draw' && entry.bank === bank.id))

/** The name of a file has “qti” in it, since ILIAS takes no other (ilObjQuestionPoolGUI, importFile). */
const quizPart = (context: Context, quiz: Quiz<Local>): Part => {
  const identifier = named(context, 'quiz', quiz.id)
  const path = `qti-${quiz.id}.xml`
  const questions = quiz.entries.filter((entry): entry is Question<Local> => isQuestion(entry))
  const items = questions.map((question) => itemOf(context, quiz.id, question))
  const forCanvas = context.options.for === 'canvas'
  const drawn = forCanvas
    ? quiz.entries.flatMap((entry) => (entry.type === 'draw' ? bankIn(context.course, entry).questions : []))
    : []
  const bodies = forCanvas && quiz.description ? [quiz.description] : []
  const media = [...new Set([...[...questions, ...drawn].flatMap(mediaOfQuestion), ...mediaIn(bodies)])]
  const settings = `${identifier}/assessment_meta.xml`
  const settingsId = named(context, 'quiz-settings', quiz.id)
  return {
    resources: [
      {
        identifier,
        type: 'imsqti_xmlv1p2',
        href: path,
        files: [path, ...media.map(context.mediaPath)],
        dependencies: forCanvas ? [settingsId] : [],
      },
      ...(forCanvas ? [{identifier: settingsId, type: learningApplication, href: settings, files: [settings]}] : []),
    ],
    files: [
      {
        path,
        content: {
          text: questestinterop([
            'assessment',
            {ident: identifier, title: quiz.title},
            metadataTree(quizMetadata(quiz)),
            [
              'section',
              {ident: 'root_section'},
              ...(forCanvas ? sectionsOf(context, quiz, questions) : items.map(({tree}) => tree)),
            ],
          ]),
        },
      },
      ...(forCanvas ? [{path: settings, content: {text: settingsFile(context, quiz, identifier)}}] : []),
    ],
    media,
    losses: [
      ...lossesOfQuiz(context, quiz, questions).map((loss) => lossOf('quiz', quiz, loss)),
      ...items.flatMap((item) => item.losses),
    ],
  }
}

const bankPart = (context: Context, bank: Bank<Local>): Part => {
  const identifier = named(context, 'bank', bank.id)
  const path = `qti-bank.${bank.id}.xml`
  const items = bank.questions.map((question) => itemOf(context, bank.id, question))
  const media = [...new Set(bank.questions.flatMap(mediaOfQuestion))]
  return {
    resources: [
      {
        identifier,
        type: 'imsqti_xmlv1p2',
        href: path,
        files: [path, ...media.map(context.mediaPath)],
        dependencies: [],
      },
    ],
    files: [
      {
        path,
        content: {
          text: questestinterop([
            'objectbank',
            {ident: identifier},
            metadataTree([['bank_title', bank.title]]),
            ...items.map(({tree}) => tree),
          ]),
        },
      },
    ],
    media,
    losses: items.flatMap((item) => item.losses),
  }
}

const learningApplication = 'associatedcontent/imscc_xmlv1p1/learning-application-resource'

/** Questions as they stand, and a group of its own for each draw; or all in one group where their order is random. */
const sectionsOf = (
  context: Context,
  quiz: Quiz<Local>,
  questions: readonly Question<Local>[],
): readonly XmlElement[] => {
  const together = canShuffle(quiz, questions)
  const [first] = questions
  const drawn = new Map<string, number>()
  return quiz.entries.flatMap((entry): XmlElement[] => {
    if (isQuestion<Local>(entry)) {
      if (!together || first === undefined) return [itemOf(context, quiz.id, entry).tree]
      if (entry !== first) return []
      const items = questions.map((question) => itemOf(context, quiz.id, question).tree)
      return [group(named(context, 'pool', quiz.id), quiz.title, undefined, items.length, first.points, items)]
    }
    const bank = bankIn(context.course, entry)
    const before = drawn.get(bank.id) ?? 0
    drawn.set(bank.id, before + 1)
    const again = before === 0 ? [] : [`again-${before}`]
    const items = bank.questions.map((question) => itemOf(context, bank.id, question, [quiz.id, ...again]).tree)
    const count = Math.min(entry.count, items.length)
    return [
      group(named(context, 'draw', quiz.id, bank.id, ...again), bank.title, undefined, count, drawnPoints(bank), items),
    ]
  })
}

const itemOf = (
  context: Context,
  owner: string,
  question: Question<Local>,
  within: readonly string[] = [],
): {readonly tree: XmlElement; readonly item: CanvasItem; readonly losses: readonly Loss[]} => {
  const {course, text} = context
  const {item, losses} = canvasQuestion(question, {
    ident: named(context, 'question', ...within, owner, question.id),
    owner: [course.id, owner],
    html: (body, blank) => html(context, body, blank === undefined ? {} : {blank}),
    plain: plainText,
    image: (path, alt) => `<img src="${mediaAddress(context, path)}" alt="${escapeHtml(alt)}">`,
    words: {
      true: text('quiz.true'),
      false: text('quiz.false'),
      modelAnswer: text('run.essay.model'),
      unit: (unit) => text('cartridge.unit', {unit}),
      order: (count) => text('canvas.order', {count}),
    },
  })
  const thing = {id: `${owner}/${question.id}`, title: item.title, place: question.place}
  return {
    item,
    tree:
      context.options.for === 'canvas'
        ? canvasItemTree(item)
        : iliasItemTree(item, course.authors.map(({name}) => name).join(', ')),
    losses: lossesOfQuestion(context, question, item, losses).map((loss) => lossOf('question', thing, loss)),
  }
}

const settingsFile = (context: Context, quiz: Quiz<Local>, identifier: string): string => {
  const namespace = 'http://canvas.instructure.com/xsd/cccv1p0'
  return writeXml([
    'quiz',
    {
      identifier,
      xmlns: namespace,
      'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
      'xsi:schemaLocation': `${namespace} https://canvas.instructure.com/xsd/cccv1p0.xsd`,
    },
    ...quizSettings(quiz, {
      points: pointsOf(context, quiz),
      description: quiz.description ? html(context, quiz.description) : '',
      published: !quiz.placement.hidden,
      dates: [],
    }),
  ])
}

const pointsOf = ({course}: Context, quiz: Quiz<Local>): number =>
  tidy(
    quiz.entries.reduce((sum, entry) => {
      if (isQuestion<Local>(entry)) return sum + entry.points
      const bank = bankIn(course, entry)
      return sum + Math.min(entry.count, bank.questions.length) * drawnPoints(bank)
    }, 0),
  )

const manifest = (context: Context, resources: readonly PackagedResource[]): string => {
  const namespace = 'http://www.imsglobal.org/xsd/imscp_v1p1'
  return writeXml([
    'manifest',
    {
      xmlns: namespace,
      'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
      identifier: named(context, 'manifest', context.language.toLowerCase()),
      'xsi:schemaLocation': `${namespace} http://www.imsglobal.org/xsd/imscp_v1p1.xsd`,
    },
    ['metadata', {}, ['schema', {}, 'IMS Content'], ['schemaversion', {}, '1.1.3']],
    ['organizations', {}],
    ['resources', {}, ...resources.map(resourceTree)],
  ])
}
