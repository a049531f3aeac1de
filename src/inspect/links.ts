import type {XmlNode} from '../import/xml.js'
import {allItems, type Contents} from './contents.js'
import type {Sources} from './sources.js'

/** An address on another site. */
export interface ExternalLink {
  readonly url: string
  /** Fetched as soon as a page is shown: it needs the other site, and tells it who reads. */
  readonly isLoaded: boolean
  /** Files that have it; at most three are named. */
  readonly files: readonly string[]
  readonly count: number
}

/** Every address that leads out of the package: of pages, of texts in XML, of web links and tools. */
export const externalLinks = ({pages, documents}: Sources, contents: Contents): readonly ExternalLink[] => {
  const found = new Map<string, {isLoaded: boolean; files: Set<string>; count: number}>()
  const add = (url: string, file: string, isLoaded: boolean) => {
    if (!/^(?:https?:)?\/\/[^\s/]/i.test(url)) return
    const there = found.get(url) ?? {isLoaded: false, files: new Set<string>(), count: 0}
    found.set(url, {isLoaded: there.isLoaded || isLoaded, files: there.files.add(file), count: there.count + 1})
  }
  for (const [file, {links}] of pages) for (const {url, isLoaded} of links) add(url, file, isLoaded)
  for (const [file, root] of documents) for (const [url, isLoaded] of inTexts(root)) add(url, file, isLoaded)
  for (const {file, settings} of allItems(contents.items))
    if (settings?.address) add(settings.address, file ?? '', false)
  return [...found].map(([url, {isLoaded, files, count}]) => ({url, isLoaded, files: [...files].slice(0, 3), count}))
}

/** HTML that stands in XML as text. */
function* inTexts(node: XmlNode): Iterable<readonly [url: string, isLoaded: boolean]> {
  for (const child of node.children) {
    if (typeof child !== 'string') yield* inTexts(child)
    else if (child.includes('//'))
      for (const [, name, url = ''] of child.matchAll(/\s(href|src)=["']((?:https?:)?\/\/[^"'\s<>]{1,2000})/gi))
        yield [url.replace(/&(?:amp|#38|#x26);/gi, '&'), name?.toLowerCase() === 'src']
  }
}
