import {create} from 'xmlbuilder2'
import type {XMLBuilder} from 'xmlbuilder2/lib/interfaces.js'

/** An attribute that is `undefined` is not written. */
export type XmlAttributes = Readonly<Record<string, string | number | boolean | undefined>>

/** What an element holds: elements and texts. Absent children are not written. */
export type XmlChild = XmlElement | string | undefined | false

/** Its name, its attributes, and what it holds. */
export type XmlElement = readonly [name: string, attributes: XmlAttributes, ...children: XmlChild[]]

/**
 * The document as text: UTF-8 declaration, two spaces a level, LF, a line feed at the end; the same tree gives the same text.
 * An element that has a text among its children, even an empty one, stands on one line with everything in it, since
 * white space would change what it says.
 * Characters that XML cannot hold become U+FFFD: authors hear of them long before, from `check`.
 * Throws on a name that is none, which no author can cause.
 */
export const writeXml = (root: XmlElement): string => {
  const document = create({version: '1.0', encoding: 'UTF-8'})
  append(document, root, '\n')
  return document.end().replace('?><', '?>\n<').concat('\n')
}

/** What stands between the tags of an element: as in a document, but without its head. */
export const writeFragment = (children: readonly XmlChild[]): string => {
  const document = create()
  append(document, ['r', {}, ...children], '\n')
  return document.end({headless: true}).replace(/^<r>\s*|\s*<\/r>$|^<r\/>$/g, '')
}

/** The text with U+FFFD for each character that XML 1.0 forbids (production 2, `Char`), and for each half surrogate. */
export const allowedInXml = (text: string): string => text.replace(forbidden, '\ufffd')

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to replace
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\p{Surrogate}]/gu
const qualifiedName = /^[A-Za-z_][\w.-]*(:[A-Za-z_][\w.-]*)?$/

/** `line`: the line end and the indentation of the element; undefined: white space counts here. */
const append = (parent: XMLBuilder, [name, attributes, ...children]: XmlElement, line: string | undefined): void => {
  const element = parent.ele(checkName(name), attributesOf(attributes))
  const present = children.filter((child): child is XmlElement | string => child !== undefined && child !== false)
  const below = present.some((child) => typeof child === 'string') ? undefined : line && `${line}  `
  for (const child of present) {
    if (typeof child !== 'string') {
      if (below !== undefined) element.txt(below)
      append(element, child, below)
    } else if (child !== '') element.txt(ampersands(lineFeeds(allowedInXml(child))))
  }
  if (line !== undefined && below !== undefined && present.length > 0) element.txt(line)
}

const attributesOf = (attributes: XmlAttributes): Record<string, string> =>
  Object.fromEntries(
    Object.entries(attributes)
      .filter(([, value]) => value !== undefined)
      // A parser reads tabs and line ends in an attribute as blanks, and Moodle's SCORM reader escapes character
      // references twice (mod/scorm/datamodels/scormlib.php:560), so they are blanks from the start.
      .map(([name, value]) => [checkName(name), ampersands(allowedInXml(String(value)).replace(/[\t\n\r]/g, ' '))]),
  )

// xmlbuilder2 4.0.3 takes `&lt;` in a text for an entity and lets it stand (lib/constants.js, nonEntityAmpersandRegex), so
// that a text about entities would lose a level. Escaped here, each ampersand stands as it is wanted.
const ampersands = (text: string): string => text.replaceAll('&', '&amp;')

const lineFeeds = (text: string): string => text.replace(/\r\n?/g, '\n')

const checkName = (name: string): string => {
  if (!qualifiedName.test(name)) throw new Error(`${JSON.stringify(name)} is no XML name.`)
  return name
}
