/**
 * The same HTML for a place that has neither our style sheet nor form fields: Canvas shows its own style only, and its
 * importer takes away `aside` and `input` (canvas-lms, gems/canvas_sanitize/lib/canvas_sanitize/canvas_sanitize.rb).
 */
export const clothed = (html: string): string => html.replace(tag, (found) => clothes(found))

const clothes = (found: string): string => {
  if (found.startsWith('<aside ')) return found.replace('<aside ', `<div role="note" style="${frame}" `)
  switch (found) {
    case '</aside>':
      return '</div>'
    case '<input type="checkbox" checked disabled>':
      return '☑'
    case '<input type="checkbox" disabled>':
      return '☐'
    case '<table>':
      return '<table style="border-collapse: collapse;">'
    default:
      return found.replace(cell, (_, name: string, scope = '', align = 'start') => {
        return `<${name}${scope} style="${border} text-align: ${align};">`
      })
  }
}

const frame = 'border-left: 4px solid #3f6ea8; padding: 4px 16px; margin: 24px 0; background: #eef3f9;'
const border = 'border: 1px solid #6b7780; padding: 6px 10px;'

/** Whole tags, so that nothing within an attribute is taken for one. */
const tag = /<[a-z/!](?:[^"'>]|"[^"]*"|'[^']*')*>/gi
const cell = /^<(td|th)( scope="col")?(?: class="align-(left|center|right)")?>$/
