import {type Diagnostic, fixOf, messageOf, severityOf} from '../diagnostics/diagnostic.js'
import {escapeHtml} from '../render/html.js'

const style = `<style>
.cw-problems{position:fixed;inset:auto 0 0 0;max-height:45vh;overflow:auto;z-index:99;margin:0;padding:1rem 1.25rem;background:#1d1d1f;color:#f5f5f7;font:15px/1.5 system-ui,sans-serif;border-top:4px solid #d64545}
.cw-problems h2{margin:0 0 .5rem;font-size:1rem}.cw-problems li{margin:.5rem 0}.cw-problems code{color:#ffd479}
</style>`

const reload = `<script>new EventSource('/_reload').onmessage=()=>location.reload()</script>`

/** A page with the findings laid over it, which loads itself anew when something changes. */
export const withReload = (html: string, problems: string): string => {
  const panel = problems ? `${style}<aside class="cw-problems" role="status"><h2>Findings</h2>${problems}</aside>` : ''
  return html.includes('</body>') ? html.replace('</body>', `${panel}${reload}</body>`) : `${html}${panel}${reload}`
}

/** Stands in for a course that has never been built. */
export const problemsPage = (problems: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>coursewright preview</title><body style="font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem">${problems || '<p>Building …</p>'}</body></html>`

/** Findings as a list. */
export const problemsList = (diagnostics: readonly Diagnostic[]): string => {
  if (diagnostics.length === 0) return ''
  const items = diagnostics.map((diagnostic) => {
    const {place} = diagnostic
    const where = place ? `<code>${escapeHtml(`${place.file}:${place.line}:${place.column}`)}</code> ` : ''
    return `<li>${where}<strong>${severityOf(diagnostic)}</strong> ${escapeHtml(messageOf(diagnostic))} ${escapeHtml(fixOf(diagnostic))}</li>`
  })
  return `<ul>${items.join('')}</ul>`
}
