import {error, fault, warning} from './entry.js'

const several = (paths: readonly string[], count: number): string =>
  `${paths.join(', ')}${count > paths.length ? ` and ${count - paths.length} more` : ''}`
const are = (count: number): string => (count === 1 ? 'is' : 'are')

/** Faults in the zip of a package, and in its files whatever they are. Found by `inspect`. */
export const foreignFileEntries = {
  'inspect/unknown': error<{file: string; what: string}>(
    ({file, what}) => `${file} is ${what}, which is not inspected.`,
    () => 'Give SCORM, a Common Cartridge, a Canvas export, QTI, Moodle XML or a Moodle backup (.mbz).',
    'What a file is, its content tells, not its name.',
  ),
  'inspect/not-read': warning<{count: number; paths: readonly string[]}>(
    ({count, paths}) => `${several(paths, count)} ${are(count)} too large to be looked into.`,
    () => 'Look at them by hand: what is wrong in them is not known.',
    'A package may hold anything; no more is read than a machine has time and memory for.',
  ),
  'zip/data-descriptor': fault<{count: number; paths: readonly string[]}>(
    'warning',
    'SCORM Cloud',
    'systems with Rustici’s engine',
  )(
    'h5p-offline-player, release embed 1.3.1; java.util.zip.ZipInputStream: “only DEFLATED entries can have EXT descriptor”',
  )(
    ({count, paths}) =>
      `${several(paths, count)} ${are(count)} stored with the size behind the data: readers in Java refuse the whole zip.`,
    'Pack it again with another program, or deflate these files.',
    'Who reads a zip from its beginning cannot find the end of such a file.',
  ),
  'zip/method': fault<{path: string; method: number}>('error', 'most systems')('APPNOTE.TXT 6.3.10, 4.4.5')(
    ({path, method}) => `${path} is packed by method ${method}, which few programs know.`,
    'Pack it again: stored or deflated.',
    'Systems read the two methods that every zip program has.',
  ),
  'zip/backslash': fault<{count: number; paths: readonly string[]}>(
    'error',
    'Moodle app',
    'systems on Linux',
  )('moodlehq/moodleapp, SCORM offline; APPNOTE.TXT 6.3.10, 4.4.17.1')(
    ({count, paths}) =>
      `The zip parts folders by a backslash in ${several(paths, count)}: elsewhere than on Windows that is a part of the name.`,
    'Pack it again with a program that writes slashes.',
    'The files land beside each other under odd names, and nothing finds them.',
  ),
  'zip/name-encoding': fault<{count: number; paths: readonly string[]}>(
    'warning',
    'any system',
  )('APPNOTE.TXT 6.3.10, 4.4.4 and appendix D')(
    ({count, paths}) =>
      `The zip does not say how ${several(paths, count)} ${are(count)} spelt: letters beyond ASCII come out otherwise on other machines.`,
    'Name the files in ASCII, or pack them with names in UTF-8.',
    'Without the mark for UTF-8 a name is in the code page of 1981, or in that of whoever unpacks it.',
  ),
  'zip/case': fault<{path: string; other: string}>(
    'warning',
    'systems on Windows and macOS',
  )('file systems that fold upper and lower case: NTFS, APFS')(
    ({path, other}) =>
      `${path} and ${other} differ in capitals alone: one overwrites the other where these do not count.`,
    'Rename one of them, and what refers to it.',
    'A package is unpacked on the server, and on machines of authors.',
  ),
  'zip/junk': fault<{count: number; paths: readonly string[]}>(
    'warning',
    'Canvas',
    'validators of ADL and 1EdTech',
  )(
    'Canvas, lib/cc/importer/standard/converter.rb:94 (an unlisted file becomes a course file); Content Packaging 1.1.4, 4.5 (every file is listed)',
  )(
    ({count, paths}) => `${several(paths, count)} ${are(count)} rubbish of the system that packed it.`,
    'Pack it again without hidden files: “zip -r course.zip . -x "__MACOSX/*" "*.DS_Store"”.',
    'Learners never need it, and it may show up among the files of the course.',
  ),
  'zip/forbidden': fault<{count: number; paths: readonly string[]}>(
    'warning',
    'Docebo',
  )('help.docebo.com 360020128479')(
    ({count, paths}) => `${several(paths, count)} could run on a server: Docebo refuses packages with such files.`,
    'Leave out what the course does not need.',
    'A package that a server might execute is a danger to it.',
  ),
  'page/broken-link': fault<{url: string; isLoaded: boolean}>(
    'warning',
    'any system',
  )('the package itself: the file is not in it')(
    ({url, isLoaded}) => `The page ${isLoaded ? 'shows' : 'links to'} “${url}”, which is not in the package.`,
    'Add the file, or mend the address. Capitals count.',
    'Learners see a gap, or an error.',
  ),
}
