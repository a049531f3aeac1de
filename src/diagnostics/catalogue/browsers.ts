import {error} from './entry.js'

const why = 'Some work needs a real browser: to play packages, or to print pages.'

/** Findings about the browser that some commands work with. */
export const browserEntries = {
  'browser/none': error<{platform: string; processor: string}>(
    ({platform, processor}) => `No Chrome, Edge or Chromium was found on this machine (${platform}, ${processor}).`,
    ({platform, processor}) =>
      `Install one of them, or name one with --browser or COURSEWRIGHT_BROWSER.${
        platform === 'linux' && processor === 'x64'
          ? ' On a bare machine, “npm install @sparticuz/chromium@143” beside coursewright is enough.'
          : ''
      }`,
    why,
  ),
  'browser/not-there': error<{path: string; by: string}>(
    ({path, by}) => `${by} names the browser ${path}, and there is no such file.`,
    ({by}) => `Correct the path, or leave ${by} out: then an installed browser is looked for.`,
    why,
  ),
  'browser/no-driver': error<Record<never, never>>(
    () => 'The package playwright-core, by which browsers are driven, is not installed.',
    () => 'Install coursewright without “--omit=optional”, or “npm install playwright-core” beside it.',
    `${why} The package that drives it is optional, since most commands need none.`,
  ),
  'browser/no-start': error<{path: string; reason: string}>(
    ({path, reason}) => `The browser ${path} does not start: ${reason}.`,
    () => 'Start it by hand to see what it lacks, or name another one with --browser.',
    why,
  ),
  'browser/too-old': error<{version: string; needed: number}>(
    ({version, needed}) => `The browser is of version ${version}; pages are printed by ${needed} or later.`,
    () => 'Update it, or name another one with --browser.',
    'Older ones print neither numbers of pages nor running heads: Chromium knows margin boxes since 131.',
  ),
  'browser/not-printed': error<{reason: string}>(
    ({reason}) => `The browser gave up while it printed: ${reason}.`,
    () => 'Try again. If it happens again, name another browser with --browser, or give the machine more memory.',
    why,
  ),
}
