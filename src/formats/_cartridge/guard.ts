import type {Body} from '../../model/markdown.js'
import {mapBody} from '../../model/walk.js'

/** Measures against what importers do to HTML. None of them changes what a browser shows or what a screen reader says. */

/**
 * Moodle takes one level of entities away (5.1, backup/cc/entities.class.php:33): `&lt;div&gt;` would become a tag, and a
 * written-out `&amp;nbsp;` ends the whole import. A `span` around the sign keeps it. In attributes, where no span can
 * stand, an invisible joiner parts the ampersand from the name, `%3B` ends an address, and quotation marks are typographic.
 */
export const guardEntities = (html: string): string =>
  html.replace(tagOrSign, (found) => (found.startsWith('<') ? guardTag(found) : `<span>${found}</span>`))

/**
 * Moodle makes each line end of a question into a line break and takes out the blank between two tags (lib/weblib.php,
 * text_to_html). Line ends become spaces, or line breaks where they matter; a blank before words gets a companion of no
 * width.
 */
export const onOneLine = (html: string): string => {
  let preformatted = 0
  return html
    .trim()
    .replace(tagOrLineEnd, (found, slash: string | undefined, name: string | undefined) => {
      if (name?.toLowerCase() === 'pre') preformatted += slash ? -1 : 1
      if (!found.startsWith('\n')) return found
      return preformatted > 0 ? found.replaceAll('\n', '<br>') : ' '
    })
    .replace(blankBeforeWords, '$1&#8203;')
}

/** TeX between `\(` and `\)` cannot hold a `span`, so its less-than signs are written as commands. */
export const guardFormulas = (body: Body): Body =>
  mapBody(body, (node) =>
    node.type === 'math' || node.type === 'inlineMath'
      ? {...node, value: node.value.replace(/</g, '\\lt ').replace(/>/g, '\\gt ')}
      : node,
  )

const tagOrSign =
  /<[a-z/!](?:[^"'>]|"[^"]*"|'[^']*')*>|&(?:lt|#60|#x3c);|&(?:amp|#38|#x26);(?=[a-z][a-z0-9]*;|#x?[0-9a-f]+;)/gi
const blankBeforeWords =
  /(?<!<(?:p|li|td|th|h[1-6]|div))(> +)(?=<(?:a|abbr|b|cite|code|del|dfn|em|i|img|kbd|span|strong|sub|sup)[\s>])/gi
const tagOrLineEnd = /<(\/?)([a-z][^\s/>]*)(?:[^"'>]|"[^"]*"|'[^']*')*>|\n+/gi

/** Quotation marks in an attribute become typographic ones, in turn: with the level of entities they would end it. */
const guardTag = (tag: string): string =>
  tag.replace(/(\s(?:href|src|poster|data)=)?("[^"]*"|'[^']*')/gi, (_, address: string | undefined, value: string) => {
    if (address !== undefined) return address + value.replace(entityName, '&amp;$1%3B')
    let count = 0
    return value.replace(quotationMark, () => (count++ % 2 === 0 ? '“' : '”')).replace(entityName, '&amp;&#8288;$1;')
  })

const quotationMark = /&(?:quot|#34|#x22);/gi
const entityName = /&(?:amp|#38|#x26);([a-z][a-z0-9]*|#x?[0-9a-f]+);/gi
