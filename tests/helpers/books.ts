import {cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {writePackage} from '../../src/package/container.js'
import {sealPackages} from '../../src/packages.js'
import {compileFolder, describeFinding, templates} from './compile.js'

/** Writes the package of a course in one format into a folder, and returns its path. */
export const writeBook = async (
  format: string,
  course: string,
  {overlays = [], out}: {readonly overlays?: readonly string[]; readonly out: string},
): Promise<string> => {
  const compiled = await compileFolder(course, overlays)
  const {value, diagnostics} = sealPackages(compiled, templates, {formats: [format]})
  const [made] = value
  if (!made || diagnostics.length > 0) throw new Error(diagnostics.map(describeFinding).join('\n'))
  const path = join(out, made.name)
  await writePackage(path, made.format.container, made.files, course)
  return path
}

export const temporaryBooks = (): {readonly folder: string; readonly remove: () => void} => {
  const folder = mkdtempSync(join(tmpdir(), 'coursewright-books-'))
  return {folder, remove: () => rmSync(folder, {recursive: true, force: true})}
}

/** A copy of the course `everything` whose translated edition is in Arabic: what is not translated stays English. */
export const arabicEverything = (folder: string): {readonly course: string; readonly overlays: readonly string[]} => {
  const course = join(folder, 'everything')
  cpSync('tests/fixtures/everything', course, {recursive: true})
  const file = join(course, 'overlays/translated/overlay.yaml')
  const text = readFileSync(file, 'utf8')
  writeFileSync(file, text.replace('language: es', 'language: ar').replace('[es, ar, en-GB]', '[ar, es, en-GB]'))
  return {course, overlays: [join(course, 'overlays/translated')]}
}
