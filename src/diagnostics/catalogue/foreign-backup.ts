import {fault} from './entry.js'

const seen = (what: string) => `Moodle 5.1, backup/moodle2: ${what}; seen`

/** Faults of what Moodle restores and imports. Found by `inspect`. */
export const foreignBackupEntries = {
  'backup/not-at-root': fault<{path: string}>('error', 'Moodle')(seen('“format unknown”'))(
    ({path}) => `The backup lies in a folder (${path}): Moodle does not know the file.`,
    'Pack what is in the folder, not the folder.',
    'Moodle looks for moodle_backup.xml at the top of the archive.',
  ),
  'backup/not-recognised': fault(
    'error',
    'Moodle',
  )('Moodle 5.1, backup/util/helper/backup_general_helper.class.php (first 200 bytes), seen')(
    () =>
      'moodle_backup.xml does not begin as Moodle expects: <?xml version="1.0" encoding="UTF-8"?>, <moodle_backup> and <information> within 200 bytes.',
    'Write these three first, without comments or attributes.',
    'Moodle knows a backup by its first 200 bytes.',
  ),
  'backup/missing-file': fault<{path: string; refused: boolean}>(
    ({refused}) => (refused ? 'error' : 'warning'),
    'Moodle',
  )(seen('variants that each lack one file'))(
    ({path, refused}) =>
      `${path} is missing: ${refused ? 'the restore fails' : 'files, grades and questions of the activity vanish without a word'}.`,
    'Make the backup again.',
    'Moodle opens these files without asking whether they are there.',
  ),
  'backup/empty-hints': fault<{count: number}>('error', 'Moodle')(seen('TypeError'))(
    ({count}) =>
      `${count === 1 ? 'A question has' : `${count} questions have`} an empty <question_hints>: the whole restore dies of it.`,
    'Leave the element out where there are no hints.',
    'PHP walks through what it takes for a list.',
  ),
  'backup/missing-content': fault<{count: number; names: readonly string[]}>(
    'warning',
    'Moodle',
  )(seen('silently dropped'))(
    ({count, names}) =>
      `${names.join(', ')}${count > names.length ? ` and ${count - names.length} more` : ''} ${count === 1 ? 'is' : 'are'} listed, but the bytes are not in the backup: Moodle drops ${count === 1 ? 'it' : 'them'} without a word.`,
    'Make the backup again, with files.',
    'Files lie below files/ by the digest of their content.',
  ),
  'backup/title-tag': fault<{title: string}>(
    'error',
    'Moodle',
  )('Moodle 5.1, util/settings/base_setting.class.php:470, seen')(
    ({title}) => `The name “${title}” looks as if it had a tag in it: the restore stops.`,
    'Write the name without “<”.',
    'Moodle compares the name with itself without tags, and stops if they differ.',
  ),
  'backup/lost-activity': fault<{title: string; section: string}>('error', 'Moodle')(seen('dropped'))(
    ({title, section}) =>
      `“${title}” belongs to section ${section}, which is not in the backup: Moodle drops it without a word.`,
    'Name a section that is there.',
    'Activities are put where their section went.',
  ),
  'backup/no-settings': fault('error', 'Moodle')(seen('an empty course, no error'))(
    () => 'The backup has no settings: Moodle makes an empty course of it, without an error.',
    'Write the settings of the root, of each section and of each activity.',
    'What is not switched on is not restored.',
  ),
  'backup/setting-target': fault<{name: string; target: string}>('error', 'Moodle')(seen('fatal error'))(
    ({name, target}) => `The setting “${name}” is about “${target}”, which is not in the contents: the restore stops.`,
    'Take the setting out, or list its section or activity.',
    'Moodle puts each setting to what it is about.',
  ),
  'backup/sum-of-grades': fault<{title: string; found: number; wanted: number}>(
    'error',
    'Moodle',
  )(seen('nothing recomputes it'))(
    ({title, found, wanted}) =>
      `The quiz “${title}” says that its questions have ${found} marks together; they have ${wanted}. ${found === 0 ? 'Nobody can attempt it.' : 'Every grade is reckoned wrongly.'}`,
    'Write the sum of all maxmark into sumgrades.',
    'Moodle does not add them up when it restores.',
  ),
  'backup/dangling-question': fault<{title: string; entry: string}>(
    'error',
    'Moodle',
  )(seen('the number is kept as it is'))(
    ({title, entry}) =>
      `The quiz “${title}” asks question ${entry}, which is not in the backup: Moodle keeps the number, and may ask somebody else’s question.`,
    'Make the backup again, with its question bank.',
    'A number that was not restored is not changed.',
  ),
  'backup/two-tops': fault<{context: string}>('error', 'Moodle')(seen('precheck error'))(
    ({context}) => `Two categories of questions in context ${context} have no parent: Moodle refuses the restore.`,
    'Keep one, called top, and put all others below it.',
    'A context has one uppermost category.',
  ),
  'moodle-xml/fraction': fault<{name: string; fraction: string}>(
    'error',
    'Moodle',
  )('Moodle 5.1, question/format.php, lib/questionlib.php:196 (match_grade_options)')(
    ({name, fraction}) =>
      `An answer to “${name}” earns ${fraction} %, which is none of Moodle’s grades: the question is not imported, and by default nothing after it.`,
    'Use a grade of Moodle’s list, with five decimals, such as 33.33333.',
    'Shares of the marks are compared with a list.',
  ),
}
