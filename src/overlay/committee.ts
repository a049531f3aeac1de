import type {Compiled} from '../compile.js'
import type {Change} from '../model/edition.js'
import {blocksOf, type Hunk, hunksOf} from './merge.js'

/** What an edition changes, as Markdown for people who decide about it: no ids where a title will do. */
export const changesText = ({gathered, source, stack}: Compiled): string => {
  const {provenance} = gathered.edition
  if (!provenance) return 'This is the course as its authors publish it.\n'
  const {title, upstream, layers, changes, by, date} = provenance
  const of = (...verbs: Change['verb'][]) => changes.filter(({verb}) => verbs.includes(verb))
  const name = (change: Change) => change.title || change.target
  const part = (heading: string, lines: readonly string[]) =>
    lines.length > 0 ? [`## ${heading}`, lines.join('\n')] : []
  const texts = of('replace').flatMap((change) => {
    const [kind, id] = change.target.split('/')
    const before = gathered.upstream.items.find((item) => item.type === kind && item.id === id)
    const now = gathered.course.modules.flatMap(({items}) => items).find((item) => item.type === kind && item.id === id)
    const [old, own] = [before, now].map((item) => item && source.texts.get(item.place.file)?.text)
    if (old === undefined || own === undefined) return []
    return [`## The new text of “${name(change)}”`, hunksText(hunksOf(blocksOf(old), blocksOf(own)))]
  })
  const patches = (stack?.layers ?? []).flatMap((layer) =>
    layer.value.patch.map((patch) => {
      const [kind = '', id = ''] = Object.entries(patch)[0] ?? []
      const item = gathered.upstream.items.find((each) => each.type === kind && each.id === String(id))
      const where = patch.heading ?? patch.id
      const ways = (['replace', 'prepend', 'append'] as const).flatMap((way) => {
        const text = patch[way]
        return text === undefined ? [] : [`${wayNames[way]}:\n\n${quoted(text.trim())}`]
      })
      return `### ${item?.title ?? id}${where === undefined ? '' : `, “${where}”`}\n\n${ways.join('\n\n')}`
    }),
  )
  const intro = `${by} adapts “${upstream.title}”, version ${upstream.version ?? ''}${date === undefined ? '' : `, on ${date}`}. Layers, from the lowest: ${layers.map((layer) => layer.title).join(', ')}.`
  return `${[
    `# What “${title}” changes`,
    intro,
    ...part(
      'Settings',
      of('set').map(
        (change) =>
          `- ${name(change)}, ${change.target.split('/').slice(2).join(' ') || change.target}: ${change.from ?? '–'} → ${change.to ?? ''}`,
      ),
    ),
    ...part(
      'Words',
      of('say').map(({from = '', to = ''}) => `- “${from}” → “${to}”`),
    ),
    ...part(
      'Look',
      of('brand').map(({target, to = ''}) => `- ${target.replace('brand/', '')}: ${to}`),
    ),
    ...part(
      'Added',
      of('add').map((change) => `- ${name(change)}${change.to ? `, ${change.to}` : ''}`),
    ),
    ...part(
      'Left out',
      of('omit').map((change) => `- ${name(change)}`),
    ),
    ...part(
      'Replaced',
      of('replace').map((change) => `- ${name(change)}`),
    ),
    ...texts,
    ...(patches.length > 0 ? ['## Passages changed', ...patches] : []),
    ...part(
      'Translated',
      of('translate').map((change) => `- ${name(change)} (${change.to ?? ''})`),
    ),
    ...(changes.length === 0 ? ['Nothing.'] : []),
  ].join('\n\n')}\n`
}

const wayNames = {replace: 'Replaced by', prepend: 'At its beginning', append: 'At its end'} as const

/** Changed blocks, the old ones with `-` and the new ones with `+`. */
export const hunksText = (hunks: readonly Hunk[]): string =>
  hunks
    .flatMap((hunk) =>
      hunk.kind === 'same'
        ? []
        : [
            [...hunk.from.map((block) => marked(block, '- ')), ...hunk.to.map((block) => marked(block, '+ '))].join(
              '\n',
            ),
          ],
    )
    .map((text) => `${text}\n`)
    .join('\n')

const marked = (block: string, mark: string): string => block.replace(/^/gm, mark)
const quoted = (text: string): string => text.replace(/^/gm, '> ')
