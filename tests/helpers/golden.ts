import {existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {expect} from 'vitest'
import {readOptions} from '../../src/formats/choose.js'
import {formats} from '../../src/formats/index.js'
import type {Content, PackageFile} from '../../src/model/package.js'
import {seal} from '../../src/package/seal.js'
import {compileFolder, describeFinding, templates} from './compile.js'

const goldenFolder = fileURLToPath(new URL('../golden/', import.meta.url))
const everything = fileURLToPath(new URL('../fixtures/everything', import.meta.url))

/** The files of the course `everything` in a format, sealed; its losses. With an overlay of the course: of that edition. */
export const writeEverything = async (id: string, overlay?: string) => {
  const format = formats.find((candidate) => candidate.id === id)
  if (!format) throw new Error(`There is no format ${id}.`)
  const overlays = overlay === undefined ? [] : [`${everything}/overlays/${overlay}`]
  const {gathered, course, config, others, templates: own = templates} = await compileFolder(everything, overlays)
  const {value: options} = readOptions(format, config)
  const {files, losses} = format.write({
    edition: gathered.edition,
    course,
    language: config.language,
    templates: own,
    options,
    others,
  })
  const {value, diagnostics} = seal(format, files)
  expect(diagnostics.map(describeFinding)).toEqual([])
  return {files: value, losses}
}

/**
 * Compares a format's package of an edition of `everything` with tests/golden/editions/<overlay>/<format>: what differs
 * from the package of the course as it is and from the edition's own web site, a list of all files, and the losses.
 */
export const expectEditionGolden = async (overlay: string, id: string): Promise<void> => {
  const {files, losses} = await writeEverything(id, overlay)
  const plain = await writeEverything(id)
  const site = id === 'html' ? [] : (await writeEverything('html', overlay)).files
  const asBefore = new Set([...plain.files, ...site].map((file) => JSON.stringify(file)))
  const isSame = (file: PackageFile) => asBefore.has(JSON.stringify(file))
  compare(
    join(goldenFolder, 'editions', overlay, id),
    new Map([
      [
        'FILES.txt',
        files
          .map((file) => (isSame(file) ? `${file.path}\tas in the course, or in html\n` : describeFile(file)))
          .join(''),
      ],
      [
        'LOSSES.json',
        `${JSON.stringify(
          losses.filter((loss) => !plain.losses.some((other) => JSON.stringify(other) === JSON.stringify(loss))),
          null,
          2,
        )}\n`,
      ],
      ...files.flatMap((file): [string, string][] =>
        isText(file.content) && !isSame(file) && !/(site|player|cartridge|print)\.css$/.test(file.path)
          ? [[`package/${file.path}`, shownText(file.content)]]
          : [],
      ),
    ]),
  )
}

/**
 * Compares a format's package of `everything` with tests/golden/<format>: each text file but style sheets, a list of all
 * files, and the losses. Pages that are the same bytes in the site of the format html stand there alone. Run with UPDATE_GOLDEN=1 to write them anew, and read the difference before you commit it.
 */
export const expectGolden = async (id: string): Promise<void> => {
  const {files, losses} = await writeEverything(id)
  const site = id === 'html' ? [] : (await writeEverything('html')).files
  const inSite = (file: PackageFile) =>
    site.some((other) => other.path === file.path && JSON.stringify(other.content) === JSON.stringify(file.content))
  const actual = new Map<string, string>([
    ['FILES.txt', files.map((file) => (inSite(file) ? `${file.path}\tas in html\n` : describeFile(file))).join('')],
    ['LOSSES.json', `${JSON.stringify(losses, null, 2)}\n`],
    ...files.flatMap((file): [string, string][] =>
      isText(file.content) && !file.path.endsWith('.css') && !inSite(file)
        ? [[`package/${file.path}`, shownText(file.content)]]
        : [],
    ),
  ])
  compare(join(goldenFolder, id), actual)
}

const compare = (folder: string, actual: ReadonlyMap<string, string>): void => {
  if (process.env.UPDATE_GOLDEN) {
    rmSync(folder, {recursive: true, force: true})
    for (const [path, text] of actual) {
      mkdirSync(dirname(join(folder, path)), {recursive: true})
      writeFileSync(join(folder, path), text)
    }
  }
  expect(existsSync(folder) ? listFiles(folder) : []).toEqual([...actual.keys()].sort())
  for (const [path, text] of actual) expect(text, path).toBe(readFileSync(join(folder, path), 'utf8'))
}

const isText = (content: Content): content is TextContent => 'text' in content || 'parts' in content

type TextContent = Extract<Content, {readonly text: unknown} | {readonly parts: unknown}>

/** Files inside the text are shown by their paths. */
const shownText = (content: TextContent): string =>
  'text' in content
    ? content.text
    : content.parts.map((part) => (typeof part === 'string' ? part : `(${part.base64})`)).join('')

const describeFile = ({path, content}: PackageFile): string => {
  if ('text' in content) return `${path}\ttext\n`
  if ('bytes' in content) return `${path}\t${content.bytes.length} bytes\n`
  if ('parts' in content) return `${path}\ttext with files in it\n`
  return 'media' in content
    ? `${path}\tfrom the course: ${content.media}\n`
    : `${path}\tships with coursewright: ${content.asset}\n`
}

const listFiles = (folder: string, below = ''): string[] =>
  readdirSync(join(folder, below))
    .flatMap((name) => {
      const path = below ? `${below}/${name}` : name
      return statSync(join(folder, path)).isDirectory() ? listFiles(folder, path) : [path]
    })
    .sort()
