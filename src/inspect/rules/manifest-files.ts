import {diagnose} from '../../diagnostics/diagnostic.js'
import {descendants, elements, textOf} from '../../import/xml.js'
import type {PackageManifest, Reference} from '../manifest.js'
import {type InspectRule, named} from './rule.js'
import {isJunk} from './zip.js'

/** Each address of the manifest once, with the resource that it belongs to. */
const referencesIn = ({resources}: PackageManifest): readonly (Reference & {readonly resource: string})[] => {
  const seen = new Set<string>()
  return resources.flatMap(({id, href, files}) =>
    [...files, ...(href ? [href] : [])].flatMap((reference) => {
      const key = reference.path ?? reference.href
      if (seen.has(key)) return []
      seen.add(key)
      return [{...reference, resource: id}]
    }),
  )
}

const hrefsExist: InspectRule = {
  codes: ['manifest/missing-file', 'manifest/wrong-case', 'manifest/backslash'],
  *find({manifest, sources}) {
    if (!manifest) return
    const folded = new Map(sources.paths.map((path) => [path.toLowerCase(), path]))
    for (const {node, href, path, resource} of referencesIn(manifest)) {
      if (href.includes('\\')) yield diagnose('manifest/backslash', {href}, node.place)
      else if (path !== undefined && path !== '' && !sources.has(path)) {
        const other = folded.get(path.toLowerCase())
        yield other === undefined
          ? diagnose('manifest/missing-file', {href, resource}, node.place)
          : diagnose('manifest/wrong-case', {href, path: other}, node.place)
      }
    }
  },
}

const fileHasHref: InspectRule = {
  codes: ['manifest/no-href'],
  *find({manifest}) {
    for (const {node, id} of manifest?.resources ?? [])
      for (const file of elements(node, 'file'))
        if (!file.attributes.href) yield diagnose('manifest/no-href', {resource: id}, file.place)
  },
}

const allListed: InspectRule = {
  codes: ['manifest/unlisted'],
  *find({manifest, sources, kind}) {
    if (!manifest) return
    const listed = new Set(referencesIn(manifest).flatMap(({path}) => path?.toLowerCase() ?? []))
    // Metadata may stand in a file of its own (SCORM 1.2 CAM 2.3, adlcp:location).
    for (const location of descendants(manifest.node, 'location'))
      listed.add(`${manifest.root}${textOf(location).trim()}`.toLowerCase())
    const found = sources.paths.filter(
      (path) =>
        path !== manifest.path && !listed.has(path.toLowerCase()) && !isJunk(path) && !/\.(?:xsd|dtd)$/i.test(path),
    )
    if (found.length > 0)
      yield diagnose('manifest/unlisted', {
        ...named(found),
        isCartridge: kind === 'common-cartridge' || kind === 'canvas',
      })
  },
}

export const manifestFileRules: readonly InspectRule[] = [hrefsExist, fileHasHref, allListed]
