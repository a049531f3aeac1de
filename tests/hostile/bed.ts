import type {Browser, Page} from 'playwright-core'
import type {Watched} from '../../src/browser/watch.js'
import {type Holdings, holdings} from '../../src/learner/holdings.js'
import {type Given, type Learner, learnerIn} from '../../src/learner/learner.js'
import {openPage, type PageOptions} from '../helpers/browser.js'
import {type BuildOptions, buildPackage, type Package} from '../helpers/lms/package.js'
import {type Line, type Lms, type LmsSettings, startLms} from '../helpers/lms/server.js'

/** Where a test plays: a browser, and a way to clear up behind it. Many tests run at the same time. */
export interface Stage {
  readonly browser: Browser
  readonly onTestFinished: (clear: () => Promise<void>) => void
}

/** A learner in front of the course, in an LMS that does what a test says. */
export interface Bed {
  readonly lms: Lms
  readonly page: Page
  readonly watched: Watched
  readonly learner: Learner
  /** Opens the LMS's page again in the same browser: another launch. */
  relaunch(path?: string): Promise<void>
  held(): Holdings
}

const built = new Map<string, Promise<Package>>()

/** The course of these tests, built once; with an edit, that version of it. */
export const hostileCourse = (version = '', edit?: BuildOptions['edit']): Promise<Package> => {
  const made = built.get(version) ?? buildPackage('tests/hostile/course', edit ? {edit} : {})
  built.set(version, made)
  return made
}

/** An LMS that goes when the test ends. */
export const lmsFor = async (stage: Stage, files: Package, settings: Partial<LmsSettings> = {}): Promise<Lms> => {
  const lms = await startLms(files, settings)
  stage.onTestFinished(() => lms.close())
  return lms
}

/** A page that goes when the test ends. */
export const pageFor = async (stage: Stage, options: PageOptions = {}): Promise<{page: Page; watched: Watched}> => {
  const opened = await openPage(stage.browser, options)
  const context = opened.page.context()
  stage.onTestFinished(() => context.close())
  return opened
}

/** Launches the course. */
export const launch = async (
  stage: Stage,
  settings: Partial<LmsSettings> = {},
  options: PageOptions = {},
  line: Line = 'open',
): Promise<Bed> => {
  const files = settings.files ?? (await hostileCourse())
  const lms = await lmsFor(stage, files, settings)
  lms.line = line
  const {page, watched} = await pageFor(stage, {origins: lms.origins, ...options})
  const learner = learnerIn(page, files)
  const bed: Bed = {
    lms,
    page,
    watched,
    learner,
    async relaunch(path) {
      await page.goto(lms.address)
      await learner.arrive(path)
    },
    held: () => holdings(lms.record, learner.course, lms.settings.family),
  }
  await bed.relaunch()
  return bed
}

/** What learners must never see, and developers hardly: dialogues and errors that nobody caught. Broken lines are no fault. */
export const troubles = ({complaints, foreign}: Watched): readonly string[] => [
  ...complaints.filter((complaint) => !/Failed to load resource|net::ERR_|Failed to execute 'send'/.test(complaint)),
  ...foreign,
]

/** Opens the test, answers two questions, the first wrongly. */
export const answerHalf = async (learner: Learner): Promise<readonly Given[]> => {
  await learner.go('quizzes/final.html')
  const quiz = await learner.quiz()
  await quiz.start()
  const [first, second] = await quiz.asked()
  if (!first || !second) throw new Error('The test asks too little.')
  return [await quiz.answer(first, false), await quiz.answer(second)]
}

/** Opens the test, answers all, the first `wrong` ones wrongly, and hands it in. */
export const takeTest = async (
  learner: Learner,
  wrong = 0,
): Promise<{readonly given: readonly Given[]; readonly score: number}> => {
  if ((await learner.at()).path !== 'quizzes/final.html') await learner.go('quizzes/final.html')
  return (await learner.quiz()).take(wrong)
}

/** Asks again and again until it holds; the last failure is the test's. */
export const eventually = async (check: () => void | Promise<void>, patience = 15_000): Promise<void> => {
  for (const end = Date.now() + patience; ; ) {
    try {
      return await check()
    } catch (failure) {
      if (Date.now() > end) throw failure
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
}
