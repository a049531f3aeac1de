import {type Bank, type Draw, isQuestion, type Module, type Quiz, quizzesOf} from '../../model/course.js'
import type {Loss} from '../../model/package.js'
import type {Question} from '../../model/question.js'
import type {Local} from '../../model/text.js'
import type {MoodleQuestion} from '../_moodle/question.js'
import {reduceQuestion} from '../_moodle/reduce.js'
import {moodleFile} from '../_moodle/text.js'
import type {XmlElement} from '../_xml/write.js'
import {type Activity, contextNumber, stored} from './activity.js'
import {type Context, isShown, passage} from './context.js'
import {endOfDay, orNever, startOfDay} from './dates.js'
import {fields, rows} from './fields.js'
import {gradeOf} from './grade.js'
import * as lost from './losses.js'
import {courseThing} from './pages.js'
import {placed} from './placed.js'
import {type Category, categoryNumber, entryNumber} from './questions.js'
import {reviewColumns} from './review.js'
import {made} from './site.js'
import {moodleTitle} from './titles.js'

/** Quizzes are graded in percent, so that pass marks are grades. */
const highest = 100

/** A quiz, graded or for practice, with its own questions and those of the banks that it draws from. */
export const quiz = (context: Context, module: Module<Local>, item: Quiz<Local>): Activity => {
  const intro = item.description && passage(context, item.description, item)
  const {opens, closes} = item.placement
  const behaviour = behaviourOf(context, item)
  const bank = questionsOf(context, item)
  const slots = slotsOf(context, item, bank)
  const isGraded = item.mode === 'graded'
  const shown = isShown(module, item)
  const perPage = isGraded ? context.options['questions-per-page'] : 0
  const own = {kind: item.type, id: item.id}
  return {
    ...placed(context, module, item, {opens: true, closes: true}),
    type: 'quiz',
    columns: [
      ...fields({
        intro: intro?.html ?? '',
        introformat: 1,
        timeopen: orNever(opens === undefined ? undefined : startOfDay(context.options, opens)),
        timeclose: orNever(closes === undefined ? undefined : endOfDay(context.options, closes)),
        timelimit: item.timeLimit === null ? 0 : Math.round(item.timeLimit * 60),
        overduehandling: 'autosubmit',
        graceperiod: 0,
        preferredbehaviour: behaviour,
        canredoquestions: behaviour === 'deferredfeedback' ? 0 : Number(!isGraded),
        attempts_number: item.attempts ?? 0,
        attemptonlast: 0,
        // 1: the best attempt counts.
        grademethod: 1,
        decimalpoints: 0,
        questiondecimalpoints: -1,
        ...reviewColumns(item),
        questionsperpage: perPage,
        navmethod: 'free',
        shuffleanswers: item.shuffleChoices,
        // Nothing computes it on restore: with another sum grades are wrong, with 0 there are no attempts.
        sumgrades: slots.reduce((sum, slot) => sum + slot.mark, 0).toFixed(5),
        grade: highest.toFixed(5),
        timecreated: made,
        timemodified: made,
        password: '',
        subnet: '',
        browsersecurity: '-',
        delay1: 0,
        delay2: 0,
        showuserpicture: 0,
        showblocks: 0,
        completionattemptsexhausted: 0,
        completionminattempts: shown && !isGraded ? 1 : 0,
        allowofflineattempts: 0,
      }),
      rows(
        'question_instances',
        slots.map(
          (slot, index): XmlElement => [
            'question_instance',
            {id: context.number('slot', item.id, String(index))},
            ...fields({
              quizid: context.number('instance', own.kind, own.id),
              slot: index + 1,
              page: perPage === 0 ? 1 : Math.floor(index / perPage) + 1,
              displaynumber: null,
              requireprevious: 0,
              maxmark: slot.mark.toFixed(7),
              quizgradeitemid: null,
            }),
            slot.reference,
          ],
        ),
      ),
      rows(
        'sections',
        slots.length === 0
          ? []
          : [
              [
                'section',
                {id: context.number('quiz-section', item.id)},
                ...fields({firstslot: 1, heading: '', shufflequestions: item.shuffleQuestions}),
              ],
            ],
      ),
      rows('feedbacks', isGraded ? overallFeedback(context, item) : []),
    ],
    completion: shown ? (isGraded ? gradedCompletion(context) : 'own') : 'none',
    grade: gradeOf(context, item, {max: highest, pass: isGraded ? item.passMark : 0, weight: item.weight}),
    files: intro ? stored(intro, 'mod_quiz', 'intro') : [],
    categories: bank.map((part) => part.category),
    losses: [...bank.flatMap((part) => part.losses), ...quizLosses(context, item)],
  }
}

/** Where banks are of which no quiz has a copy. */
export const bankActivities = (context: Context): readonly Activity[] => {
  const {banks} = context.course
  const quizzes = quizzesOf(context.course)
  const draws = (item: Quiz<Local>, {id}: Bank<Local>) =>
    item.entries.some((entry) => !isQuestion(entry) && entry.bank === id)
  return banks
    .filter((bank) => bank.questions.length > 0)
    .filter((bank) => hasSharedBanks(context) || !quizzes.some((item) => draws(item, bank)))
    .map((bank) => {
      const using = quizzes.filter((item) => draws(item, bank))
      const shuffleChoices = using.length === 0 || using.some((item) => item.shuffleChoices)
      const {category, losses} = bankPart(context, bank, {shuffleChoices})
      const home = {...courseThing('bank', bank.id, bank.title), files: [], categories: [category]}
      return hasSharedBanks(context)
        ? {...home, type: 'qbank', columns: fields({intro: '', introformat: 1, type: 'standard'}), losses}
        : {
            ...home,
            type: 'quiz',
            visible: false,
            columns: hiddenQuizColumns,
            losses: [...losses, lost.lossOf('bank', bank, lost.bankInHiddenQuiz)],
          }
    })
}

/** Since 5.0 a course has question banks of its own. Before, they are activities that the site does not know. */
const hasSharedBanks = ({options}: Context): boolean => options.release === '5.0'

const hiddenQuizColumns = fields({
  intro: '',
  introformat: 1,
  timeopen: 0,
  timeclose: 0,
  preferredbehaviour: 'deferredfeedback',
  attempts_number: 0,
  grademethod: 1,
  ...reviewColumns({feedback: 'after-attempt'}),
  questionsperpage: 5,
  navmethod: 'free',
  shuffleanswers: 1,
  sumgrades: '0.00000',
  grade: highest.toFixed(5),
  browsersecurity: '-',
  timecreated: made,
  timemodified: made,
})

interface Part {
  readonly category: Category
  readonly losses: readonly Loss[]
}

/** A category for the quiz’s own questions, and one for each bank that it draws from where banks have no home of their own. */
const questionsOf = (context: Context, item: Quiz<Local>): readonly Part[] => {
  const own = item.entries.filter((entry): entry is Question<Local> => isQuestion(entry))
  const banks = hasSharedBanks(context)
    ? []
    : new Set(item.entries.flatMap((entry) => (isQuestion(entry) ? [] : [entry.bank])))
  return [
    ...(own.length > 0 ? [part(context, item, item.title, own, item)] : []),
    ...[...banks].map((id) => bankPart(context, bankOf(context, id), item)),
  ]
}

const bankPart = (context: Context, bank: Bank<Local>, by: Pick<Quiz<Local>, 'shuffleChoices'>): Part =>
  part(context, bank, bank.title, bank.questions, by)

const part = (
  context: Context,
  {id}: {readonly id: string},
  title: string,
  questions: readonly Question<Local>[],
  by: Pick<Quiz<Local>, 'shuffleChoices'>,
): Part => {
  const reduced = questions.map((question) => ({question, ...reduce(context, id, question, by)}))
  return {
    category: {owner: id, name: moodleTitle(title), questions: reduced.map((each) => each.made)},
    losses: reduced.flatMap(({question, made: {name}, losses}) =>
      losses.map((loss) => ({
        ...loss,
        item: {type: 'question', id: `${id}/${question.id}`, title: name},
        place: question.place,
      })),
    ),
  }
}

const reduce = (
  context: Context,
  owner: string,
  question: Question<Local>,
  {shuffleChoices}: Pick<Quiz<Local>, 'shuffleChoices'>,
): {readonly made: MoodleQuestion; readonly losses: readonly Omit<Loss, 'item' | 'place'>[]} => {
  const {text, mediaPath, options} = context
  const reduced = reduceQuestion(question, {
    owner,
    text: (body, blank) => passage(context, body, undefined, {math: 'tex', ...(blank ? {blank} : {})}),
    file: (media) => moodleFile(media, mediaPath),
    sizeOf: (media) => context.edition.media.get(media)?.picture,
    shuffleChoices,
    hasOrdering: options.release !== '4.1',
    words: {
      unit: (unit) => text('cartridge.unit', {unit}),
      place: (number) => text('cartridge.place', {number}),
      marker: text('cartridge.here'),
      modelAnswer: text('run.essay.model'),
    },
  })
  return {made: reduced.question, losses: reduced.losses}
}

interface Slot {
  readonly mark: number
  readonly reference: XmlElement
}

const slotsOf = (context: Context, item: Quiz<Local>, parts: readonly Part[]): readonly Slot[] => {
  const own = {kind: item.type, id: item.id}
  const base = {usingcontextid: contextNumber(context, own), component: 'mod_quiz', questionarea: 'slot'}
  const asked = parts.find(({category}) => category.owner === item.id)?.category.questions ?? []
  let next = 0
  return item.entries.flatMap((entry, index): readonly Slot[] => {
    if (isQuestion(entry)) {
      const made = asked[next++]
      if (!made) throw new Error(`The question ${entry.id} was not reduced.`)
      return [
        {
          mark: entry.points,
          reference: [
            'question_reference',
            {id: context.number('reference', item.id, String(index))},
            ...fields({
              ...base,
              questionbankentryid: entryNumber(context, own, item.id, made),
              version: null,
            }),
          ],
        },
      ]
    }
    const bank = bankOf(context, entry.bank)
    const mark = lost.markOfDraw(bank)
    const home = hasSharedBanks(context) ? {kind: 'bank', id: bank.id} : own
    return Array.from({length: Math.min(entry.count, bank.questions.length)}, (_, place) => ({
      mark,
      reference: [
        'question_set_reference',
        {id: context.number('reference', item.id, String(index), String(place))},
        ...fields({
          ...base,
          questionscontextid: contextNumber(context, home),
          // As 4.0 to 4.2 wrote it: later versions translate it, and number its category anew.
          filtercondition: JSON.stringify({
            questioncategoryid: categoryNumber(context, home, bank.id),
            includingsubcategories: false,
          }),
        }),
      ],
    }))
  })
}

const bankOf = ({course}: Context, id: Draw['bank']): Bank<Local> => {
  const bank = course.banks.find((candidate) => candidate.id === id)
  if (!bank) throw new Error(`There is no bank ${id}.`)
  return bank
}

/** Every question that a learner may meet. */
const askedBy = (context: Context, {entries}: Quiz<Local>): readonly Question<Local>[] =>
  entries.flatMap((entry) => (isQuestion<Local>(entry) ? [entry] : bankOf(context, entry.bank).questions))

/** How Moodle asks: with feedback at the end, after each answer, or after each try with a hint before the next. */
const behaviourOf = (context: Context, item: Quiz<Local>) => {
  if (item.feedback !== 'immediate') return 'deferredfeedback'
  const asked = askedBy(context, item)
  return item.mode === 'practice' && asked.some(({hints}) => hints.length > 0) ? 'interactive' : 'immediatefeedback'
}

const gradedCompletion = ({course}: Context) => (course.completion.includes('passed') ? 'pass' : 'grade')

/** The words for those who passed, and for the others; in grades, the upper bound of the best is above the highest. */
const overallFeedback = ({number, text}: Context, {id, passMark}: Quiz<Local>): readonly XmlElement[] => {
  const feedback = (name: string, words: string, mingrade: number, maxgrade: number): XmlElement => [
    'feedback',
    {id: number('quiz-feedback', id, name)},
    ...fields({
      feedbacktext: `<p>${words}</p>`,
      feedbacktextformat: 1,
      mingrade: mingrade.toFixed(5),
      maxgrade: maxgrade.toFixed(5),
    }),
  ]
  return [
    feedback('passed', text('run.graded.passed', {mark: passMark}), passMark, highest + 1),
    ...(passMark > 0 ? [feedback('failed', text('run.graded.failed', {mark: passMark}), 0, passMark)] : []),
  ]
}

const quizLosses = (context: Context, item: Quiz<Local>): readonly Loss[] => {
  const of = (loss: Omit<Loss, 'item' | 'place'>) => lost.lossOf('quiz', item, loss)
  const banks = item.entries.flatMap((entry) => (isQuestion(entry) ? [] : [bankOf(context, entry.bank)]))
  return [
    ...(item.feedback === 'after-last-attempt' && item.attempts !== 1 ? [of(lost.feedbackAfterEach)] : []),
    ...(item.mode === 'graded' && askedBy(context, item).some(({type}) => type === 'essay')
      ? [of(lost.essayWaits)]
      : []),
    ...banks.filter(lost.hasUnequalMarks).map((bank) => of(lost.drawnMarks(bank))),
  ]
}
