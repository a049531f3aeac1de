/**
 * A course's CHANGELOG.md: what its authors say of each release, in their own words, newest first. Its form is that of
 * Keep a Changelog 1.1.0: `## [1.1.0] - 2026-11-25`; brackets and date may be left out.
 */
export const changelogName = 'CHANGELOG.md'

/** What the changelog says of a version, without its heading; undefined where it has no such section. */
export const changelogSection = (text: string, version: string): string | undefined =>
  sectionsOf(text)
    .find((section) => section.version === version)
    ?.body.join('\n')
    .trim()

/**
 * The changelog with a section for this version. What stood under “Unreleased” becomes it, with the proposed text below;
 * a section that is there already is left as it is.
 */
export const withChangelogSection = (
  text: string | undefined,
  {title, version, date, proposal}: {title: string; version: string; date: string; proposal: string},
): string => {
  const known = text ?? `# Changelog of ${title}\n`
  if (changelogSection(known, version) !== undefined) return known
  const lines = known.trimEnd().split('\n')
  const sections = sectionsOf(known)
  const unreleased = sections.find((section) => section.version.toLowerCase() === 'unreleased')
  const heading = `## [${version}] - ${date}`
  if (unreleased) {
    const said = unreleased.body.join('\n').trim()
    const end = unreleased.line + 1 + unreleased.body.length
    lines.splice(unreleased.line, end - unreleased.line, ...block(heading, [said, proposal]))
  } else {
    const at = sections[0]?.line ?? lines.length
    const before = at === lines.length ? [''] : []
    lines.splice(at, 0, ...before, ...block(heading, [proposal]))
  }
  return `${lines.join('\n').trimEnd()}\n`
}

const block = (heading: string, texts: readonly string[]): readonly string[] => [
  heading,
  '',
  ...texts.filter((text) => text !== '').flatMap((text) => [...text.split('\n'), '']),
]

interface Section {
  readonly version: string
  /** Index of its heading's line. */
  readonly line: number
  readonly body: readonly string[]
}

const sectionsOf = (text: string): readonly Section[] => {
  const lines = text.split('\n')
  const headings: {readonly version: string; readonly line: number}[] = []
  let fence = ''
  for (const [line, words] of lines.entries()) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(words)?.[1]
    if (mark && fence === '') fence = mark
    else if (mark?.startsWith(fence)) fence = ''
    const version = fence === '' ? /^## +\[?v?([^\s\]]+)\]?/.exec(words)?.[1] : undefined
    if (version !== undefined) headings.push({version, line})
  }
  return headings.map(({version, line}, index) => ({
    version,
    line,
    body: lines.slice(line + 1, headings[index + 1]?.line ?? lines.length),
  }))
}
