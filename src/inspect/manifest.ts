import {decoded} from '../import/media.js'
import {element, elements, textOf, wordOf, type XmlNode} from '../import/xml.js'
import {resolvePath} from '../model/names.js'

/** The manifest of a package as it stands: nothing is mended, so that what is wrong in it can be said. */
export interface PackageManifest {
  readonly path: string
  /** Its folder, with a slash behind it, or nothing. */
  readonly root: string
  readonly bytes: Uint8Array
  readonly text: string
  readonly node: XmlNode
  readonly schema: string
  readonly version: string
  readonly organizations: readonly Organization[]
  readonly resources: readonly Resource[]
}

export interface Organization {
  readonly node: XmlNode
  readonly id: string
  readonly title: string | undefined
  readonly items: readonly OrganizationItem[]
}

export interface OrganizationItem {
  readonly node: XmlNode
  readonly id: string
  readonly title: string | undefined
  readonly reference: string | undefined
  readonly items: readonly OrganizationItem[]
}

export interface Resource {
  readonly node: XmlNode
  readonly id: string
  readonly type: string
  readonly href: Reference | undefined
  readonly files: readonly Reference[]
  readonly dependencies: readonly {readonly node: XmlNode; readonly id: string}[]
  readonly intendedUse: string | undefined
}

/** An address in the manifest, and the file in the archive that it means. */
export interface Reference {
  readonly node: XmlNode
  readonly href: string
  /** Undefined: it leads out of the package. */
  readonly path: string | undefined
}

export const readPackageManifest = (
  path: string,
  bytes: Uint8Array,
  node: XmlNode,
  {has, text}: {readonly has: (path: string) => boolean; readonly text: string},
): PackageManifest => {
  const root = path.replace(/[^/]*$/, '')
  const list = element(node, 'resources')
  const base = `${root}${baseOf(node)}${baseOf(list)}`
  return {
    path,
    root,
    bytes,
    text,
    node,
    schema: wordOf(node, 'metadata', 'schema') ?? '',
    version: textOf(element(node, 'metadata', 'schemaversion')),
    organizations: elements(element(node, 'organizations'), 'organization').map((organization) => ({
      node: organization,
      id: organization.attributes.identifier ?? '',
      title: titleOf(organization),
      items: elements(organization, 'item').map(itemOf),
    })),
    resources: elements(list, 'resource').map((resource) => resourceOf(resource, base, has)),
  }
}

/** Every item of an organization, depth first. */
export const itemsIn = (items: readonly OrganizationItem[]): readonly OrganizationItem[] =>
  items.flatMap((item) => [item, ...itemsIn(item.items)])

const itemOf = (node: XmlNode): OrganizationItem => ({
  node,
  id: node.attributes.identifier ?? '',
  title: titleOf(node),
  reference: node.attributes.identifierref || undefined,
  items: elements(node, 'item').map(itemOf),
})

const titleOf = (node: XmlNode): string | undefined => wordOf(node, 'title')?.replace(/\s+/g, ' ')

const resourceOf = (node: XmlNode, above: string, has: (path: string) => boolean): Resource => {
  const base = `${above}${baseOf(node)}`
  const reference = (at: XmlNode): Reference | undefined => {
    const {href} = at.attributes
    return href === undefined ? undefined : {node: at, href, path: pathOf(base, href, has)}
  }
  return {
    node,
    id: node.attributes.identifier ?? '',
    type: node.attributes.type ?? '',
    href: reference(node),
    files: elements(node, 'file').flatMap((file) => reference(file) ?? []),
    dependencies: elements(node, 'dependency').map((dependency) => ({
      node: dependency,
      id: dependency.attributes.identifierref ?? '',
    })),
    intendedUse: node.attributes.intendeduse,
  }
}

const baseOf = (node: XmlNode | undefined): string => node?.attributes.base ?? ''

/** Signs that an address should escape are often written as they are: then the file with just that name is meant. */
const pathOf = (base: string, href: string, has: (path: string) => boolean): string | undefined => {
  if (/^[a-z][a-z\d+.-]*:/i.test(base + href)) return undefined
  const folder = (address: string) => (resolvePath('', address) ?? '').replace(/(?<=.)$/, '/')
  const path = (address: string) => resolvePath(folder(decoded(base)), decoded(address))
  const cut = path(href.trim().replace(/[?#].*$/, ''))
  const whole = [path(href), resolvePath(folder(base), href)].find(
    (candidate) => candidate !== undefined && has(candidate),
  )
  return cut !== undefined && cut !== '' && has(cut) ? cut : (whole ?? cut)
}
