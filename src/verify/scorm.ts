import type {Browser} from 'playwright-core'
import {answerTo} from '../learner/answers.js'
import {heldOf, type PackageFiles, quizzesOf} from '../learner/holdings.js'
import type {Given, QuizAtHand} from '../learner/learner.js'
import type {WayToLeave} from '../learner/leave.js'
import type {Family} from '../lms/calls.js'
import {type Lms, type ServedFiles, settled, startLms} from '../lms/server.js'
import type {PlayerCourse, PlayerPage, PlayerQuestion, PlayerQuiz} from '../model/player.js'
import {mark, percent} from '../model/scoring.js'
import type {Coverage, Picture} from './evidence.js'
import {expectedAfter, resultsIn, scoreIn, statusIn, statusWords} from './expect.js'
import type {Log} from './log.js'
import {checkFindings, checkWatched, type Device, type Findings, inspectPage, noFindings, openDevice} from './page.js'
import {type Seat, takeSeat, waitFor} from './seat.js'

/** A SCORM package of ours. */
export interface Playable {
  readonly course: PlayerCourse
  readonly family: Family
  /** Percent that the manifest demands; undefined: none. */
  readonly mastery: number | undefined
  /** course.js and the pages. */
  readonly files: PackageFiles
  readonly served: ServedFiles
  /** The compiled script of the LMS's page. */
  readonly script: string
  /** One page and one quiz of each kind, and one way of leaving. */
  readonly quick: boolean
}

const ways: readonly WayToLeave[] = [
  'the learner presses the LMS’s exit',
  'the tab is closed',
  'the LMS goes to another page',
  'the renderer is killed',
]

/**
 * Plays a package under the simulated LMS. One learner, at a desktop, reads everything and answers everything rightly, and
 * practice questions wrongly before; leaves in four ways and comes back. Another one, at a phone, answers all graded
 * questions wrongly. What the LMS then holds is compared with what they did.
 */
export const playScorm = async (browser: Browser, playable: Playable, log: Log): Promise<Coverage> => {
  const diligent = play(browser, playable, log, 'desktop')
  const hasGraded = playable.course.quizzes.some(({mode}) => mode === 'graded')
  const careless = hasGraded ? play(browser, playable, log, 'phone') : undefined
  // Both are waited for, so that neither goes on unseen when the other fails.
  const ends = await Promise.allSettled([diligent, ...(careless ? [careless] : [])])
  const broken = ends.find((end) => end.status === 'rejected')
  if (broken) throw broken.reason
  const all = ends.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []))
  const sum = (of: (played: Played) => Iterable<string>) => new Set(all.flatMap((each) => [...of(each)]))
  return {
    pages: sum(({pages}) => pages).size,
    allPages: playable.course.pages.length,
    right: sum(({right}) => right).size,
    wrong: sum(({wrong}) => wrong).size,
    allQuestions: playable.course.quizzes.reduce((count, {questions}) => count + questions.length, 0),
    leavings: [...sum(({leavings}) => leavings)],
  }
}

/** One learner's way through the course. */
interface Played {
  readonly pages: Set<string>
  /** Quiz and question, `3/14`. */
  readonly right: Set<string>
  readonly wrong: Set<string>
  readonly leavings: string[]
  readonly read: Set<number>
  readonly scores: Map<number, number[]>
  /** What the LMS should have been told of answers: id of the interaction and results, in order. */
  readonly told: Map<string, string[]>
}

interface Play extends Playable {
  readonly log: Log
  readonly device: Device
  readonly lms: Lms
  readonly seat: Seat
  readonly played: Played
  readonly findings: Findings
}

const play = async (browser: Browser, playable: Playable, log: Log, kind: Picture['device']): Promise<Played> => {
  const {served, family, mastery, script, files} = playable
  const lms = await startLms({
    files: served,
    family,
    launch: 'player.html',
    mastery: mastery === undefined ? '' : String(mastery),
    script,
  })
  const device = await openDevice(browser, kind, lms.origin)
  let now = 'launching'
  const own = log.part((what) => {
    now = what
    log.step(`${kind}: ${what}`)
  })
  const seat = takeSeat({device, lms, files, log: own})
  const played: Played = {
    pages: new Set(),
    right: new Set(),
    wrong: new Set(),
    leavings: [],
    read: new Set(),
    scores: new Map(),
    told: new Map(),
  }
  const run: Play = {...playable, log: own, device, lms, seat, played, findings: noFindings()}
  try {
    if (await launched(run)) {
      await (kind === 'desktop' ? diligently(run) : carelessly(run))
      await checkOutcome(run)
      await checkCalls(run)
      checkFindings(kind, run.findings, own)
    }
  } catch (error) {
    // A learner who is stuck ends here; the picture shows at what.
    await own.picture(seat.page(), `stuck at ${now}`, kind).catch(() => undefined)
    own.check({
      name: 'play',
      where: kind,
      expected: 'the learner gets through the course',
      seen: `${now}: ${(error instanceof Error ? error.message : String(error)).split('\n')[0]}`,
      holds: false,
      code: 'verify/stuck',
    })
  } finally {
    checkWatched(device, lms.missing, own)
    await device.context.close()
    await lms.close()
  }
  return played
}

/** Milliseconds in which a course must have begun its session. Source: ADL's SCORM 2004 test suite gives 20 seconds. */
const patience = 20_000

const launched = async ({seat, lms, log, device, family}: Play): Promise<boolean> => {
  log.step(`launching`)
  const arrived = await seat.launch().then(
    () => '',
    (error: unknown) => (error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)),
  )
  const begun = arrived === '' && (await waitFor(() => statusIn(lms.record, family).startsWith('incomplete'), patience))
  const first = lms.calls(1)[0]
  log.check({
    name: 'launch',
    where: device.device,
    expected: 'the session is begun and the LMS holds “incomplete”',
    seen:
      arrived !== ''
        ? arrived
        : first === undefined
          ? 'no call of the API'
          : `${first.name} answered ${first.answer}, the LMS holds “${statusIn(lms.record, family)}”`,
    holds: begun && first?.name === 'Initialize' && first.answer === 'true',
    code: 'verify/launch',
  })
  await log.picture(seat.page(), 'At launch', device.device)
  return arrived === ''
}

/** Reads every page, practises, takes every graded quiz rightly, and leaves and returns on the way. */
const diligently = async (run: Play): Promise<void> => {
  const {course, seat, log, played, files, quick} = run
  const pages = quick ? firstOfEachKind(course) : course.pages
  const leaveAfter = leavings(course, pages, quick)
  const shown = new Set<string>()
  for (const page of pages) {
    await go(run, page)
    await look(run, page.path)
    if (!shown.has(page.kind)) await log.picture(seat.page(), page.title, 'desktop')
    shown.add(page.kind)
    const quizzes = quizzesOf(files, page.path)
    for (const quiz of quizzes) {
      if (quiz.mode === 'practice') await practise(run, page, quiz, shown)
      else await take(run, page, quiz, true, (index) => leaveAfter.get(`${quiz.slot}/${index}`))
    }
    if (page.required && !quick) {
      log.step(`reading ${page.path}`)
      const isRead = await seat
        .learner()
        .read()
        .then(
          () => true,
          () => false,
        )
      if (isRead) played.read.add(page.slot)
      log.check({
        name: 'reading',
        where: page.path,
        expected: 'the page is taken as read',
        seen: isRead ? 'it is' : 'it is not, 15 seconds after its end was in view',
        holds: isRead,
        code: 'verify/unread',
      })
    }
    const way = leaveAfter.get(page.path)
    if (way) await leaveAndReturn(run, page, way, undefined)
  }
}

/** Answers every graded question wrongly. */
const carelessly = async (run: Play): Promise<void> => {
  const {course, files, quick, log, seat} = run
  const quizzes = course.quizzes.filter(({mode}) => mode === 'graded')
  const lesson = course.pages.find(({kind}) => kind === 'lesson')
  if (lesson) {
    await go(run, lesson)
    await look(run, lesson.path)
    await log.picture(seat.page(), lesson.title, 'phone')
  }
  for (const {path, id} of quick ? quizzes.slice(0, 1) : quizzes) {
    const page = course.pages.find((each) => each.path === path)
    const quiz = quizzesOf(files, path).find((each) => each.id === id)
    if (!page || !quiz) throw new Error(`${path} has no quiz ${id}.`)
    await go(run, page)
    await look(run, path)
    await take(run, page, quiz, false, () => undefined)
  }
}

const go = async ({seat, log, played}: Play, page: PlayerPage): Promise<void> => {
  log.step(`opening ${page.path}`)
  const learner = seat.learner()
  if ((await learner.at()).path !== page.path) await learner.go(page.path)
  played.pages.add(page.path)
}

/** Looks at the page that shows, for faults that no learner reports. */
const look = async ({seat, served, lms, findings}: Play, path: string): Promise<void> =>
  inspectPage(await seat.learner().pages(), path, {has: served.has, root: `${lms.origin}/package/`}, findings)

const firstOfEachKind = ({pages, quizzes}: PlayerCourse): readonly PlayerPage[] =>
  pages.filter((page, index) => {
    const kindOf = ({kind, path}: PlayerPage) =>
      kind === 'quiz' ? quizzes.find((quiz) => quiz.path === path)?.mode : kind
    return pages.findIndex((each) => kindOf(each) === kindOf(page)) === index
  })

/** After which answer (`quiz/index`) or page each way of leaving is tried: spread over graded quizzes, then over pages. */
const leavings = (
  {quizzes}: PlayerCourse,
  pages: readonly PlayerPage[],
  quick: boolean,
): ReadonlyMap<string, WayToLeave> => {
  const paths = new Set(pages.map(({path}) => path))
  const answers = quizzes
    .filter(({mode, path}) => mode === 'graded' && paths.has(path))
    .flatMap(({slot, length}) => Array.from({length: Math.max(0, length - 1)}, (_, index) => `${slot}/${index}`))
  const wanted = ways.slice(0, quick ? 1 : ways.length)
  const spread = (places: readonly string[], count: number) =>
    Array.from({length: count}, (_, index) => places[Math.floor(((index + 0.5) * places.length) / count)] as string)
  const inQuizzes = Math.min(answers.length, wanted.length)
  const onPages = Math.min(pages.length, wanted.length - inQuizzes)
  const at = [
    ...spread(answers, inQuizzes),
    ...spread(
      pages.map(({path}) => path),
      onPages,
    ),
  ]
  return new Map(at.map((place, index) => [place, wanted[index] as WayToLeave]))
}

/** Answers each question wrongly, then rightly, and looks what the quiz says to it. */
const practise = async (run: Play, page: PlayerPage, quiz: PlayerQuiz, shown: Set<string>): Promise<void> => {
  const {seat, log} = run
  log.step(`practising ${quiz.id} on ${page.path}`)
  const hand = await seat.learner().quiz(quiz.id)
  const asked = await hand.asked()
  const faults: string[] = []
  for (const question of asked) {
    for (const right of [false, true]) {
      if (!canAnswer(question, right)) continue
      log.step(`answering ${question.id} ${right ? 'rightly' : 'wrongly'}`)
      const given = await hand.answer(question, right)
      await hand.check(question)
      const kind = given.mark === null ? 'open' : given.mark >= 1 ? 'right' : given.mark > 0 ? 'partly' : 'wrong'
      if ((await hand.element(question).locator(`.verdict-${kind}`).count()) === 0)
        faults.push(`${question.id}, answered ${right ? 'rightly' : 'wrongly'}, is not judged “${kind}”`)
      note(run, quiz, question, given, right)
      tell(run, question, given)
    }
    if (!shown.has(question.type)) await log.picture(seat.page(), `${page.title}: ${question.type}`, 'desktop')
    shown.add(question.type)
  }
  log.nothing({
    name: 'practice',
    where: `${page.path}, ${quiz.id}`,
    expected: 'each answer, wrong and right, is judged as the key says',
    found: faults,
    code: 'verify/verdict',
  })
}

const canAnswer = (question: PlayerQuestion, right: boolean): boolean => {
  try {
    const share = mark(question, answerTo(question, right))
    return right || share === null || share < 1
  } catch {
    // Every choice is right, say: there is no wrong answer.
    return false
  }
}

const note = ({played}: Play, quiz: PlayerQuiz, question: PlayerQuestion, given: Given, right: boolean): void => {
  if (right && (given.mark ?? 1) >= 1) played.right.add(`${quiz.slot}/${question.slot}`)
  if (!right) played.wrong.add(`${quiz.slot}/${question.slot}`)
}

/** The LMS should hear of this answer. */
const tell = ({played, family}: Play, question: PlayerQuestion, {mark: share}: Given): void => {
  const id = question.id.replace(/[^A-Za-z0-9_-]/g, '_').slice(0, 255)
  const wrong = family === '1.2' ? 'wrong' : 'incorrect'
  const result =
    share === null ? 'neutral' : share === 1 ? 'correct' : share > 0 ? String(Math.round(share * 100) / 100) : wrong
  played.told.set(id, [...(played.told.get(id) ?? []), result])
}

/** Takes a graded quiz from start to result, and compares with what the LMS holds. */
const take = async (
  run: Play,
  page: PlayerPage,
  quiz: PlayerQuiz,
  right: boolean,
  leaveAfter: (index: number) => WayToLeave | undefined,
): Promise<void> => {
  const {seat, log, lms, device, family, played, course, mastery} = run
  log.step(`taking ${quiz.id}`)
  let hand = await seat.learner().quiz(quiz.id)
  await hand.start()
  await log.picture(seat.page(), `${page.title}: begun`, device.device)
  const asked = await hand.asked()
  const given: Given[] = []
  for (const [index, question] of asked.entries()) {
    const isRight = right || !canAnswer(question, false)
    log.step(`answering ${question.id} ${isRight ? 'rightly' : 'wrongly'}`)
    const answer = await hand.answer(question, isRight)
    given.push(answer)
    // A right answer for want of a wrong one depends on what was drawn.
    if (isRight === right) note(run, quiz, question, answer, isRight)
    const way = leaveAfter(index)
    if (way) hand = (await leaveAndReturn(run, page, way, {quiz, given})) ?? hand
  }
  log.step(`handing in ${quiz.id}`)
  await hand.submit()
  await log.picture(seat.page(), `${page.title}: result`, device.device)
  for (const [index, question] of asked.entries()) tell(run, question, given[index] as Given)
  const score = percent(asked.map(({points}, index) => ({points, mark: given[index]?.mark ?? null})))
  played.scores.set(quiz.slot, [...(played.scores.get(quiz.slot) ?? []), score])
  const expected = expectedAfter(course, played, mastery).score
  const last = () => run.seat.held().attempts[quiz.id]?.at(-1)
  // The score of the course may be right before the attempt has arrived.
  await waitFor(() => isNear(scoreIn(lms.record, family), expected) && isNear(last()?.score ?? null, score), 8000)
  const attempt = last()
  log.check({
    name: 'quiz',
    where: `${quiz.id}, ${right ? 'right' : 'wrong'} answers`,
    expected: `the LMS holds ${score} % for this attempt, ${words(expected)} for the course, and every answer`,
    seen: `${attempt?.score ?? 'no'} %, ${words(scoreIn(lms.record, family))}, ${attempt?.given.length ?? 0} of ${given.length} answers`,
    holds:
      isNear(attempt?.score ?? null, score) &&
      isNear(scoreIn(lms.record, family), expected) &&
      same(attempt?.given, heldOf(given, true)),
    code: 'verify/score',
  })
}

const words = (score: number | null): string => (score === null ? 'no score' : `${score} %`)
const isNear = (a: number | null, b: number | null): boolean =>
  a === b || (a !== null && b !== null && Math.abs(a - b) <= 0.01)
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Leaves, looks what the LMS holds, launches again and looks whether everything is as it was left. */
const leaveAndReturn = async (
  run: Play,
  page: PlayerPage,
  way: WayToLeave,
  running: {readonly quiz: PlayerQuiz; readonly given: readonly Given[]} | undefined,
): Promise<QuizAtHand | undefined> => {
  const {seat, log, course, played, lms} = run
  // What is typed is saved after a moment; a process that is killed runs no code at all, and answers are told last.
  await settled(lms, way === 'the renderer is killed' ? 2000 : 1200)
  await waitFor(async () => (await seat.learner().saving()) === 'saved', 8000)
  const before = running ? await answersShown(await seat.learner().quiz(running.quiz.id), running) : []
  await seat.leave(way)
  const held = seat.held()
  const isHeld =
    held.place === page.path &&
    (!running || same(held.attempts[running.quiz.id]?.at(-1)?.given, heldOf(running.given, false)))
  await seat.launch(course.resume === 'always' ? page.path : undefined)
  const at = await seat.learner().at()
  if (at.path !== page.path) await seat.learner().go(page.path)
  let answered = 0
  let hand: QuizAtHand | undefined
  if (running) {
    hand = await seat.learner().quiz(running.quiz.id)
    await hand.section.locator('.question:not([hidden])').first().waitFor()
    const after = await answersShown(hand, running)
    answered = after.filter((shown, index) => shown === before[index]).length
  }
  const wanted = running?.given.length ?? 0
  log.check({
    name: 'leaving',
    where: way,
    expected: `${page.path}${running ? ` and ${wanted} answers` : ''} are with the LMS and back at the next launch`,
    seen: `the LMS holds ${held.place ?? 'no place'}; the learner is at ${at.path}${running ? ` with ${answered} answers` : ''}`,
    holds: isHeld && (course.resume !== 'always' || at.path === page.path) && answered === wanted,
    code: 'verify/resume',
  })
  played.leavings.push(way)
  return hand
}

/** What the page shows of the answers that were given so far. */
const answersShown = async (
  hand: QuizAtHand,
  {quiz, given}: {readonly quiz: PlayerQuiz; readonly given: readonly Given[]},
): Promise<readonly string[]> => {
  const shown: string[] = []
  for (const {slot} of given) {
    const question = quiz.questions.find((each) => each.slot === slot)
    if (question) shown.push(await hand.shown(question))
  }
  return shown
}

/** Status, score and answers at the end. */
const checkOutcome = async ({lms, log, device, course, played, family, mastery}: Play): Promise<void> => {
  log.step(`comparing`)
  const expected = expectedAfter(course, played, mastery)
  const status = statusWords(expected, family)
  await waitFor(
    () => statusIn(lms.record, family) === status && isNear(scoreIn(lms.record, family), expected.score),
    2500,
  )
  // Answers are told behind the score.
  await settled(lms, 1200)
  log.check({
    name: 'status',
    where: device.device,
    expected: `“${status}”`,
    seen: `“${statusIn(lms.record, family)}”`,
    holds: statusIn(lms.record, family) === status,
    code: 'verify/status',
  })
  const score = scoreIn(lms.record, family)
  log.check({
    name: 'score',
    where: device.device,
    expected: words(expected.score),
    seen: words(score),
    holds: isNear(score, expected.score),
    code: 'verify/score',
  })
  const differing = () => {
    const results = resultsIn(lms.record)
    return [...played.told].flatMap(([id, wanted]) =>
      same(results.get(id), wanted)
        ? []
        : [`${id}: ${(results.get(id) ?? ['nothing']).join(', ')} for ${wanted.join(', ')}`],
    )
  }
  // A few answers go with each commit, and there is at most one a second: those of a long quiz take their time.
  await waitFor(() => differing().length === 0, 30_000)
  log.nothing({
    name: 'answers',
    where: device.device,
    expected: `the LMS was told of ${[...played.told.values()].flat().length} answers with their results`,
    found: differing(),
    code: 'verify/answers',
  })
}

/** Leaves for the last time, and judges every call of every session. */
const checkCalls = async ({lms, log, device, seat, family, played}: Play): Promise<void> => {
  await seat.leave('the learner presses the LMS’s exit')
  const launches = Array.from({length: lms.launches}, (_, index) => index + 1)
  const end = family === '1.2' ? 'Finish' : 'Terminate'
  const killed = played.leavings.includes('the renderer is killed') ? 1 : 0
  const named = (name: string) => launches.flatMap((launch) => lms.calls(launch)).filter((call) => call.name === name)
  const [begun, ended] = [named('Initialize').length, named(end).length]
  log.check({
    name: 'sessions',
    where: device.device,
    expected: `each of ${launches.length} sessions is begun once, and ended once unless it was killed`,
    seen: `${begun} begun, ${ended} ended`,
    holds: begun === launches.length && ended >= launches.length - killed && ended <= launches.length,
    code: 'verify/call',
  })
  log.nothing({
    name: 'calls',
    where: device.device,
    expected: 'no call that the standard forbids or an LMS refuses',
    found: launches.flatMap((launch) => lms.illegal(launch)),
    code: 'verify/call',
  })
}
