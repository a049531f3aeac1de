import {describe, expect, it} from 'vitest'
import {changelogSection, withChangelogSection} from '../../src/release/changelog.js'

const text = `# Changelog of A course

## [Unreleased]

A new lesson on drones.

## [1.1.0] - 2026-09-01

### Marks

- The key of q1 was wrong.

\`\`\`
## 9.9.9
\`\`\`

## v1.0.0

The first release.
`
const added = {title: 'A course', version: '1.2.0', date: '2026-11-25', proposal: '### New\n\n- Lesson “Drones”'}

describe('the changelog of a course', () => {
  it('has a section for each version, with or without brackets, up to the next one', () => {
    expect(changelogSection(text, '1.1.0')).toBe('### Marks\n\n- The key of q1 was wrong.\n\n```\n## 9.9.9\n```')
    expect(changelogSection(text, '1.0.0')).toBe('The first release.')
    expect(changelogSection(text, '9.9.9')).toBeUndefined()
  })

  it('turns what was unreleased into the version, and keeps all else to the letter', () => {
    const after = withChangelogSection(text, added)
    expect(changelogSection(after, '1.2.0')).toBe('A new lesson on drones.\n\n### New\n\n- Lesson “Drones”')
    expect(after).not.toContain('Unreleased')
    expect(after.slice(after.indexOf('## [1.1.0]'))).toBe(text.slice(text.indexOf('## [1.1.0]')))
    expect(after.slice(0, after.indexOf('##'))).toBe(text.slice(0, text.indexOf('##')))
  })

  it('puts the newest first, where nothing was unreleased', () => {
    const released = text.replace(/## \[Unreleased\][^#]*/, '')
    const after = withChangelogSection(released, added)
    expect(after.match(/^## .*$/gm)).toEqual([
      '## [1.2.0] - 2026-11-25',
      '## [1.1.0] - 2026-09-01',
      '## 9.9.9',
      '## v1.0.0',
    ])
  })

  it('begins where there is none, and leaves a section that is there as it is', () => {
    const first = withChangelogSection(undefined, added)
    expect(first).toBe('# Changelog of A course\n\n## [1.2.0] - 2026-11-25\n\n### New\n\n- Lesson “Drones”\n')
    expect(withChangelogSection(first, {...added, proposal: 'Other words.'})).toBe(first)
  })
})
