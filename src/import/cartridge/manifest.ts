import {resolvePath} from '../../model/names.js'
import {decoded} from '../media.js'
import {descendants, element, elements, textOf, wordOf, type XmlNode} from '../xml.js'

/** What a manifest lists: a file with what goes with it. Paths are those of the archive. */
export interface ManifestResource {
  readonly id: string
  readonly type: string
  readonly href: string | undefined
  readonly files: readonly string[]
  readonly dependencies: readonly string[]
  readonly intendedUse: string | undefined
  /** Meant for teachers alone. */
  readonly forTeachers: boolean
}

/** An entry of the table of contents. */
export interface ManifestItem {
  readonly id: string
  readonly title: string | undefined
  readonly resource: string | undefined
  readonly items: readonly ManifestItem[]
}

export interface Manifest {
  readonly id: string
  readonly items: readonly ManifestItem[]
  readonly resources: ReadonlyMap<string, ManifestResource>
  readonly about: XmlNode | undefined
}

/** `root`: the folder of the manifest in the archive, with a slash behind it, or nothing. */
export const readManifest = (node: XmlNode, root: string): Manifest => {
  const resources = elements(element(node, 'resources'), 'resource').map((resource) => resourceOf(resource, root))
  const byId = new Map(resources.map((resource) => [resource.id, resource]))
  const nodes = new Map(
    elements(element(node, 'resources'), 'resource').map((one) => [one.attributes.identifier ?? '', one]),
  )
  // A variant is what is meant, and its resource what stands in for it elsewhere (Common Cartridge 1.3, 3.4.4).
  for (const [id, resource] of nodes) {
    const variant = element(resource, 'variant')?.attributes.identifierref
    const meant = variant === undefined ? undefined : byId.get(variant)
    if (meant && isKnown(meant.type)) byId.set(id, {...meant, id: meant.id})
  }
  const organization = element(node, 'organizations', 'organization')
  return {
    id: node.attributes.identifier ?? '',
    items: elements(organization, 'item').map(itemOf),
    resources: byId,
    about: element(node, 'metadata'),
  }
}

const isKnown = (type: string): boolean => /^(?:imsqti|imsdt|imswl|imsbasiclti|assignment|webcontent)/.test(type)

const resourceOf = (node: XmlNode, root: string): ManifestResource => {
  const base = `${root}${decoded(node.attributes.base ?? '')}`
  const path = (href: string | undefined) =>
    href === undefined ? undefined : resolvePath(base, decoded(href.replace(/[?#].*$/, '')))
  const files = elements(node, 'file').flatMap(({attributes}) => path(attributes.href) ?? [])
  const roles = descendants(element(node, 'metadata'), 'intendedEndUserRole').map((role) =>
    textOf(element(role, 'value')).trim(),
  )
  return {
    id: node.attributes.identifier ?? '',
    type: node.attributes.type ?? '',
    href: path(node.attributes.href),
    files,
    dependencies: elements(node, 'dependency').flatMap(({attributes}) => attributes.identifierref ?? []),
    intendedUse: node.attributes.intendeduse,
    forTeachers: roles.length > 0 && roles.every((role) => /^(?:Instructor|Mentor|teacher)$/i.test(role)),
  }
}

const itemOf = (node: XmlNode): ManifestItem => ({
  id: node.attributes.identifier ?? '',
  title: wordOf(node, 'title')?.replace(/\s+/g, ' '),
  resource: node.attributes.identifierref,
  items: elements(node, 'item').map(itemOf),
})
