import GithubSlugger from 'github-slugger'
import type {Body} from './markdown.js'
import {type BodyNode, plainText, walk} from './walk.js'

/** The anchors of a body: each heading and figure with the name that a link may point at. As GitHub names them. */
export const anchorsOf = (body: Body): ReadonlyMap<BodyNode, string> => {
  const slugger = new GithubSlugger()
  const anchors = new Map<BodyNode, string>()
  walk(body, (node) => {
    if (node.type === 'heading') anchors.set(node, slugger.slug(plainText(node)) || slugger.slug('section'))
    else if (node.type === 'figure' && node.id) anchors.set(node, node.id)
  })
  return anchors
}
