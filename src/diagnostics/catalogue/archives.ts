import {error} from './entry.js'

const amount = (size: number, what: string): string =>
  what === 'bytes' && Number.isFinite(size) ? `${Math.round(size / 1_000_000)} MB` : `${String(size)} ${what}`

/** Findings about packages that others made, when they are read. */
export const archiveEntries = {
  'archive/broken': error<{file: string; reason: string}>(
    ({file, reason}) => `${file} is broken: ${reason}.`,
    () => 'Download or export it again; a transfer that broke off leaves such files.',
    'A part of the course would be missing, and nobody could say which.',
  ),
  'archive/unsafe-path': error<{path: string}>(
    ({path}) => `The archive holds a file whose name leads out of its folder: ${path}.`,
    () => 'Do not use it: no honest program writes such names. Export the course again.',
    'A file unpacked under such a name would overwrite files elsewhere on this machine.',
  ),
  'archive/link': error<{path: string}>(
    ({path}) => `${path} is no file but a link or a device.`,
    () => 'Pack the file itself.',
    'What is written through a link may land anywhere.',
  ),
  'archive/encrypted': error<{path: string}>(
    ({path}) => `${path} is encrypted.`,
    () => 'Export the course without a password.',
    'What cannot be read cannot be imported.',
  ),
  'archive/twice': error<{path: string}>(
    ({path}) => `The archive holds ${path} twice.`,
    () => 'Export the course again.',
    'Programs differ in which of the two they take, so that one could check what another never sees.',
  ),
  'archive/too-large': error<{what: string; size: number; limit: number}>(
    ({what, size, limit}) => `Unpacked it would be ${amount(size, what)}; at most ${amount(limit, what)} are read.`,
    () => 'Export the course without its largest recordings, and link to those instead.',
    'A small file can claim any size; the limits are far above those of real courses.',
  ),
  'archive/bomb': error<{path: string; ratio: number}>(
    ({path, ratio}) => `${path} would grow to ${ratio} times its size.`,
    () => 'Do not use it: such files are made to fill disks. Export the course again.',
    'Texts and pictures of courses shrink to a hundredth at best.',
  ),
  'xml/broken': error<{file: string; reason: string}>(
    ({file, reason}) => `${file} is no well-formed XML: ${reason}.`,
    () => 'Export it again, or mend the line.',
    'What a broken file means is anybody’s guess.',
  ),
  'xml/doctype': error<{file: string}>(
    ({file}) => `${file} declares entities or an external document type.`,
    () => 'Take the DOCTYPE out. Nothing that packages of courses hold needs one.',
    'Entities can grow to gigabytes, and external ones read files of this machine and call other machines.',
  ),
  'xml/too-deep': error<{file: string; limit: number}>(
    ({file, limit}) => `${file} nests elements more than ${String(limit)} deep.`,
    () => 'Export it again.',
    'No course needs it, and programs run out of memory on it.',
  ),
  'import/unknown': error<{file: string}>(
    ({file}) => `${file} is nothing that can be imported.`,
    () => 'Give a Common Cartridge (.imscc), QTI 1.2, Moodle XML, GIFT or Aiken, as it was exported.',
    'What a file is, its content tells, not its name.',
  ),
  'import/unsupported': error<{file: string; kind: string; remedy: string}>(
    ({file, kind}) => `${file} is ${kind}, which is not read.`,
    ({remedy}) => remedy,
    'The import reads what most systems can export.',
  ),
  'import/empty': error<{file: string}>(
    ({file}) => `Nothing in ${file} can become a part of a course.`,
    () => 'See what was not kept, and why.',
    'A course without content cannot be built.',
  ),
}
