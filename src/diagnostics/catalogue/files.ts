import {didYouMean} from '../nearest.js'
import {error} from './entry.js'

/** `explain` shows the names of facts in the place of numbers. */
const megabytes = (bytes: number): string =>
  Number.isFinite(bytes) ? `${(bytes / 1_000_000).toFixed(1)} MB` : `${String(bytes)} MB`
const kilobytes = (bytes: number): string =>
  Number.isFinite(bytes) ? `${Math.round(bytes / 1000)} KB` : `${String(bytes)} KB`

/** Findings about files and their syntax. */
export const fileEntries = {
  'course/not-found': error<{folder: string}>(
    ({folder}) => `There is no course.yaml in ${folder}.`,
    () => 'Name a folder that holds a course, or start one with “coursewright init FOLDER”.',
    'A course is a folder with a file course.yaml in it.',
  ),
  'file/missing': error<{file: string}>(
    ({file}) => `The file ${file} is missing.`,
    () => 'Create it, or correct the name where it is used.',
    'Names are compared letter by letter, since packages are read on systems where upper and lower case differ.',
  ),
  'file/unreadable': error<{file: string; reason: string}>(
    ({file, reason}) => `${file} cannot be read: ${reason}.`,
    () => 'Check the permissions of the file, or remove it.',
    'Every file of a course is read, so that nothing is left out in silence.',
  ),
  'file/not-text': error<{file: string}>(
    ({file}) => `${file} is not UTF-8 text.`,
    () => 'Save it as UTF-8.',
    'All text of a course is UTF-8; another encoding would reach learners as broken letters.',
  ),
  'file/too-big': error<{file: string; size: number; limit: number}>(
    ({file, size, limit}) => `${file} has ${megabytes(size)}; a text file may have ${megabytes(limit)}.`,
    () => 'Split it into several lessons.',
    'The time to parse Markdown grows with the square of very large inputs: 1.6 MB in one line took 94 seconds.',
  ),
  'file/long-line': error<{length: number; limit: number}>(
    ({length, limit}) => `The line has ${kilobytes(length)}; a line may have ${kilobytes(limit)}.`,
    () => 'Break it into paragraphs; a picture pasted as text belongs into a file below media/.',
    'The time to parse Markdown grows with the square of the length of a line.',
  ),
  'file/stray': error<{file: string; suggestion: string}>(
    ({file}) => `${file} is not a file that a course has.`,
    ({suggestion}) => didYouMean(suggestion, 'Move it out of the course, or below media/.'),
    'A file in the wrong place, or with the wrong ending, would be left out of every package in silence.',
  ),
  'file/link': error<{file: string}>(
    ({file}) => `${file} is a symbolic link, and links are not followed.`,
    () => 'Put the file or folder itself in its place.',
    'A link can lead out of the course, to what nobody meant to publish, and clones on some systems hold none.',
  ),
  'file/control-character': error<{character: string}>(
    ({character}) => `The text holds the control character ${character}.`,
    () => 'Delete it; it is invisible in most editors, so type the line again.',
    'XML 1.0 forbids these characters, so no package could carry them.',
  ),
  'yaml/syntax': error<{reason: string}>(
    ({reason}) => `This is not valid YAML: ${reason}`,
    () => 'Correct the line; texts that contain “: ” or begin with a special character go in quotation marks.',
    'YAML that cannot be read has no meaning.',
  ),
  'yaml/tab': error<Record<string, never>>(
    () => 'The line is indented with a tab.',
    () => 'Use spaces; YAML forbids tabs for indentation.',
    'YAML 1.2, section 6.1: tabs must not be used for indentation.',
  ),
  'yaml/cycle': error<{alias: string}>(
    ({alias}) => `The alias *${alias} refers to something that contains it.`,
    () => 'Write the value out.',
    'A value that contains itself has no end.',
  ),
  'yaml/empty': error<{file: string}>(
    ({file}) => `${file} is empty.`,
    () => 'Fill it in, or remove the file.',
    'An empty file is more often a slip than a wish.',
  ),
  'yaml/duplicate-key': error<{key: string}>(
    ({key}) => `The key “${key}” stands here twice.`,
    () => 'Keep one of the two.',
    'Only one of the two values could be used.',
  ),
  'config/unknown-key': error<{key: string; suggestion: string; allowed: readonly string[]}>(
    ({key}) => `There is no setting “${key}” here.`,
    ({key, suggestion, allowed}) =>
      key.includes(' ')
        ? 'If it belongs to the text before it, put that text in quotation marks.'
        : didYouMean(suggestion, `Known here: ${allowed.join(', ')}.`),
    'A mistyped setting would otherwise be left out in silence.',
  ),
  'config/missing-key': error<{key: string}>(
    ({key}) => `“${key}” is missing.`,
    ({key}) => `Add “${key}:”.`,
    'The setting has no default that would serve.',
  ),
  'config/wrong-type': error<{key: string; expected: string; found: string; advice: string}>(
    ({key, expected, found}) => `“${key}” is ${found}; it must be ${expected}.`,
    ({advice}) => advice,
    'A value of another type is more often a slip than a wish.',
  ),
  'config/wrong-value': error<{key: string; expected: string; suggestion: string}>(
    ({key, expected}) => `“${key}” must be ${expected}.`,
    ({suggestion}) => didYouMean(suggestion, 'Change the value.'),
    'Other values have no meaning here.',
  ),
  'front-matter/missing': error<{file: string}>(
    ({file}) => `${file} does not begin with front matter.`,
    () => 'Begin the file with a line “---”, “title: …” and a line “---”.',
    'The title of a lesson stands in its front matter.',
  ),
}
