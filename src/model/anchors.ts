import GithubSlugger from 'github-slugger'
import type {Body} from './markdown.js'
import {type BodyNode, plainText, walk} from './walk.js'

/** The anchors of a body: each heading and figure with the name that a link may point at. As GitHub names them. */
export const anchorsOf = (body: Body): ReadonlyMap<BodyNode, string> => {
  const slugger = new GithubSlugger()
  const anchors = new Map<BodyNode, string>()
  walk(body, (node) => {
    if (node.type === 'heading')
      anchors.set(node, givenAnchor(node) ?? (slugger.slug(plainText(node)) || slugger.slug('section')))
    else if (node.type === 'figure' && node.id) anchors.set(node, node.id)
  })
  return anchors
}

/** The anchor of a translated heading is that of its original, so that a link lands in every language. */
export const withAnchor = <N extends BodyNode>(node: N, anchor: string): N =>
  ({...node, data: {...node.data, anchor}}) as N

const givenAnchor = (node: BodyNode): string | undefined => (node.data as {anchor?: string} | undefined)?.anchor
