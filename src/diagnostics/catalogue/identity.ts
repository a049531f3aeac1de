import {error, warning} from './entry.js'

/** Findings about permanent ids and the ledger. */
export const identityEntries = {
  'id/duplicate': error<{id: string; kind: string; first: string}>(
    ({id, kind, first}) => `The ${kind} id “${id}” is used already, in ${first}.`,
    () => 'Give one of the two another id.',
    'Learners’ progress and marks are kept by id: two things with one id would overwrite each other.',
  ),
  'id/invalid': error<{id: string; suggestion: string}>(
    ({id}) => `“${id}” cannot be an id.`,
    ({suggestion}) => `Use lower-case letters, digits and hyphens, starting with a letter: “${suggestion}”.`,
    'Ids become file names, XML identifiers and addresses, which allow no more than this.',
  ),
  'id/vanished': warning<{kind: string; id: string; cost: string; name: string}>(
    ({kind, id}) => `The ${kind} “${id}” was in this course and is gone.`,
    ({cost, name}) =>
      `${cost} If that is meant, add “- ${name}” below “retired:” in course.lock.yaml; if it was renamed, give it back its “id:”.`,
    'An LMS matches by id when a package is replaced: what it cannot find, it deletes with its attempts (Moodle 5.1, mod/scorm/datamodels/scormlib.php).',
  ),
  'id/renamed': error<{file: string; old: string; id: string; own: string}>(
    ({file, old}) => `${file} is new and has no id, and ${old} is gone.`,
    ({id, own}) => `If it was renamed, add “id: ${id}”; if it is something new, add “id: ${own}”.`,
    'An id that was taken from the name of a file must not change with the name: learners’ progress is kept by it.',
  ),
  'id/reused': error<{kind: string; id: string}>(
    ({kind, id}) => `The ${kind} id “${id}” was retired and cannot come back.`,
    () => 'Choose a new id, or take it off the “retired:” list if it is the same thing again.',
    'Old answers of learners would be resumed into it.',
  ),
  'lock/frozen': error<{changes: readonly string[]}>(
    ({changes}) =>
      `course.lock.yaml does not know ${changes.length === 1 ? 'an id' : `${changes.length} ids`}: ${changes.slice(0, 5).join(', ')}${changes.length > 5 ? ' …' : ''}.`,
    () => 'Run “coursewright lock” and commit course.lock.yaml.',
    'With --frozen nothing may be added to the ledger, so that a release is built from what was committed.',
  ),
  'lock/invalid': error<{reason: string}>(
    ({reason}) => `course.lock.yaml cannot be used: ${reason}.`,
    () => 'Take it back from version control; it is written by the tool, not by hand.',
    'The ledger keeps learners’ progress through updates.',
  ),
  'lock/other-course': error<{found: string; expected: string}>(
    ({found, expected}) => `course.lock.yaml belongs to the course “${found}”, not “${expected}”.`,
    () => 'Give the course its id back; for a new course delete course.lock.yaml.',
    'The id of a course is permanent: all identifiers in packages are derived from it.',
  ),
}
