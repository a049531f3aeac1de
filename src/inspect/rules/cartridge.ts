import {diagnose} from '../../diagnostics/diagnostic.js'
import {isPage} from '../../import/cartridge/addresses.js'
import {descendants, element} from '../../import/xml.js'
import {startOf} from '../../model/place.js'
import {itemsIn, type PackageManifest} from '../manifest.js'
import {cartridgeTitle} from '../readers/cartridge.js'
import {isForMoodle} from './cartridge-version.js'
import {type InspectRule, named, rulesFor, type Subject} from './rule.js'

type CartridgeSubject = Subject & {readonly manifest: PackageManifest}

const rule = rulesFor(
  (subject): subject is CartridgeSubject =>
    subject.manifest !== undefined && (subject.kind === 'common-cartridge' || subject.kind === 'canvas'),
)

/** A rule about what Moodle does, for the versions that it reads. */
const moodleRule: typeof rule = (codes, find) =>
  rule(codes, function* (subject) {
    if (isForMoodle(subject)) yield* find(subject)
  })

const namespace = moodleRule(['cartridge/namespace-too-late'], function* ({manifest}) {
  const head = new TextDecoder('latin1')
    .decode(manifest.bytes.subarray(0, 1024))
    .toLowerCase()
    .replace(/[\s"']/g, '')
  if (!/xmlns=http:\/\/www\.imsglobal\.org\/xsd\/(?:imscc|imsccv1p1)\/imscp_v1p1/.test(head))
    yield diagnose('cartridge/namespace-too-late', {}, manifest.node.place)
})

const version = rule(['cartridge/unknown-version'], function* ({manifest, kind}) {
  if (kind === 'common-cartridge' && !/^1\.[0-3]\.0$/.test(manifest.version))
    yield diagnose('cartridge/unknown-version', {version: manifest.version}, manifest.node.place)
})

const types = rule(['cartridge/no-type', 'cartridge/resource-type'], function* (subject) {
  const {manifest} = subject
  const number = manifest.version.trim().split('.')[1] ?? ''
  const known = new RegExp(
    `^(?:webcontent|associatedcontent/imscc_xmlv1p${number}/learning-application-resource|imsqti_xmlv1p2/imscc_xmlv1p${number}/(?:assessment|question-bank)|imsdt_xmlv1p${number}|imswl_xmlv1p${number}${number === '1' ? '|imsbasiclti_xmlv1p0' : ''})$`,
  )
  for (const {id, type, node} of manifest.resources) {
    if (type === '') yield diagnose('cartridge/no-type', {resource: id}, node.place)
    else if (isForMoodle(subject) && !known.test(type))
      yield diagnose('cartridge/resource-type', {resource: id, type}, node.place)
  }
})

const intendedUse = moodleRule(['cartridge/intended-use'], function* ({manifest}) {
  for (const {intendedUse: value, node} of manifest.resources)
    if (value !== undefined && !/^(?:lessonplan|syllabus|unspecified)$/.test(value))
      yield diagnose('cartridge/intended-use', {value}, node.place)
})

const structure = moodleRule(['cartridge/structure', 'cartridge/no-items'], function* ({manifest}) {
  const {organizations} = manifest
  const [organization, ...more] = organizations
  const [root, ...others] = organization?.items ?? []
  if (!organization || !root || itemsIn(organization.items).every(({reference}) => reference === undefined)) {
    yield diagnose('cartridge/no-items', {}, organization?.node.place ?? startOf(manifest.path))
    return
  }
  const {place, attributes} = organization.node
  if (more.length > 0) yield diagnose('cartridge/structure', {what: 'There are several organizations'}, place)
  if (attributes.structure !== 'rooted-hierarchy')
    yield diagnose('cartridge/structure', {what: 'The organization has no structure="rooted-hierarchy"'}, place)
  if (others.length > 0)
    yield diagnose(
      'cartridge/structure',
      {what: 'There are several items at the top of the contents'},
      others[0]?.node.place,
    )
  for (const {node, title, id} of itemsIn(root.items))
    if (title === undefined) yield diagnose('cartridge/structure', {what: `The item “${id}” has no title`}, node.place)
})

const title = moodleRule(['cartridge/title-tag'], function* ({manifest}) {
  const words = cartridgeTitle(manifest)
  if (hasTag(words)) yield diagnose('cartridge/title-tag', {title: words}, manifest.node.place)
})

/** What PHP's strip_tags would take out of a name. */
export const hasTag = (text: string): boolean => /<[a-z!/?]/i.test(text)

const pagesSay = moodleRule(['cartridge/empty-page'], function* ({manifest, sources}) {
  const shown = new Set(
    manifest.organizations.flatMap(({items}) => itemsIn(items).flatMap(({reference}) => reference ?? [])),
  )
  for (const {id, type, href} of manifest.resources) {
    const page = href?.path === undefined ? undefined : sources.pages.get(href.path)
    if (page && !page.isSaying && type === 'webcontent' && shown.has(id))
      yield diagnose('cartridge/empty-page', {}, startOf(href?.path ?? ''))
  }
})

/** In XML the text of a page is escaped once more. */
const entityNames = moodleRule(['cartridge/entity-name'], function* ({sources, kind}) {
  for (const [path, text] of sources.texts) {
    if (kind === 'canvas' && /^(?:non_cc_assessments|course_settings)\//.test(path)) continue
    if (!isPage(path) && !/\.xml$/.test(path)) continue
    const found = (isPage(path) ? inPage : inXml).exec(text)?.[1]
    if (found !== undefined) yield diagnose('cartridge/entity-name', {text: `&${found};`}, startOf(path))
  }
})

const inPage = /&amp;(?!(?:lt|gt|amp|quot|apos);)([a-z][a-z\d]*);/i
const inXml = /&amp;amp;(?!(?:lt|gt|amp|quot|apos);)([a-z][a-z\d]*);/i

const fileBase = rule(['cartridge/filebase'], function* ({sources, kind}) {
  if (kind === 'canvas') return
  for (const [path, {links}] of sources.pages)
    for (const {url} of links)
      if (/^(?:\$|%24)IMS[-_]CC[-_]FILEBASE/i.test(url)) yield diagnose('cartridge/filebase', {url}, startOf(path))
})

const oddNames = moodleRule(['cartridge/odd-name'], function* ({manifest}) {
  const found = manifest.resources
    .filter(({type}) => type === 'webcontent' || type.includes('learning-application-resource'))
    .flatMap(({files}) =>
      files.flatMap(({path}) => (path !== undefined && /[^A-Za-z0-9._/-]/.test(path) ? [path] : [])),
    )
  if (found.length > 0) yield diagnose('cartridge/odd-name', named([...new Set(found)]))
})

const webLinks = moodleRule(['cartridge/link-address'], function* ({manifest, sources}) {
  for (const {type, files, href} of manifest.resources) {
    if (!type.startsWith('imswl')) continue
    const document = sources.documents.get(href?.path ?? files[0]?.path ?? '')
    const url = element(document, 'url')?.attributes.href?.trim() ?? ''
    if (document && !/^(?:https?|ftp):\/\/[\u0021-\u007e]+$/.test(url))
      yield diagnose('cartridge/link-address', {url}, document.place)
  }
})

const protection = rule(['cartridge/protected'], function* ({manifest}) {
  const [found] = descendants(manifest.node, 'authorizations')
  if (found) yield diagnose('cartridge/protected', {}, found.place)
})

const usedTwice = moodleRule(['cartridge/used-twice'], function* ({manifest}) {
  const quizzes = new Set(manifest.resources.filter(({type}) => /\/assessment$/.test(type)).map(({id}) => id))
  const seen = new Set<string>()
  for (const {items} of manifest.organizations)
    for (const {reference, node} of itemsIn(items)) {
      if (reference === undefined || !quizzes.has(reference)) continue
      if (seen.has(reference)) yield diagnose('cartridge/used-twice', {resource: reference}, node.place)
      seen.add(reference)
    }
})

export const cartridgeRules: readonly InspectRule[] = [
  namespace,
  version,
  types,
  intendedUse,
  structure,
  title,
  pagesSay,
  entityNames,
  fileBase,
  oddNames,
  webLinks,
  protection,
  usedTwice,
]

/** Files of questions that the manifest lists for every system, with whether it is a quiz. */
export const questionFiles = ({
  resources,
}: PackageManifest): readonly {readonly path: string; readonly isQuiz: boolean}[] =>
  resources
    .filter(({type}) => /^imsqti_xmlv1p2.*\/(?:assessment|question-bank)$/.test(type))
    .flatMap(({type, files, href}) => {
      const path = href?.path ?? files[0]?.path
      return path === undefined ? [] : [{path, isQuiz: type.endsWith('assessment')}]
    })
