import {diagnose} from '../../diagnostics/diagnostic.js'
import {descendants, elements, textOf} from '../../import/xml.js'
import {startOf} from '../../model/place.js'
import {itemsIn, type PackageManifest, type Resource} from '../manifest.js'
import {type InspectRule, named, rulesFor, type Subject} from './rule.js'

type ScormSubject = Subject & {readonly manifest: PackageManifest}

const rule = rulesFor(
  (subject): subject is ScormSubject => subject.manifest !== undefined && subject.kind.startsWith('scorm'),
)

/** The resources that items open, in the order of the items. */
const launched = ({organizations, resources}: PackageManifest): readonly Resource[] => {
  const byId = new Map(resources.map((resource) => [resource.id, resource]))
  const found = organizations.flatMap(({items}) =>
    itemsIn(items).flatMap(({reference}) => (reference === undefined ? [] : (byId.get(reference) ?? []))),
  )
  return [...new Set(found)]
}

const launch = rule(['scorm/nothing-to-launch', 'scorm/launch-not-first'], function* ({manifest}) {
  const [first] = launched(manifest).filter(({href}) => href !== undefined)
  if (!first?.href) {
    yield diagnose('scorm/nothing-to-launch', {}, startOf(manifest.path))
    return
  }
  const before = manifest.resources.find(({href}) => href !== undefined)
  if (before?.href && before.href.path !== first.href.path)
    yield diagnose('scorm/launch-not-first', {first: before.href.href, launch: first.href.href}, before.node.place)
})

const defaultOrganization = rule(['scorm/default-organization'], function* ({manifest}) {
  const [list] = elements(manifest.node, 'organizations')
  const id = list?.attributes.default
  if (id !== undefined && !manifest.organizations.some((organization) => organization.id === id))
    yield diagnose('scorm/default-organization', {id}, list?.place)
})

const version = rule(['scorm/unknown-version'], function* ({manifest, kind}) {
  const known = ['1.3', 'CAM 1.3', '2004 3rd Edition', '2004 4th Edition']
  if (kind === 'scorm-2004' && !known.includes(manifest.version))
    yield diagnose('scorm/unknown-version', {version: manifest.version}, placeOfVersion(manifest))
})

const placeOfVersion = ({node, path}: PackageManifest) => descendants(node, 'schemaversion')[0]?.place ?? startOf(path)

/** The prefixes that Moodle knows, by what their namespaces have in them. */
const prefixes = [
  ['adlcp', /adlnet\.org\/xsd\/adlcp_/],
  ['adlseq', /adlnet\.org\/xsd\/adlseq_/],
  ['adlnav', /adlnet\.org\/xsd\/adlnav_/],
  ['imsss', /imsglobal\.org\/xsd\/imsss$/],
] as const

const prefix = rule(['scorm/prefix'], function* ({manifest}) {
  const place = manifest.node.place
  for (const [, found = '', uri = ''] of manifest.text.matchAll(/\sxmlns(?::([\w.-]+))?\s*=\s*["']([^"']*)["']/g))
    for (const [wanted, pattern] of prefixes)
      if (found !== wanted && pattern.test(uri)) yield diagnose('scorm/prefix', {found, wanted}, place)
  const own = /<([\w.-]+):manifest[\s>]/.exec(manifest.text)?.[1]
  if (own !== undefined) yield diagnose('scorm/prefix', {found: own, wanted: 'elements without a prefix'}, place)
})

const type = rule(['scorm/type'], function* ({manifest, kind}) {
  const name = kind === 'scorm-1.2' ? 'scormtype' : 'scormType'
  const sound = launched(manifest).filter(({node}) => /^(?:sco|asset)$/.test(node.attributes[name] ?? ''))
  for (const {node, id} of launched(manifest)) {
    const value = node.attributes[name]
    const other = node.attributes[name === 'scormtype' ? 'scormType' : 'scormtype']
    if (value !== undefined ? /^(?:sco|asset)$/.test(value) : other === undefined && sound.length > 0) continue
    const found =
      value !== undefined
        ? `adlcp:${name}="${value}"`
        : other === undefined
          ? `no adlcp:${name}`
          : `adlcp:${name === 'scormtype' ? 'scormType' : 'scormtype'}`
    yield diagnose('scorm/type', {resource: id, found, wanted: `adlcp:${name}="sco"`}, node.place)
  }
})

const mapInfo = rule(['scorm/map-info'], function* ({manifest}) {
  const [first] = descendants(manifest.node, 'mapInfo')
  if (first) yield diagnose('scorm/map-info', {}, first.place)
})

const unsafe = [
  'rollupRules',
  'sequencingCollection',
  'preConditionRule',
  'postConditionRule',
  'exitConditionRule',
  'randomizationControls',
] as const

const sequencing = rule(['scorm/unsafe-sequencing', 'scorm/attempt-limit'], function* ({manifest}) {
  for (const element of unsafe) {
    const [first] = descendants(manifest.node, element)
    if (first) yield diagnose('scorm/unsafe-sequencing', {element}, first.place)
  }
  const limit = descendants(manifest.node, 'limitConditions').find(({attributes}) => attributes.attemptLimit)
  if (limit) yield diagnose('scorm/attempt-limit', {}, limit.place)
})

const severalScos = rule(['scorm/several-scos'], function* ({manifest, kind}) {
  const count = launched(manifest).filter(({node}) => /^sco$/i.test(node.attributes.scormType ?? '')).length
  if (kind === 'scorm-2004' && count > 1) yield diagnose('scorm/several-scos', {count}, startOf(manifest.path))
})

const mastery = rule(['scorm/mastery-score'], function* ({manifest}) {
  for (const [element, pattern, range] of [
    ['masteryscore', /^\s*(?:100|\d{1,2})\s*$/, 'a whole number from 0 to 100'],
    ['minNormalizedMeasure', /^\s*(?:-?0*(?:\.\d+|0(?:\.\d+)?)|-?1(?:\.0+)?|-?0)\s*$/, 'from -1 to 1'],
  ] as const)
    for (const node of descendants(manifest.node, element))
      if (!pattern.test(textOf(node)))
        yield diagnose('scorm/mastery-score', {element, value: textOf(node).trim(), range}, node.place)
})

/** The schemas that the namespaces of the manifest come from, as far as the manifest uses them. */
const schemas = rule(['scorm/no-schemas'], function* ({manifest, kind, sources}) {
  if (kind !== 'scorm-2004') return
  const wanted = [
    ['imscp_v1p1.xsd', /imscp_v1p1/],
    ['adlcp_v1p3.xsd', /adlcp_v1p3/],
    ['adlseq_v1p3.xsd', /adlseq_v1p3/],
    ['adlnav_v1p3.xsd', /adlnav_v1p3/],
    ['imsss_v1p0.xsd', /xsd\/imsss/],
  ] as const
  const missing = wanted.filter(([name, used]) => used.test(manifest.text) && !sources.has(`${manifest.root}${name}`))
  if (missing.length > 0) yield diagnose('scorm/no-schemas', {paths: missing.map(([name]) => name)})
})

const subManifest = rule(['scorm/sub-manifest'], function* ({manifest}) {
  const [inner] = elements(manifest.node, 'manifest')
  if (inner) yield diagnose('scorm/sub-manifest', {}, inner.place)
})

const characterReference = rule(['scorm/character-reference'], function* ({manifest}) {
  const titles = manifest.text.matchAll(/<title>([^<]{1,1000})<\/title>/g)
  const found = [...titles].map(([, text = '']) => text).find((text) => /&#\w{1,8};/.test(text))
  if (found !== undefined)
    yield diagnose('scorm/character-reference', {text: found.trim().slice(0, 80)}, startOf(manifest.path))
})

const base = rule(['scorm/base'], function* ({manifest}) {
  const [list] = elements(manifest.node, 'resources')
  const above = [manifest.node, list].find((node) => node?.attributes.base)
  if (above) yield diagnose('scorm/base', {}, above.place)
})

const moduleScript = rule(['scorm/module-script'], function* ({sources}) {
  const found = sources.paths.filter((path) => /\.(?:mjs|wasm)$/i.test(path))
  if (found.length > 0) yield diagnose('scorm/module-script', named(found))
})

export const scormRules: readonly InspectRule[] = [
  launch,
  defaultOrganization,
  version,
  prefix,
  type,
  mapInfo,
  sequencing,
  severalScos,
  mastery,
  schemas,
  subManifest,
  characterReference,
  base,
  moduleScript,
]
