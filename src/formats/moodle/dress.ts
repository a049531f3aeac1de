/**
 * The same HTML in the classes of Bootstrap, which every theme of Moodle brings: a page has no style sheet of its own,
 * and what a teacher adds later in Moodle’s editor looks the same.
 */
export const dressed = (html: string): string => html.replace(tagOrSign, (found) => dress(found))

const dress = (found: string): string => {
  if (found === '$@') return '$&#64;'
  const known = plain[found]
  if (known !== undefined) return known
  const callout = /^<aside class="callout callout-([a-z]+)"(.*)$/s.exec(found)
  if (callout)
    return `<div role="note" class="callout callout-${callout[1]} alert alert-${tones[callout[1] ?? ''] ?? 'info'}"${callout[2]}`
  if (found.startsWith('<img ')) return found.replace('<img ', '<img class="img-fluid" ')
  if (found.startsWith('<video ')) return found.replace('<video ', '<video class="mw-100" ')
  if (found === '<figure>' || found.startsWith('<figure id='))
    return found.replace('<figure', '<figure class="figure d-block"')
  return found.replace(
    aligned,
    (_, name: string, scope = '', align = '') => `<${name}${scope} class="${sides[align]}">`,
  )
}

const plain: Readonly<Record<string, string>> = {
  '</aside>': '</div>',
  '<p class="callout-label">': '<p class="callout-label font-weight-bold fw-bold mb-1">',
  '<span class="callout-kind">': '<span class="callout-kind text-uppercase small">',
  '<table>': '<table class="table table-bordered w-auto">',
  '<div class="table" tabindex="0" role="group">': '<div class="table-responsive mb-3" tabindex="0" role="group">',
  '<figcaption>': '<figcaption class="figure-caption">',
  '<blockquote>': '<blockquote class="blockquote border-left border-start pl-3 ps-3">',
  '<p class="lede">': '<p class="lead">',
  '<p class="note">': '<p class="text-muted small">',
  '<span class="note">': '<span class="text-muted small">',
  '<pre tabindex="0">': '<pre class="bg-light border p-2" tabindex="0">',
}

const tones: Readonly<Record<string, string>> = {
  note: 'info',
  tip: 'success',
  important: 'primary',
  warning: 'warning',
  example: 'secondary',
  case: 'secondary',
  debate: 'light border',
  brief: 'info',
}

const sides: Readonly<Record<string, string>> = {
  left: 'text-left text-start',
  center: 'text-center',
  right: 'text-right text-end',
}

/**
 * Whole tags, so that nothing within an attribute is taken for one; and the sign by which a backup marks addresses, which
 * in words of an author must not be one.
 */
const tagOrSign = /\$@|<[a-z/!](?:[^"'>]|"[^"]*"|'[^']*')*>/gi
const aligned = /^<(td|th)( scope="col")? class="align-(left|center|right)">$/
