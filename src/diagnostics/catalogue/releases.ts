import {error, warning} from './entry.js'

/** Findings about releases: making them, and proving that they are as they were made. */
export const releaseEntries = {
  'release/unreadable': error<{path: string; reason: string}>(
    ({path, reason}) => `${path} is no release that can be read: ${reason}.`,
    () => 'Name the folder of a release, its release.json, or the report that a build wrote beside its packages.',
    'The upgrade check needs to know what the last release held.',
  ),
  'diff/other-kind': error<{before: string; after: string; older: string; newer: string}>(
    ({before, after, older, newer}) => `${older} (${before}) and ${newer} (${after}) cannot be compared.`,
    () => 'Compare two packages of one kind, or two releases of a course.',
    'Each kind of package loses other things, so that most of the differences would be none of the course.',
  ),
  'release/exists': error<{folder: string; version: string; changes: readonly string[]}>(
    ({folder, version, changes}) =>
      `${version} was released already, into ${folder}, and would be another one now: ${changes.slice(0, 5).join(', ')}${changes.length > 5 ? ' …' : ''}.`,
    () => 'Raise “version:” in course.yaml (“coursewright bump” proposes one). A release is never replaced.',
    'Two packages of one version cannot be told apart by anybody who has one of them.',
  ),
  'release/damaged': error<{folder: string; changes: readonly string[]}>(
    ({folder, changes}) =>
      `${folder} is not as it was released: ${changes.slice(0, 5).join(', ')}${changes.length > 5 ? ' …' : ''}.`,
    () => 'Take the files from where they were published, or release a new version.',
    'A release that was changed after it was checked was not checked.',
  ),
  'release/busy': error<{folder: string; process: number}>(
    ({folder, process}) => `Another process (${process}) is releasing into ${folder}.`,
    () => 'Wait until it has ended, and run the command again.',
    'Two at once would write over each other.',
  ),
  'release/no-changelog': warning<{version: string}>(
    ({version}) => `The changelog says nothing of ${version}.`,
    ({version}) =>
      `Add a section “## [${version}]” with what changed for teachers and learners. “coursewright bump --write” proposes one.`,
    'Release notes begin with what the authors say; what a program found is no substitute for why it was changed.',
  ),
  'release/odd-file': error<{path: string}>(
    ({path}) => `${path} is no plain file.`,
    () => 'Remove it: a release holds plain files only.',
    'What a link points to can change after the release was checked.',
  ),
}
