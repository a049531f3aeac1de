const entities: Readonly<Record<string, string>> = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;'}

/** Text made safe for an element or a quoted attribute. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => entities[character] ?? character)

/** Attributes for a start tag, with a space before each. `true` writes a bare name; `false` and `undefined` write nothing. */
export const attributes = (values: Readonly<Record<string, string | number | boolean | undefined>>): string =>
  Object.entries(values)
    .filter(([, value]) => value !== undefined && value !== false)
    .map(([name, value]) => (value === true ? ` ${name}` : ` ${name}="${escapeHtml(String(value))}"`))
    .join('')

/** A passage that is one paragraph, without its `<p>`: for labels, list items and cells. Other passages stay as they are. */
export const unwrapParagraph = (html: string): string => {
  const only = /^\s*<p>([\s\S]*)<\/p>\s*$/.exec(html)
  return only?.[1] !== undefined && !only[1].includes('<p>') ? only[1] : html
}

/** A script that hands data to the run time under a name. It stands in a file, since pages opened from disk cannot fetch. */
export const packageScript = (name: string, value: unknown): string => {
  const json = JSON.stringify(value)
    .replace(/\u2028/g, '\\u2028')
    .replace(/\u2029/g, '\\u2029')
  return `globalThis.coursewright = Object.assign(globalThis.coursewright || {}, {${name}: ${json}})\n`
}
