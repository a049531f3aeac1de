import {diagnose, type Outcome} from '../diagnostics/diagnostic.js'
import type {Archive} from '../package/archive.js'
import {readCanvas} from './canvas/index.js'
import {readCartridge} from './cartridge/index.js'
import {kindOfManifest} from './detect.js'
import type {Draft} from './draft.js'
import {readQtiPackage} from './qti-1.2/index.js'
import {readXml} from './xml.js'

/** What a zip holds, as a course. A single folder around all of it is looked through. */
export const readPackage = async (archive: Archive, file: string): Promise<Outcome<Draft | undefined>> => {
  const path = archive.paths
    .filter((candidate) => /^(?:[^/]+\/)?imsmanifest\.xml$/i.test(candidate))
    .sort((a, b) => a.length - b.length)[0]
  if (path === undefined) {
    const draft = await readQtiPackage(archive, undefined, {root: '', file, title: titleOf(file)})
    if (draft.quizzes.length > 0) return {value: draft, diagnostics: []}
    return {value: undefined, diagnostics: [unknown(archive, file)]}
  }
  const {value: manifest, diagnostics} = readXml(path, await archive.read(path))
  if (!manifest) return {value: undefined, diagnostics}
  const {value: kind, diagnostics: found} = kindOfManifest(file, manifest)
  const root = path.replace(/[^/]*$/, '')
  switch (kind) {
    case 'canvas':
      return {value: await readCanvas(archive, manifest, {root, file}), diagnostics}
    case 'cartridge':
      return {value: await readCartridge(archive, manifest, {root, file}), diagnostics}
    case 'qti-1.2':
      return {value: await readQtiPackage(archive, manifest, {root, file, title: titleOf(file)}), diagnostics}
    case undefined:
      return {value: undefined, diagnostics: found}
  }
}

/** What a file is called, as people would write it. */
export const titleOf = (file: string): string =>
  file.replace(/(?:\.(?:gift|moodle|quiz|questions))?\.[^.]*$/i, '').replace(/[-_]+/g, ' ')

const unknown = (archive: Archive, file: string) => {
  const backup = archive.paths.some((path) => /(?:^|\/)moodle_backup\.xml$/.test(path))
  const office = archive.paths.includes('[Content_Types].xml')
  if (backup)
    return diagnose('import/unsupported', {
      file,
      kind: 'a Moodle backup',
      remedy: 'Export the question bank as Moodle XML, or the course as a Common Cartridge.',
    })
  if (office)
    return diagnose('import/unsupported', {
      file,
      kind: 'an office document',
      remedy: 'Give what a learning system exported.',
    })
  return diagnose('import/unknown', {file})
}
