import type {Nodes, Root, RootContent} from 'mdast'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import {unified} from 'unified'
import {isElsewhere} from '../../model/media.js'
import {splitFormulas} from './math.js'
import {withoutControls} from './passage.js'
import type {PassageReader} from './reader.js'
import {writeMarkdown} from './write.js'

const parser = unified().use(remarkParse).use(remarkGfm, {singleTilde: false}).freeze()

/** Markdown of another system as Markdown of our source: raw HTML goes, addresses become ours. */
export const markdownOfMarkdown = (text: string, reader: PassageReader): string => {
  const root = parser.parse(withoutControls(text)) as Root
  return writeMarkdown({...root, children: root.children.flatMap((child) => change(child, reader))})
}

const change = (node: RootContent, reader: PassageReader): RootContent[] => {
  const children = 'children' in node ? (node.children as RootContent[]).flatMap((child) => change(child, reader)) : []
  switch (node.type) {
    case 'html':
      if (/^<br\s*\/?>$/i.test(node.value)) return [{type: 'break'}]
      if (!node.value.startsWith('<!--')) reader.lose('style')
      return []
    case 'text':
      return splitFormulas(node)
    case 'link': {
      const url = reader.link(node.url)
      if (url !== undefined) return [{...node, url, children} as Nodes as RootContent]
      reader.lose('link', node.url)
      return children
    }
    case 'image': {
      const url = reader.media(node.url)
      if (url !== undefined && isElsewhere(url)) {
        reader.lose('elsewhere', url)
        return [{type: 'link', url, children: [{type: 'text', value: node.alt || url}]}]
      }
      if (url !== undefined) return [{...node, url, alt: node.alt || 'image'}]
      reader.lose('picture', node.url)
      return node.alt ? [{type: 'text', value: node.alt}] : []
    }
    default:
      return ['children' in node ? ({...node, children} as Nodes as RootContent) : node]
  }
}
