import {type Diagnostic, diagnose, inOrder, type Outcome} from '../diagnostics/diagnostic.js'
import {isPage} from '../import/cartridge/addresses.js'
import {decodeXml, readXml, type XmlNode} from '../import/xml.js'
import {startOf} from '../model/place.js'
import {type Archive, Refused} from '../package/archive.js'
import type {Contents} from './contents.js'
import {kindOf} from './detect.js'
import {type ExternalLink, externalLinks} from './links.js'
import {readPackageManifest} from './manifest.js'
import {readCanvasContents} from './readers/canvas.js'
import {readCartridgeContents} from './readers/cartridge.js'
import {readBackup} from './readers/moodle-backup.js'
import {readMoodleXmlContents} from './readers/moodle-xml.js'
import {quizzesIn, readQtiFiles} from './readers/qti-1.2.js'
import {readQti2} from './readers/qti-2.js'
import {readScorm} from './readers/scorm.js'
import {inspectRules} from './rules/index.js'
import type {Subject} from './rules/rule.js'
import {openSources, type Sources, sourceLimits, tagsIn} from './sources.js'

/** What is in a package, and what is wrong with it. */
export interface Inspection {
  readonly contents: Contents
  readonly files: {
    readonly count: number
    /** Bytes, unpacked. */
    readonly size: number
    readonly largest: readonly {readonly path: string; readonly size: number}[]
  }
  readonly links: readonly ExternalLink[]
}

/** Reads a package as it stands and judges it. Undefined: it is none that is known, or too broken to be read. */
export const inspectArchive = async (archive: Archive, file: string): Promise<Outcome<Inspection | undefined>> => {
  const sources = openSources(archive)
  const read = await readSubject(sources, archive, file)
  if (!read.value)
    return {value: undefined, diagnostics: read.diagnostics.length > 0 ? read.diagnostics : sources.diagnostics()}
  for (const path of archive.paths) if (isPage(path)) await sources.page(path)
  const sizes = archive.paths.map((path) => ({path, size: archive.sizeOf(path)}))
  const checked = await checkRest(archive, sources)
  return {
    value: {
      contents: read.value.contents,
      files: {
        count: sizes.length,
        size: sizes.reduce((sum, {size}) => sum + size, 0),
        largest: [...sizes].sort((a, b) => b.size - a.size).slice(0, 5),
      },
      links: externalLinks(sources, read.value.contents),
    },
    diagnostics: [...sources.diagnostics(), ...checked, ...judge(read.value)],
  }
}

/** A single XML file of questions. */
export const inspectDocument = (file: string, bytes: Uint8Array): Outcome<Inspection | undefined> => {
  // Pictures in base64 make such files long, but give them no tags.
  if (tagsIn(bytes) > sourceLimits.tags)
    return {value: undefined, diagnostics: [diagnose('inspect/not-read', {count: 1, paths: [file]})]}
  const {value: root, diagnostics} = readXml(file, bytes, {places: true})
  if (!root) return {value: undefined, diagnostics}
  const contents: Contents | undefined =
    root.name === 'quiz' || root.name === 'question'
      ? readMoodleXmlContents(root)
      : root.name === 'questestinterop'
        ? {kind: 'qti-1.2', version: '', id: '', title: '', items: quizzesIn(root, file)}
        : undefined
  if (!contents)
    return {value: undefined, diagnostics: [diagnose('inspect/unknown', {file, what: unknownDocument(root)})]}
  const sources = singleDocument(file, root, bytes)
  return {
    value: {
      contents,
      files: {count: 1, size: bytes.length, largest: [{path: file, size: bytes.length}]},
      links: externalLinks(sources, contents),
    },
    diagnostics: judge({
      kind: contents.kind,
      sources,
      headers: [],
      manifest: undefined,
      backup: undefined,
      document: root,
      contents,
    }),
  }
}

/** As many findings of one code as anybody reads; a hostile package may have a million. */
const most = 50

const judge = (subject: Subject): readonly Diagnostic[] =>
  inspectRules.flatMap((rule) => {
    const counts = new Map<string, number>()
    const found: Diagnostic[] = []
    for (const diagnostic of rule.find(subject)) {
      const count = (counts.get(diagnostic.code) ?? 0) + 1
      counts.set(diagnostic.code, count)
      if (count <= most) found.push(diagnostic)
      if (count > most && rule.codes.every((code) => (counts.get(code) ?? 0) > most)) break
    }
    return inOrder(found)
  })

const readSubject = async (sources: Sources, archive: Archive, file: string): Promise<Outcome<Subject | undefined>> => {
  const {headers = []} = archive
  const none = {manifest: undefined, backup: undefined, document: undefined, sources, headers}
  const found = (subject: Omit<Subject, 'kind'>) => ({
    value: {...subject, kind: subject.contents.kind},
    diagnostics: [],
  })
  const backupPath = nearest(sources.paths, /^(?:[^/]+\/)?moodle_backup\.xml$/)
  if (backupPath !== undefined) {
    const node = await sources.document(backupPath)
    if (!node) return {value: undefined, diagnostics: []}
    const root = backupPath.replace(/[^/]*$/, '')
    return found({...none, backup: {root, path: backupPath, node}, contents: await readBackup(sources, root, node)})
  }
  const path = nearest(sources.paths, /^(?:[^/]+\/)?imsmanifest\.xml$/i)
  if (path === undefined) {
    const items = await readQtiFiles(sources, undefined)
    return items.length > 0
      ? found({...none, contents: {kind: 'qti-1.2', version: '', id: '', title: '', items}})
      : {value: undefined, diagnostics: [diagnose('inspect/unknown', {file, what: unknownPackage(sources.paths)})]}
  }
  const node = await sources.document(path)
  const bytes = node && (await sources.bytes(path))
  if (!node || !bytes) return {value: undefined, diagnostics: []}
  const manifest = readPackageManifest(path, bytes, node, {has: sources.has, text: sources.texts.get(path) ?? ''})
  return found({...none, manifest, contents: await contentsOf(sources, manifest)})
}

const contentsOf = async (sources: Sources, manifest: ReturnType<typeof readPackageManifest>): Promise<Contents> => {
  const kind = kindOf(manifest)
  switch (kind) {
    case 'canvas': {
      // What it has for other systems is judged as well.
      await readCartridgeContents(sources, manifest)
      return readCanvasContents(sources, manifest)
    }
    case 'common-cartridge':
      return readCartridgeContents(sources, manifest)
    case 'qti-1.2': {
      const items = await readQtiFiles(sources, manifest)
      return {kind, version: manifest.version.trim(), id: manifest.node.attributes.identifier ?? '', title: '', items}
    }
    case 'qti-2':
      return readQti2(sources, manifest)
    default:
      return readScorm(sources, manifest, kind)
  }
}

/** The one that lies nearest to the top. */
const nearest = (paths: readonly string[], pattern: RegExp): string | undefined =>
  paths.filter((path) => pattern.test(path)).sort((a, b) => a.length - b.length)[0]

/** Bytes that are read to see that the rest of the package is whole. */
const mostChecked = 1_000_000_000

/** What nobody asked for is read all the same: a film that is cut off plays for nobody. */
const checkRest = async (archive: Archive, {texts}: Sources): Promise<readonly Diagnostic[]> => {
  const found: Diagnostic[] = []
  let left = mostChecked
  for (const path of archive.paths) {
    left -= archive.sizeOf(path)
    if (texts.has(path) || left < 0) continue
    try {
      for await (const _ of archive.pieces(path));
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      found.push({...error.diagnostic, place: startOf(path)})
    }
  }
  return found
}

const singleDocument = (file: string, root: XmlNode, bytes: Uint8Array): Sources => ({
  paths: [file],
  has: (path) => path === file,
  sizeOf: () => bytes.length,
  bytes: async () => bytes,
  document: async () => root,
  page: async () => undefined,
  documents: new Map([[file, root]]),
  pages: new Map(),
  texts: new Map([[file, decodeXml(bytes) ?? '']]),
  diagnostics: () => [],
})

const unknownPackage = (paths: readonly string[]): string => {
  const has = (name: string) => paths.some((path) => path === name || path.endsWith(`/${name}`))
  if (has('cmi5.xml')) return 'a cmi5 package'
  if (has('tincan.xml')) return 'a Tin Can package'
  if (has('h5p.json')) return 'an H5P package'
  if (has('moodle.xml')) return 'a backup of Moodle 1'
  if (has('META-INF/container.xml')) return 'an EPUB'
  if (has('[Content_Types].xml')) return 'an office document'
  if (has('imsmanifest.xml')) return 'a package whose manifest lies deep in its folders'
  return 'a zip without imsmanifest.xml and moodle_backup.xml'
}

const unknownDocument = ({name}: XmlNode): string =>
  name === 'manifest' ? 'a manifest without its package' : `XML with the root <${name}>`
