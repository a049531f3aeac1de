import type {Page} from 'playwright-core'

/** Ways to leave a course that shows in a frame of the LMS's page. */
export const leave = {
  'the learner presses the LMS’s exit': (page: Page) => page.getByRole('button', {name: 'Exit'}).click({delay: 80}),
  /** As Moodle does when another item is chosen. */
  'the LMS removes the frame': (page: Page) => page.evaluate('document.querySelector("iframe")?.remove()'),
  'the LMS goes to another page': async (page: Page) => {
    await page.goto(new URL('/elsewhere', page.url()).href)
  },
  'the tab is closed': (page: Page) => page.close({runBeforeUnload: true}),
  'the tab is closed without a word': (page: Page) => page.close(),
  'the renderer is killed': async (page: Page) => {
    const session = await page.context().newCDPSession(page)
    const gone = page.waitForEvent('crash')
    // Its answer never comes.
    void session.send('Page.crash').catch(() => undefined)
    await gone
  },
} as const satisfies Record<string, (page: Page) => Promise<void>>

export type WayToLeave = keyof typeof leave
