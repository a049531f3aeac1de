import type {Locator} from 'playwright-core'
import type {PlayerQuestion, Response} from '../model/player.js'

/** Gives an answer as a learner does: presses, chooses, types, moves. `element` is the question on the page. */
export const enter = async (element: Locator, question: PlayerQuestion, response: Response): Promise<void> => {
  switch (question.type) {
    case 'multiple-choice':
    case 'true-false':
    case 'hotspot':
      return press(element, response as number)
    case 'multiple-response': {
      const wanted = response as readonly number[]
      for (const {slot} of question.parts) {
        const input = element.locator(`.choice[data-part="${slot}"] input`)
        if ((await input.isChecked()) !== wanted.includes(slot)) await press(element, slot)
      }
      return
    }
    case 'short-answer':
    case 'numeric':
    case 'essay':
      return element.locator('.field input, .field textarea').fill(String(response))
    case 'matching':
      for (const [left, right] of response as readonly (readonly [number, number])[])
        await choose(
          element.locator(`.match[data-part="${left}"] select`),
          question.right.find((part) => part.slot === right)?.text ?? '',
        )
      return
    case 'categorise':
      for (const [item, category] of response as readonly (readonly [number, number])[])
        await press(element.locator(`.sort[data-part="${item}"]`), category)
      return
    case 'ordering':
      return order(element, response as readonly number[])
    case 'fill-blanks':
      for (const [slot, word] of response as readonly (readonly [number, number | string])[]) {
        const blank = element.locator(`.blank[data-part="${slot}"]`)
        if (typeof word === 'string') await blank.fill(word)
        else await choose(blank, wordOf(question, word))
      }
  }
}

const press = (element: Locator, slot: number): Promise<void> =>
  element.locator(`.choice[data-part="${slot}"] label`).first().click()

const choose = async (select: Locator, words: string): Promise<void> => {
  await select.selectOption({label: words})
}

const wordOf = (question: Extract<PlayerQuestion, {type: 'fill-blanks'}>, slot: number): string =>
  question.blanks.find((blank) => blank.slot === slot)?.accept[0] ??
  question.distractors.find((part) => part.slot === slot)?.text ??
  ''

/** Brings the items up one by one, and always moves something: an order that nobody touched is no answer. */
const order = async (element: Locator, wanted: readonly number[]): Promise<void> => {
  const shown = () => element.locator('.order > li').evaluateAll((rows) => rows.map((row) => Number(row.dataset.part)))
  const step = (slot: number, way: 'up' | 'down') =>
    element.locator(`.order > li[data-part="${slot}"] [data-way="${way}"]`).click()
  const first = (await shown())[0] as number
  await step(first, 'down')
  for (const [place, slot] of wanted.entries())
    for (let at = (await shown()).indexOf(slot); at > place; at -= 1) await step(slot, 'up')
}
