import {type Diagnostic, diagnose} from '../../diagnostics/diagnostic.js'
import type {XmlNode} from '../../import/xml.js'
import {itemsIn, type PackageManifest} from '../manifest.js'
import {isForMoodle} from './cartridge-version.js'
import type {InspectRule} from './rule.js'

/** Everything in the manifest that has an identifier. */
const identified = ({node, organizations, resources}: PackageManifest): readonly XmlNode[] => [
  node,
  ...organizations.flatMap((organization) => [
    organization.node,
    ...itemsIn(organization.items).map((item) => item.node),
  ]),
  ...resources.map((resource) => resource.node),
]

/** Source: XML Namespaces 1.0, production NCName, without the characters that nobody uses. */
const name = /^[\p{L}_][\p{L}\p{N}\p{M}_.·-]*$/u

const sound: InspectRule = {
  codes: ['manifest/bad-identifier', 'manifest/duplicate-identifier'],
  *find(subject) {
    const {manifest} = subject
    if (!manifest) return
    const seen = new Set<string>()
    for (const {attributes, place} of identified(manifest)) {
      const {identifier: id} = attributes
      if (id === undefined) continue
      if (!name.test(id)) yield diagnose('manifest/bad-identifier', {id, refused: isForMoodle(subject)}, place)
      if (seen.has(id)) yield diagnose('manifest/duplicate-identifier', {id}, place)
      seen.add(id)
    }
  },
}

const references: InspectRule = {
  codes: ['manifest/dangling-reference'],
  *find({manifest}) {
    if (!manifest) return
    const there = new Set(manifest.resources.map(({id}) => id))
    for (const {items} of manifest.organizations)
      for (const {node, reference, title, id} of itemsIn(items))
        if (reference !== undefined && !there.has(reference))
          yield diagnose('manifest/dangling-reference', {id: reference, from: `The item “${title ?? id}”`}, node.place)
    for (const {dependencies, id: from} of manifest.resources)
      for (const {id, node} of dependencies)
        if (!there.has(id))
          yield diagnose('manifest/dangling-reference', {id, from: `The resource “${from}”`}, node.place)
  },
}

/** In SCORM: Moodle keeps titles and identifiers in columns of 255 characters. */
const lengths: InspectRule = {
  codes: ['manifest/too-long', 'manifest/no-title'],
  *find({manifest, kind}) {
    if (!manifest || !kind.startsWith('scorm')) return
    for (const {node, id, title, items} of manifest.organizations) {
      yield* lengthsOf('organization', node, id, title)
      for (const item of itemsIn(items)) yield* lengthsOf('item', item.node, item.id, item.title)
    }
  },
}

function* lengthsOf(what: string, {place}: XmlNode, id: string, title: string | undefined): Iterable<Diagnostic> {
  if (title === undefined) yield diagnose('manifest/no-title', {what, id}, place)
  for (const [of, text] of [
    [`The title of the ${what} “${id.slice(0, 40)}”`, title ?? ''],
    [`The identifier of the ${what}`, id],
  ] as const)
    if ([...text].length > 255) yield diagnose('manifest/too-long', {what: of, length: [...text].length}, place)
}

export const identifierRules: readonly InspectRule[] = [sound, references, lengths]
