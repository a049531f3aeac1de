import {diagnose, type Outcome} from '../diagnostics/diagnostic.js'
import {decodeXml, descendants, element, elements, readXml, wordOf, type XmlNode} from './xml.js'

/** What a package turned out to be. */
export type Kind =
  | {readonly kind: 'moodle-xml'; readonly root: XmlNode}
  | {readonly kind: 'qti-1.2'; readonly root: XmlNode}
  | {readonly kind: 'gift' | 'aiken' | 'cloze'; readonly text: string}

/** What a single file is, by its content. */
export const kindOfFile = (file: string, bytes: Uint8Array): Outcome<Kind | undefined> => {
  const text = decodeXml(bytes) ?? new TextDecoder('windows-1252').decode(bytes)
  if (!/^\s*</.test(text)) {
    if (/^ANSWER: *[A-Z]\s*$/m.test(text)) return {value: {kind: 'aiken', text}, diagnostics: []}
    if (/\{\d*:[A-Z_]+:/.test(text)) return {value: {kind: 'cloze', text}, diagnostics: []}
    if (isGift(text)) return {value: {kind: 'gift', text}, diagnostics: []}
    return {value: undefined, diagnostics: [diagnose('import/unknown', {file})]}
  }
  const {value: root, diagnostics} = readXml(file, bytes)
  if (!root) return {value: undefined, diagnostics}
  const unsupported = (kind: string, remedy: string) => ({
    value: undefined,
    diagnostics: [diagnose('import/unsupported', {file, kind, remedy})],
  })
  switch (root.name) {
    case 'quiz':
    case 'question':
      return {value: {kind: 'moodle-xml', root}, diagnostics: []}
    case 'questestinterop':
      return {value: {kind: 'qti-1.2', root}, diagnostics: []}
    case 'assessmentItem':
    case 'assessmentTest':
      return unsupported('a file of QTI 2', qti2Remedy)
    case 'manifest':
      return unsupported('the table of contents of a package alone', 'Give the whole package, as it was exported.')
    default:
      return {value: undefined, diagnostics: [diagnose('import/unknown', {file})]}
  }
}

const qti2Remedy = 'Export the questions as QTI 1.2, or as a Common Cartridge.'

/** Braces with answers, or a title between double colons. */
const isGift = (text: string): boolean =>
  /::[^:\n]+::/.test(text) || /(?<!\\)\{[\s\S]*(?<!\\)\}/.test(text) || /^\s*\$CATEGORY:/m.test(text)

/** What the manifest of a zip says that it is. */
export const kindOfManifest = (
  file: string,
  manifest: XmlNode,
): Outcome<'canvas' | 'cartridge' | 'qti-1.2' | undefined> => {
  const schema = wordOf(manifest, 'metadata', 'schema') ?? ''
  const resources = descendants(element(manifest, 'resources'), 'resource')
  const types = resources.map(({attributes}) => attributes.type ?? '')
  const unsupported = (kind: string, remedy: string) => ({
    value: undefined,
    diagnostics: [diagnose('import/unsupported', {file, kind, remedy})],
  })
  // Canvas knows its own cartridges by the same file (lib/canvas/migration/package_identifier.rb:54).
  const isCanvas = resources.some((resource) =>
    [resource.attributes.href, ...elements(resource, 'file').map(({attributes}) => attributes.href)].some((href) =>
      /(?:^|\/)course_settings\/(?:canvas_export\.txt|course_settings\.xml|module_meta\.xml)$/.test(href ?? ''),
    ),
  )
  if (isCanvas) return {value: 'canvas', diagnostics: []}
  if (/common cartridge/i.test(schema)) return {value: 'cartridge', diagnostics: []}
  // Canvas’s zips of quizzes hold its settings in resources of a cartridge’s kind.
  if (types.some((type) => /^imsqti(?:asi)?_xmlv1p\d(?:p\d)?$/.test(type))) return {value: 'qti-1.2', diagnostics: []}
  if (types.some((type) => /imscc_xmlv1p|imsdt_xmlv|imswl_xmlv/.test(type)))
    return {value: 'cartridge', diagnostics: []}
  if (/scorm/i.test(schema) || resources.some(({attributes}) => 'scormtype' in attributes || 'scormType' in attributes))
    return unsupported(
      'a SCORM package',
      'Export the course as a Common Cartridge: a SCORM package holds a finished player.',
    )
  if (types.some((type) => /^imsqti_(?:item|test|assessment)_xmlv[23]/.test(type)))
    return unsupported('a package of QTI 2', qti2Remedy)
  return {value: undefined, diagnostics: [diagnose('import/unknown', {file})]}
}
