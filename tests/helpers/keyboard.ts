import type {Frame, Locator, Page} from 'playwright-core'
import type {PlayerQuestion, Response} from '../../src/model/player.js'

/** A learner who has a keyboard and nothing else. */
export interface Keyboard {
  /** Presses Tab until this element has the focus; says so if the focus was somewhere out of sight on the way. */
  tabTo(wanted: Locator): Promise<void>
  /** Tabs to it and presses Enter. */
  open(wanted: Locator): Promise<void>
  /** Answers a question. */
  answer(element: Locator, question: PlayerQuestion, response: Response): Promise<void>
  /** Places where the focus could not be seen. */
  readonly unseen: readonly string[]
}

const mostTabs = 200

export const keyboardOf = (page: Page, pages: () => Promise<Frame>): Keyboard => {
  const unseen = new Set<string>()
  const press = (key: string) => page.keyboard.press(key)
  const look = async (): Promise<void> => {
    const hidden = await (await pages()).evaluate(invisibleFocus)
    if (hidden) unseen.add(hidden)
  }
  const has = (wanted: Locator): Promise<boolean> => wanted.evaluate((element) => element === document.activeElement)
  const tabTo = async (wanted: Locator): Promise<void> => {
    for (let tabs = 0; tabs < mostTabs; tabs += 1) {
      if (await has(wanted)) return
      await press('Tab')
      await look()
    }
    throw new Error(`${mostTabs} times Tab did not lead to ${wanted}.`)
  }
  /** Tab leads to the chosen one of a group, or to its first; arrows lead on and choose. */
  const choose = async (group: Locator, value: number): Promise<void> => {
    const wanted = group.locator(`input[value="${value}"]`)
    const start =
      (await group.locator('input:checked').count()) > 0
        ? group.locator('input:checked')
        : group.locator('input').first()
    await tabTo(start)
    await press('Space')
    for (let steps = 0; steps < 20 && !(await wanted.isChecked()); steps += 1) await press('ArrowDown')
  }
  const pick = async (select: Locator, words: string): Promise<void> => {
    await tabTo(select)
    for (let steps = 0; steps < 40; steps += 1) {
      if ((await select.evaluate((element) => (element as HTMLSelectElement).selectedOptions[0]?.text)) === words)
        return
      await press('ArrowDown')
    }
    throw new Error(`There is no ${words} in the list.`)
  }
  const arrange = async (element: Locator, wanted: readonly number[]): Promise<void> => {
    const rows = element.locator('.order > li')
    const order = () => rows.evaluateAll((all) => all.map((row) => Number((row as HTMLElement).dataset.part)))
    const step = (slot: number) => element.locator(`.order > li[data-part="${slot}"] [data-way="up"]`)
    for (const [place, slot] of wanted.entries())
      for (let at = (await order()).indexOf(slot); at > place; at -= 1) {
        await tabTo(step(slot))
        await press('Enter')
      }
  }

  return {
    get unseen() {
      return [...unseen]
    },
    tabTo,
    async open(wanted) {
      await tabTo(wanted)
      await press('Enter')
    },
    async answer(element, question, response) {
      switch (question.type) {
        case 'multiple-choice':
        case 'true-false':
        case 'hotspot':
          return choose(element, response as number)
        case 'multiple-response':
          for (const slot of await element
            .locator('input')
            .evaluateAll((all) => all.map((input) => Number((input as HTMLInputElement).value))))
            if ((response as readonly number[]).includes(slot)) {
              await tabTo(element.locator(`input[value="${slot}"]`))
              await press('Space')
            }
          return
        case 'short-answer':
        case 'numeric':
        case 'essay':
          await tabTo(element.locator('.field input, .field textarea'))
          return page.keyboard.insertText(String(response))
        case 'matching':
          for (const [left, right] of response as readonly (readonly [number, number])[])
            await pick(
              element.locator(`.match[data-part="${left}"] select`),
              question.right.find((part) => part.slot === right)?.text ?? '',
            )
          return
        case 'categorise':
          for (const item of await element.locator('.sort').all()) {
            const slot = Number(await item.getAttribute('data-part'))
            const pair = (response as readonly (readonly [number, number])[]).find(([of]) => of === slot)
            if (pair) await choose(item, pair[1])
          }
          return
        case 'ordering':
          return arrange(element, response as readonly number[])
        case 'fill-blanks':
          for (const [slot, word] of response as readonly (readonly [number, number | string])[]) {
            const blank = element.locator(`.blank[data-part="${slot}"]`)
            if (typeof word === 'number')
              await pick(blank, question.blanks.find((each) => each.slot === word)?.accept[0] ?? '')
            else {
              await tabTo(blank)
              await page.keyboard.insertText(word)
            }
          }
      }
    },
  }
}

/** Names the element that has the focus if nothing shows that it has: no outline, no shadow, or outside the window. */
const invisibleFocus = (): string | null => {
  const element = document.activeElement
  if (!element || element === document.body) return null
  const visible = (each: Element): boolean => {
    const style = getComputedStyle(each)
    return (style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none'
  }
  // A mark of its own may show the focus of a field that is itself hidden.
  const shows = [element, element.nextElementSibling, element.parentElement].some(
    (each) => each !== null && visible(each),
  )
  const box = element.getBoundingClientRect()
  const inside = box.bottom > 0 && box.top < innerHeight
  if (shows && inside) return null
  return `${element.tagName.toLowerCase()}${element.id && `#${element.id}`}.${element.className}: ${shows ? 'out of the window' : 'no mark of focus'}`
}
