import {createRequire} from 'node:module'
import fc from 'fast-check'
import type {Page} from 'playwright-core'
import {expect, it} from 'vitest'
import {questionTypes} from '../../src/model/question.js'
import {mark} from '../../src/model/scoring.js'
import {anyQuestion, anyResponse} from '../helpers/any-question.js'
import {describeInBrowser} from '../helpers/browser.js'
import {md} from '../helpers/model-course.js'
import type {Candidate} from '../helpers/qti-2.1-interpreter.js'
import {asPlayed, candidate, inPackage} from '../helpers/qti-2.1-item.js'
import {asQti3} from '../helpers/qti-3.js'
import {all, type ReadElement} from '../helpers/read-xml.js'

const require = createRequire(import.meta.url)
const sample = 25

/** The player of others is the judge: qti3-item-player, which knows nothing of us and runs the rules of the item. */
describeInBrowser('another engine gives the marks of the model', (browser) => {
  for (const type of questionTypes.filter((each) => each !== 'essay')) {
    it(type, {timeout: 120_000}, async () => {
      const page = await (await browser().newContext()).newPage()
      await page.setContent('<div id="here"></div>')
      await page.addScriptTag({path: require.resolve('vue/dist/vue.min.js')})
      await page.addScriptTag({path: require.resolve('qti3-item-player/dist/qti3Player.umd.min.js')})
      const pairs = fc.sample(
        anyQuestion(type).chain((made) => fc.tuple(fc.constant(made), anyResponse(asPlayed(made)))),
        {numRuns: sample, seed: 1648},
      )
      for (const [made, given] of pairs) {
        const {item, xml} = inPackage({...made, feedback: {right: md('Yes.'), wrong: md('No.')}})
        const asked = asPlayed(made)
        const judged = await judge(page, asQti3(xml), inTheirWords(item, candidate(item, asked, given)))
        const share = mark(asked, given) ?? Number.NaN
        expect(judged.score / made.points, JSON.stringify([made, given])).toBeCloseTo(share, 9)
        expect(judged.feedback).toEqual([share >= 1 ? 'correct_fb' : 'incorrect_fb'])
      }
      await page.close()
    })
  }
})

type Value = string | number | readonly string[]

/** A container as a list, a number as a number. */
const inTheirWords = (item: ReadElement, given: Candidate): Readonly<Record<string, Value>> =>
  Object.fromEntries(
    all(item, 'responseDeclaration').flatMap(({attributes: {identifier = '', cardinality, baseType}}) => {
      const values = given[identifier]
      if (values === undefined) return []
      const [first = ''] = values
      return [[identifier, cardinality !== 'single' ? values : baseType === 'float' ? Number(first) : first]]
    }),
  )

const judge = (page: Page, xml: string, given: Readonly<Record<string, Value>>) =>
  page.evaluate(
    ([text, responses]) =>
      new Promise<{score: number; feedback: readonly string[]}>((resolve) => {
        const {Vue, qti3Player} = window as unknown as Engine
        const responseVariables = Object.entries(responses).map(([identifier, value]) => ({
          identifier,
          cardinality: Array.isArray(value) ? 'multiple' : 'single',
          value,
          // Where things are put in order, the engine wants to know in which order they stood.
          state: Array.isArray(value) ? {order: value} : null,
        }))
        const state = {
          identifier: 'item',
          contextVariables: [],
          outcomeVariables: [],
          templateVariables: [],
          validationMessages: [],
          responseVariables,
        }
        const place = document.createElement('div')
        document.body.replaceChildren(place)
        const view = new Vue({
          render: (create) =>
            create(qti3Player, {
              ref: 'player',
              on: {
                notifyQti3PlayerReady: (player: Player) =>
                  player.loadItemFromXml(text, {guid: 'item', status: 'interacting', state, sessionControl: {}}),
                notifyQti3ItemReady: () => view.$refs.player.scoreAttempt('judge'),
                notifyQti3ScoreAttemptCompleted: (data: Scored) => {
                  const outcome = (name: string) =>
                    data.state.outcomeVariables.find(({identifier}) => identifier === name)?.value
                  resolve({score: Number(outcome('SCORE')), feedback: (outcome('FEEDBACK') ?? []) as string[]})
                },
              },
            }),
        }).$mount(place)
      }),
    [xml, given] as const,
  )

interface Player {
  loadItemFromXml(xml: string, configuration: object): void
  scoreAttempt(target: string): void
}

interface Scored {
  readonly state: {readonly outcomeVariables: readonly {readonly identifier: string; readonly value: unknown}[]}
}

interface Engine {
  readonly qti3Player: object
  readonly Vue: new (options: {
    render: (create: (component: object, data: object) => object) => object
  }) => {$mount(place: Element): {readonly $refs: {readonly player: Player}}}
}
