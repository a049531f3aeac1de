import type {Compiled} from '../compile.js'
import {type Diagnostic, diagnose} from '../diagnostics/diagnostic.js'
import {startOf} from '../model/place.js'
import {changelogName, changelogSection} from '../release/changelog.js'
import {changesBetween} from '../release/changes.js'
import {describeChanges, markdown} from '../release/describe.js'
import {evidenceWords} from '../release/evidence.js'
import type {ReleaseManifest} from '../release/manifest.js'
import type {Snapshot} from '../release/snapshot.js'

/** What the authors say of the release, then all that has changed since the one before, then what was proven of its packages. */
export const releaseNotes = (
  {config, source}: Compiled,
  contents: Snapshot,
  before: Snapshot | undefined,
  packages: ReleaseManifest['packages'],
): string => {
  const changelog = source.texts.get(changelogName)
  const said = changelog && changelogSection(changelog.text, config.version)
  const all = before
    ? describeChanges(before, contents, changesBetween(before, contents), markdown)
    : `# ${markdown.plain(config.title)} ${config.version}\n\nThe first release.\n`
  return `${said ? afterWords(said, all) : all}${provenSection(packages)}`
}

const afterWords = (said: string, all: string): string => {
  const [title, ...rest] = all.split('\n')
  return [title, '', said, '', '## Everything that changed', ...rest.map((line) => line.replace(/^##/, '###'))].join(
    '\n',
  )
}

/** Nothing where nobody asked for evidence. */
const provenSection = (packages: ReleaseManifest['packages']): string => {
  const entries = packages.flatMap(({name, evidence}) =>
    evidence ? [`- \`${name}\`: ${evidenceWords(evidence)}.\n`] : [],
  )
  return entries.length === 0 ? '' : `\n## What was proven before it was published\n\n${entries.join('')}`
}

/** Who keeps a changelog wants each release in it. */
export const unsaid = ({config, source}: Compiled): readonly Diagnostic[] => {
  const changelog = source.texts.get(changelogName)
  return changelog && changelogSection(changelog.text, config.version) === undefined
    ? [diagnose('release/no-changelog', {version: config.version}, startOf(changelog.path))]
    : []
}
