/** An attribute that is `undefined` is not written. */
export type XmlAttributes = Readonly<Record<string, string | number | boolean | undefined>>

/** What an element holds: other elements, or one text. Absent children are not written. */
export type XmlChild = XmlElement | string | undefined | false

/** Its name, its attributes, and what it holds. */
export type XmlElement = readonly [name: string, attributes: XmlAttributes, ...children: XmlChild[]]

/**
 * The document as text: UTF-8 declaration, two spaces a level, LF, a line feed at the end; the same tree gives the same text.
 * Characters that XML cannot hold become U+FFFD: authors hear of them long before, from `check`.
 * Throws on trees that no author can cause: a name that is none, or text beside elements (indenting would change it).
 *
 * Written by hand because the tree is all there is to it: xmlbuilder2 4.0.3 wrote the same bytes in ten times the time,
 * and took `&lt;` in a text for an entity that stands already.
 */
export const writeXml = (root: XmlElement): string => `<?xml version="1.0" encoding="UTF-8"?>\n${write(root, '')}`

/** The text with U+FFFD for each character that XML 1.0 forbids (production 2, `Char`), and for each half surrogate. */
export const allowedInXml = (text: string): string => text.replace(forbidden, '\ufffd')

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to replace
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\p{Surrogate}]/gu
const qualifiedName = /^[A-Za-z_][\w.-]*(:[A-Za-z_][\w.-]*)?$/

const write = ([name, attributes, ...children]: XmlElement, indent: string): string => {
  const start = `${indent}<${checked(name)}${writeAttributes(attributes)}`
  const present = children.filter((child): child is XmlElement | string => child !== undefined && child !== false)
  const [first] = present
  if (first === undefined || first === '') return `${start}/>\n`
  if (typeof first === 'string' && present.length === 1) return `${start}>${escapeText(first)}</${name}>\n`
  const inside = present.map((child) => {
    if (typeof child === 'string') throw new Error(`<${name}> holds a text and something else.`)
    return write(child, `${indent}  `)
  })
  return `${start}>\n${inside.join('')}${indent}</${name}>\n`
}

const writeAttributes = (attributes: XmlAttributes): string =>
  Object.entries(attributes)
    .map(([name, value]) => (value === undefined ? '' : ` ${checked(name)}="${escapeAttribute(String(value))}"`))
    .join('')

// A parser reads a lone carriage return as a line feed, so it is one from the start.
const escapeText = (text: string): string => escapeMarkup(allowedInXml(text).replace(/\r\n?/g, '\n'))

// A parser reads tabs and line ends in an attribute as blanks, and Moodle's SCORM reader escapes character references
// twice (mod/scorm/datamodels/scormlib.php:560), so they are blanks from the start.
const escapeAttribute = (text: string): string =>
  escapeMarkup(allowedInXml(text).replace(/[\t\n\r]/g, ' ')).replaceAll('"', '&quot;')

const escapeMarkup = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const checked = (name: string): string => {
  if (!qualifiedName.test(name)) throw new Error(`${JSON.stringify(name)} is no XML name.`)
  return name
}
