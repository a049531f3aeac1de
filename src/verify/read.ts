import {createReadStream} from 'node:fs'
import {open, readFile, stat} from 'node:fs/promises'
import {join} from 'node:path'
import {createGunzip} from 'node:zlib'
import {type Diagnostic, diagnose} from '../diagnostics/diagnostic.js'
import {decodeXml, descendants, element, readXml, textOf, wordOf, type XmlNode} from '../import/xml.js'
import {type Archive, openArchive, Refused} from '../package/archive.js'
import {filesBelow} from '../package/digests.js'

/** A package that was read from its first byte to its last. */
export interface ReadPackage {
  /** `SCORM 1.2`, `Common Cartridge 1.1.0`, … */
  readonly kind: string
  readonly entries: number
  /** Unpacked. */
  readonly bytes: number
  /** What is broken, entry by entry. */
  readonly diagnostics: readonly Diagnostic[]
  readonly archive?: Archive
  readonly manifest?: XmlNode
  /** A folder of static pages: paths of its files. */
  readonly site?: readonly string[]
}

/** Reads every entry of a package with its checksum, and finds out what it is. Whoever gets an archive closes it. */
export const readPackage = async (path: string): Promise<ReadPackage> => {
  const there = await stat(path).catch(() => undefined)
  if (!there) return failed('file', [diagnose('verify/unreadable', {path, reason: 'there is no such file'})])
  if (there.isDirectory()) return readFolder(path)
  const start = await firstBytes(path)
  if (start[0] === 0x1f && start[1] === 0x8b) return readGzip(path)
  // Also a zip that is cut off within its first header, which `packedAs` does not know for one.
  if (start.toString('latin1', 0, 2) === 'PK') return readZip(path)
  if (start.toString('latin1') === '%PDF') return readPdf(path)
  return readText(path, there.size)
}

const failed = (kind: string, diagnostics: readonly Diagnostic[]): ReadPackage => ({
  kind,
  entries: 0,
  bytes: 0,
  diagnostics,
})

const firstBytes = async (path: string): Promise<Buffer> => {
  const file = await open(path)
  try {
    const {buffer, bytesRead} = await file.read(Buffer.alloc(4), 0, 4, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

const readFolder = async (path: string): Promise<ReadPackage> => {
  if (!(await stat(join(path, 'index.html')).catch(() => undefined))?.isFile())
    return failed('folder', [diagnose('verify/unreadable', {path, reason: 'the folder has no index.html'})])
  const {files} = await filesBelow(path.replace(/[\\/]+$/, ''))
  const bytes = files.reduce((sum, {size}) => sum + size, 0)
  return {kind: 'HTML pages', entries: files.length, bytes, diagnostics: [], site: files.map((file) => file.path)}
}

/** Older Moodle backups are a gzipped archive: its one checksum proves all of it. */
const readGzip = async (path: string): Promise<ReadPackage> => {
  let bytes = 0
  try {
    for await (const piece of createReadStream(path).pipe(createGunzip())) bytes += (piece as Buffer).length
    return {kind: 'gzipped archive', entries: 1, bytes, diagnostics: []}
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return failed('gzipped archive', [diagnose('archive/broken', {file: path, reason})])
  }
}

/** A document that was cut off has lost its end, by which readers begin (ISO 32000-2, section 7.5.5). */
const readPdf = async (path: string): Promise<ReadPackage> => {
  const bytes = await readFile(path)
  if (!/startxref\s+\d+\s+%%EOF\s*$/.test(bytes.toString('latin1', Math.max(0, bytes.length - 1024))))
    return failed('PDF', [diagnose('verify/unreadable', {path, reason: 'the document has no end'})])
  return {kind: 'PDF', entries: 1, bytes: bytes.length, diagnostics: []}
}

const readText = async (path: string, size: number): Promise<ReadPackage> => {
  const bytes = await readFile(path)
  const text = decodeXml(bytes)
  const diagnostics =
    text === undefined
      ? [diagnose('verify/unreadable', {path, reason: 'it is neither a zip nor a text'})]
      : /^\s*</.test(text)
        ? readXml(path, bytes).diagnostics
        : []
  return {kind: /^\s*</.test(text ?? '') ? 'XML' : 'text', entries: 1, bytes: size, diagnostics}
}

const readZip = async (path: string): Promise<ReadPackage> => {
  const {value: archive, diagnostics: refused} = await openArchive(path)
  if (!archive) return failed('zip', refused)
  let bytes = 0
  const diagnostics: Diagnostic[] = []
  for (const name of archive.paths)
    try {
      for await (const piece of archive.pieces(name)) bytes += piece.length
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      diagnostics.push(error.diagnostic)
    }
  const manifest = diagnostics.length === 0 ? await manifestOf(archive) : undefined
  return {
    kind: kindOf(archive, manifest),
    entries: archive.paths.length,
    bytes,
    diagnostics,
    archive,
    ...(manifest ? {manifest} : {}),
  }
}

const manifestOf = async (archive: Archive): Promise<XmlNode | undefined> =>
  archive.paths.includes('imsmanifest.xml')
    ? readXml('imsmanifest.xml', await archive.read('imsmanifest.xml')).value
    : undefined

const kindOf = ({paths}: Archive, manifest: XmlNode | undefined): string => {
  const has = (path: string) => paths.includes(path)
  if (manifest) {
    const schema = wordOf(manifest, 'metadata', 'schema') ?? ''
    const version = wordOf(manifest, 'metadata', 'schemaversion') ?? ''
    if (/scorm/i.test(schema)) return `SCORM ${version}`.trim()
    if (has('course_settings/canvas_export.txt')) return 'Canvas cartridge'
    if (/common cartridge/i.test(schema)) return `Common Cartridge ${version}`.trim()
    if (
      descendants(element(manifest, 'resources'), 'resource').some(({attributes}) => /qti/.test(attributes.type ?? ''))
    )
      return 'QTI'
    return 'content package'
  }
  if (has('moodle_backup.xml')) return 'Moodle backup'
  if (has('cmi5.xml')) return 'cmi5'
  return has('META-INF/container.xml') ? 'EPUB' : 'zip'
}

/** Percent that a SCORM manifest demands; undefined: none. */
export const masteryOf = (manifest: XmlNode): number | undefined => {
  const [old] = descendants(manifest, 'masteryscore')
  const [now] = descendants(manifest, 'minNormalizedMeasure')
  const value = old ? Number(textOf(old)) : now ? Math.round(Number(textOf(now)) * 10_000) / 100 : Number.NaN
  return Number.isFinite(value) ? value : undefined
}
