import {error, warning} from './entry.js'

/** Findings about the packages that are written. */
/** By what Node says: no room on the disk, or in what one user or one file may take of it. */
const isFull = (reason: string): boolean => /ENOSPC|EDQUOT|EFBIG/.test(reason)

export const packageEntries = {
  'output/unwritable': error<{folder: string; reason: string}>(
    ({folder, reason}) => `Nothing can be written to ${folder}: ${reason}.`,
    ({reason}) =>
      isFull(reason)
        ? 'Make room on the disk, or choose another folder with --out.'
        : 'Choose another folder with --out, or change its permissions.',
    'The last good packages are left as they are.',
  ),
  'system/refused': error<{path: string; reason: string}>(
    ({path, reason}) => `The system refused ${path === '' ? 'what was asked of it' : path}: ${reason}.`,
    ({reason}) =>
      isFull(reason)
        ? 'Make room on the disk, or choose another folder.'
        : /EACCES|EPERM|EROFS/.test(reason)
          ? 'Change the permissions of the folder, or choose another one.'
          : 'See that the path is right and that folders can be made there, or choose another one.',
    'Whatever the command had begun to write may be there in part; packages that were good before are left as they are.',
  ),
  'package/duplicate-path': error<{format: string; path: string}>(
    ({format, path}) => `The ${format} package would hold ${path} twice.`,
    () => 'Rename one of the two files.',
    'One of the two would be lost when the package is unpacked; systems that fold upper and lower case lose more.',
  ),
  'package/broken-link': error<{format: string; from: string; to: string}>(
    ({format, from, to}) => `In the ${format} package ${from} links to ${to}, which is not there.`,
    () => 'This is a fault of coursewright: please report it.',
    'Every link inside a package must land.',
  ),
  'package/unlisted': error<{format: string; path: string; where: string}>(
    ({format, path, where}) => `In the ${format} package ${path} is ${where}.`,
    () => 'This is a fault of coursewright: please report it.',
    'A manifest lists exactly the files that are in the package.',
  ),
  'state/too-long': warning<{format: string; bound: number; limit: number; quiz: string; characters: number}>(
    ({format, bound, limit}) =>
      `In the ${format} package the record of one learner may need ${bound} characters; an LMS keeps ${limit}.`,
    ({format, quiz, characters}) =>
      [
        quiz ? `“${quiz}” takes up to ${characters}. ` : '',
        'Allow fewer attempts, ask or draw fewer questions, or split the course',
        format === 'scorm-1.2' ? '; or build scorm-2004-4th, which has room for 64000' : '',
        '.',
      ].join(''),
    'Where a record does not fit, the player leaves out the answers of earlier attempts first, then typed words, then other answers; never status, score or place.',
  ),
  'loss/too-great': error<{
    format: string
    feature: string
    kind: string
    what: string
    remedy: string
    item: string
    limit: string
  }>(
    ({format, feature, kind, what}) => `${format}: ${what} (${feature}, ${kind})`,
    ({remedy}) => remedy,
    'The build was asked to put up with no greater loss than --max-loss says.',
  ),
}
