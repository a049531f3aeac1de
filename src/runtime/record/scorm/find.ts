/** The two families of SCORM: they differ in the name of the API and of everything in it. */
export type Family = '1.2' | '2004'

export interface FoundApi {
  readonly family: Family
  readonly api: Readonly<Record<string, unknown>>
  /** The window it lives in. */
  readonly home: Window
}

const names: Readonly<Record<Family, string>> = {'1.2': 'API', '2004': 'API_1484_11'}

/** Frames above us that are searched: SCORM 2004's own sample stops at 500, SCORM 1.2's at 7, which SAP outgrows. */
const highest = 500

/**
 * Looks for the API of the wanted family, or else for the other: in this window, its parents, the openers and their
 * parents. A window of another origin throws at each touch; the search goes on behind it.
 */
export const findApi = (start: Window, wanted: Family): FoundApi | null => {
  const windows = reachable(start)
  for (const family of [wanted, wanted === '1.2' ? '2004' : '1.2'] as const)
    for (const home of windows) {
      const api = attempt(() => (home as unknown as Record<string, unknown>)[names[family]])
      if (isApi(api, family)) return {family, api, home}
    }
  return null
}

/** Waits for an API that comes late, as Moodle's may, for at most `patience` milliseconds. */
export const awaitApi = (start: Window, wanted: Family, patience: number): Promise<FoundApi | null> =>
  new Promise((resolve) => {
    let left = patience
    const look = (): void => {
      const found = findApi(start, wanted)
      // The other family's API may be there first: the wanted one gets a second to follow.
      if ((found && (found.family === wanted || left < patience - 1000)) || left <= 0) resolve(found)
      else {
        left -= 100
        setTimeout(look, 100)
      }
    }
    look()
  })

/** Whether the window of an API has been closed, or has gone to another page: its API may live on, and save nothing. */
export const isGone = ({home, family, api}: FoundApi): boolean =>
  attempt(() => home.closed || (home as unknown as Record<string, unknown>)[names[family]] !== api) !== false

/** Whether some window other than this one could hold an API. */
export const hasSurroundings = (start: Window): boolean =>
  start.parent !== start || attempt(() => start.opener) != null || attempt(() => start.top?.opener) != null

const reachable = (start: Window): readonly Window[] => {
  const windows: Window[] = []
  const climb = (from: unknown): void => {
    let here = from as Window | null | undefined
    for (let height = 0; here && height < highest && !windows.includes(here); height += 1) {
      windows.push(here)
      const above: Window | undefined = attempt(() => (here as Window).parent)
      here = above === here ? null : above
    }
  }
  climb(start)
  // The list grows while we walk it: openers of openers are looked at too.
  for (const here of windows) {
    climb(attempt(() => here.opener))
    // SuccessFactors (Plateau) hangs its API on the opener's document; pipwerks found it there.
    const paper = attempt(() => here.opener?.document as unknown)
    if (paper && !windows.includes(paper as Window)) windows.push(paper as Window)
    if (windows.length > highest * 2) break
  }
  return windows
}

/** Applets of old LMSs say "object" for their methods. */
const isApi = (api: unknown, family: Family): api is Record<string, unknown> =>
  attempt(() =>
    /function|object/.test(typeof (api as Record<string, unknown>)[family === '1.2' ? 'LMSInitialize' : 'Initialize']),
  ) === true

const attempt = <T>(look: () => T): T | undefined => {
  try {
    return look()
  } catch {
    return undefined
  }
}
