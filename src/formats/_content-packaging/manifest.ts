import type {PackageFile} from '../../model/package.js'
import type {XmlAttributes, XmlChild, XmlElement} from '../_xml/write.js'

/** A file or a set of files that items refer to. Paths are below the package root. */
export interface PackagedResource {
  readonly identifier: string
  readonly type: string
  /** The file that opens; one of `files`. */
  readonly href?: string
  readonly files: readonly string[]
  /** Identifiers of resources that this one needs. */
  readonly dependencies?: readonly string[]
  readonly metadata?: readonly XmlElement[]
  /** Identifier of the resource that systems which know its type take instead of this one. */
  readonly variant?: string
  /** Attributes of a standard's own, such as `adlcp:scormtype`. */
  readonly attributes?: XmlAttributes
}

/** An entry of the table of contents: a folder with `items`, or a leaf that shows a resource. */
export interface PackagedItem {
  readonly identifier: string
  /** Absent for the root item of a cartridge only. */
  readonly title?: string
  readonly resource?: string
  readonly items?: readonly PackagedItem[]
  /** Elements of a standard's own, such as `adlcp:masteryscore`. */
  readonly extras?: readonly XmlChild[]
}

export const itemTree = (item: PackagedItem): XmlElement => [
  'item',
  {identifier: item.identifier, identifierref: item.resource},
  item.title !== undefined && ['title', {}, item.title],
  ...(item.items ?? []).map(itemTree),
  ...(item.extras ?? []),
]

export const resourceTree = (resource: PackagedResource): XmlElement => [
  'resource',
  {
    identifier: resource.identifier,
    type: resource.type,
    href: resource.href === undefined ? undefined : encodeURI(resource.href),
    ...resource.attributes,
  },
  resource.metadata && ['metadata', {}, ...resource.metadata],
  ...resource.files.map((path): XmlElement => ['file', {href: encodeURI(path)}]),
  ...(resource.dependencies ?? []).map((id): XmlElement => ['dependency', {identifierref: id}]),
  resource.variant !== undefined && [
    'cpx:variant',
    {identifier: `${resource.identifier}_variant`, identifierref: resource.variant},
    ['cpx:metadata', {}],
  ],
]

export const manifestPath = 'imsmanifest.xml'

/** What the manifest among `files` lists, with the manifest itself and the schemas at the root, which no manifest lists. */
export const listedInManifest = (files: readonly PackageFile[]): ReadonlySet<string> => {
  const listed = new Set([manifestPath])
  for (const file of files) {
    if (/^[^/]+\.(xsd|dtd)$/.test(file.path)) listed.add(file.path)
    if (file.path !== manifestPath || !('text' in file.content)) continue
    for (const [, href = ''] of file.content.text.matchAll(/<file href="([^"]*)"/g)) {
      listed.add(decodeURI(href.replaceAll('&amp;', '&')))
    }
  }
  return listed
}
