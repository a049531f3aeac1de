import type {Body} from '../../model/markdown.js'
import {mediaOf} from '../../model/media.js'
import {type BodyNode, isDecorative, mapBody} from '../../model/walk.js'

/** The passage for a file that can hold no other: what a picture shows stands in brackets. */
export const withoutFiles = (body: Body): Body =>
  mapBody(body, (node) => {
    switch (node.type) {
      case 'image':
        return mediaOf(node).length > 0 ? said(isDecorative(node) ? '' : node.alt) : node
      case 'link':
        return mediaOf(node).length > 0 ? (node.children as readonly BodyNode[]) : node
      case 'figure':
        return [
          {type: 'paragraph', children: said(node.decorative ? '' : node.alt)} as BodyNode,
          ...(node.children as readonly BodyNode[]),
        ]
      case 'recording':
        return mediaOf(node).length > 0
          ? [{type: 'paragraph', children: said(node.title)} as BodyNode, ...(node.children as readonly BodyNode[])]
          : node
      default:
        return node
    }
  })

const said = (words: string | null | undefined): BodyNode[] =>
  words ? [{type: 'text', value: `[${words}]`} as BodyNode] : []
