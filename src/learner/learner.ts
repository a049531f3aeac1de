import type {Frame, Locator, Page} from 'playwright-core'
import type {PlayerCourse, PlayerPage, PlayerQuestion, PlayerQuiz, Response} from '../model/player.js'
import {mark, percent} from '../model/scoring.js'
import {answerTo} from './answers.js'
import {enter} from './enter.js'
import {courseOf, type PackageFiles, quizzesOf} from './holdings.js'

/** What a learner has answered, as the state of the course should have it. */
export interface Given {
  readonly slot: number
  readonly response: Response
  readonly mark: number | null
  /** The words stay on the device. */
  readonly essay: boolean
}

/** A learner who works through a course in a browser, and remembers what they did. */
export interface Learner {
  readonly course: PlayerCourse
  /** The document that shows the course's pages now. */
  pages(): Promise<Frame>
  /** Waits until the course is ready for the learner, at this page or any. */
  arrive(path?: string): Promise<void>
  /** The page that shows. */
  at(): Promise<PlayerPage>
  /** Goes to a page by the link that the course's own contents have for it. */
  go(path: string): Promise<void>
  /** Scrolls the page that shows to its end. */
  scrollToEnd(): Promise<void>
  /** Stays on the page and reads it to its end, until the course takes it as read. */
  read(): Promise<void>
  /** The quiz on the page that shows; with several, the one with this id. */
  quiz(id?: string): Promise<QuizAtHand>
  /** What the learner sees of saving: `saved`, `saving`, `not-saved`, `device`, `nowhere`. */
  saving(): Promise<string>
  /** The notices around and above the page. */
  notices(): Promise<readonly string[]>
}

export interface QuizAtHand {
  readonly quiz: PlayerQuiz
  readonly section: Locator
  /** Begins an attempt at a graded quiz. */
  start(): Promise<void>
  /** The questions asked, in their order on the page. */
  asked(): Promise<readonly PlayerQuestion[]>
  element(question: PlayerQuestion): Locator
  /** What the page shows of an answer, in a form that can be compared. */
  shown(question: PlayerQuestion): Promise<string>
  /** Answers one question, by default rightly. */
  answer(question: PlayerQuestion, right?: boolean): Promise<Given>
  /** Practice: presses the button that judges the answer. */
  check(question: PlayerQuestion): Promise<void>
  /** Hands the attempt in. */
  submit(): Promise<void>
  /** Starts, answers everything, hands in. `wrong`: how many of the first questions are answered wrongly. */
  take(wrong?: number): Promise<{readonly given: readonly Given[]; readonly score: number}>
}

/** `top`: the page or popup that holds the course, alone or within frames. */
export const learnerIn = (top: Page, files: PackageFiles): Learner => {
  const course = courseOf(files)
  const frameWith = async (test: (path: string) => boolean): Promise<Frame> => {
    for (let tries = 0; tries < 100; tries += 1) {
      const frame = top
        .frames()
        .find((each) => !each.isDetached() && test(decodeURIComponent(new URL(each.url() || 'about:blank').pathname)))
      if (frame) return frame
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    throw new Error(
      `No frame shows the course; there are ${top
        .frames()
        .map((each) => each.url())
        .join(', ')}.`,
    )
  }
  const pageOf = (path: string): PlayerPage | undefined => course.pages.find((page) => path.endsWith(`/${page.path}`))
  const pages = () => frameWith((path) => pageOf(path) !== undefined)
  const outer = () => frameWith((path) => path.endsWith('/player.html'))

  const learner: Learner = {
    course,
    pages,
    async arrive(path) {
      for (let tries = 0; ; tries += 1) {
        const frame = await (path === undefined ? pages() : frameWith((shown) => shown.endsWith(`/${path}`)))
        try {
          // Scripts that have started a page say how it is kept.
          // (A predicate would be compiled in the page, which a strict content security policy forbids.)
          await frame.locator('#save[data-save]').waitFor({state: 'attached'})
          return
        } catch (failure) {
          // The page was on its way out.
          if (tries > 2 || !/detached|navigation|destroyed/.test(String(failure))) throw failure
        }
      }
    },
    at: async () => pageOf(new URL((await pages()).url()).pathname) as PlayerPage,
    async go(path) {
      const frame = await pages()
      const link = frame.locator(`a[data-slot="${course.pages.find((page) => page.path === path)?.slot}"]`).first()
      const fold = frame.locator('.contents-fold:not([open]) > summary')
      if (await fold.count()) await fold.click()
      await Promise.all([
        frame.waitForURL((url) => url.pathname.endsWith(`/${path}`), {waitUntil: 'commit'}),
        link.click(),
      ])
      await learner.arrive(path)
    },
    async scrollToEnd() {
      // At once: in a page that still scrolls, a link moves away between press and release, and is not followed.
      await (await pages()).evaluate("scrollTo({top: document.documentElement.scrollHeight, behavior: 'instant'})")
    },
    async read() {
      const {slot} = await learner.at()
      await learner.scrollToEnd()
      await (await pages())
        .locator(`a[data-slot="${slot}"] [data-tick][data-state="done"]`)
        .first()
        .waitFor({state: 'attached', timeout: 15_000})
    },
    async quiz(id) {
      const frame = await pages()
      const all = quizzesOf(files, (await learner.at()).path)
      const quiz = all.find((each) => id === undefined || each.id === id)
      if (!quiz) throw new Error(`The page has no quiz ${id}.`)
      return quizAt(frame, quiz)
    },
    saving: async () => (await (await pages()).locator('#save').getAttribute('data-save')) ?? '',
    async notices() {
      const around = await outer()
        .then((frame) => frame.locator('.player-notice').allInnerTexts())
        .catch(() => [])
      return [...around, ...(await (await pages()).locator('#notices .notice').allInnerTexts())]
    },
  }
  return learner
}

const quizAt = (frame: Frame, quiz: PlayerQuiz): QuizAtHand => {
  const section = frame.locator(`.quiz[data-quiz="${quiz.slot}"]`)
  const element = (question: PlayerQuestion): Locator => section.locator(`.question[data-question="${question.slot}"]`)
  const asked = async (): Promise<readonly PlayerQuestion[]> => {
    const slots = await section
      .locator('.question:not([hidden])')
      .evaluateAll((all) => all.map((each) => Number(each.dataset.question)))
    return slots.flatMap((slot) => quiz.questions.find((question) => question.slot === slot) ?? [])
  }
  const hand: QuizAtHand = {
    quiz,
    section,
    element,
    asked,
    async shown(question) {
      const fields = await element(question)
        .locator('input, textarea, select, .order > li')
        .evaluateAll((all) =>
          all.map((each) => {
            const part = each.closest<HTMLElement>('[data-part]')?.dataset.part ?? ''
            if (each.matches('li')) return part
            const {type, checked, value} = each as HTMLInputElement
            return `${part}=${type === 'checkbox' || type === 'radio' ? checked : value}`
          }),
        )
      // Things to put in order stand as they do; other fields may stand anywhere.
      return (question.type === 'ordering' ? fields : fields.toSorted()).join(', ')
    },
    async start() {
      await section.locator('.quiz-stage button:not(.link-button)').first().click()
      await section.locator('.question:not([hidden])').first().waitFor()
    },
    async answer(question, right = true) {
      const response = answerTo(question, right)
      await enter(element(question), question, response)
      return {slot: question.slot, response, mark: mark(question, response), essay: question.type === 'essay'}
    },
    async check(question) {
      await element(question).locator('.actions button').first().click()
      await element(question).locator('.verdict').waitFor()
    },
    async submit() {
      const button = section.locator('.quiz-end button').first()
      await button.click()
      // The first press warns of questions without an answer.
      if (await section.locator('.unanswered-word').count()) await button.click()
      await section.locator('.result').waitFor()
    },
    async take(wrong = 0) {
      await hand.start()
      const questions = await asked()
      const given: Given[] = []
      for (const [index, question] of questions.entries()) given.push(await hand.answer(question, index >= wrong))
      await hand.submit()
      const score = percent(
        questions.map((question, index) => ({points: question.points, mark: given[index]?.mark ?? null})),
      )
      return {given, score}
    },
  }
  return hand
}
