import {type Diagnostic, diagnose, type Outcome} from '../diagnostics/diagnostic.js'
import {nearest} from '../diagnostics/nearest.js'
import type {Gathered} from '../gather/gather.js'
import type {Edition} from '../model/course.js'
import type {Origin, Provenance} from '../model/edition.js'
import {startOf} from '../model/place.js'
import {wordsOf} from '../render/messages.js'
import type {Templates} from '../render/templates.js'
import type {Branding} from './brand.js'
import type {Overlay} from './read.js'
import type {Stack} from './stack.js'

/** The name of an edition: that of the overlays over which no other lies. */
export const editionName = ({layers, isOrdered}: Stack): string => {
  const uppermost = layers.filter((layer, index) => !layers.slice(index + 1).some((other) => isOrdered(layer, other)))
  return uppermost.map(({id}) => id).join('-')
}

/** What an edition has besides its course: its brand, and where all comes from. */
export const finishEdition = (
  gathered: Gathered,
  stack: Stack,
  branding: Branding,
  digests: {readonly upstream: string; readonly layers: ReadonlyMap<string, string>},
): Outcome<Edition> => {
  const {config} = gathered.upstream
  const top = stack.layers.at(-1)
  const named = stack.layers.toReversed()
  const changes = [...branding.changes, ...gathered.changes]
  const date = named.find((layer) => layer.value.date !== undefined)?.value.date
  const provenance: Provenance = {
    edition: editionName(stack),
    title: named.find((layer) => layer.value.title !== undefined)?.value.title ?? branding.brand?.name ?? top?.id ?? '',
    by: named.find((layer) => layer.value.by !== undefined)?.value.by ?? branding.brand?.name ?? top?.id ?? '',
    ...(date === undefined ? {} : {date}),
    upstream: {id: config.id, title: config.title, version: config.version, digest: digests.upstream},
    layers: stack.layers.map(
      (layer): Origin => ({
        id: layer.id,
        title: layer.value.title ?? layer.value.brand?.name ?? layer.id,
        ...(layer.value.version === undefined ? {} : {version: layer.value.version}),
        digest: digests.layers.get(layer.id) ?? '',
      }),
    ),
    changes,
    translations: [],
  }
  const media = new Map([...gathered.edition.media, ...branding.media])
  const edition = {...gathered.edition, media, provenance, ...(branding.brand ? {brand: branding.brand} : {})}
  return {
    value: edition,
    diagnostics: [...pins(stack, provenance), ...licences(gathered, stack), ...dates(gathered, stack)],
  }
}

/** The templates as the overlays have them. */
export const editionTemplates = (
  templates: Templates,
  stack: Stack,
  languages: readonly string[],
): Outcome<Templates> => {
  const diagnostics: Diagnostic[] = []
  let made = templates
  for (const layer of stack.layers) {
    const own: Record<string, string> = {}
    for (const [path, {text, path: shown}] of layer.source.texts) {
      if (!path.startsWith('templates/')) continue
      const name = path.slice('templates/'.length)
      if (!templates.names.includes(name) && !/^messages\/[A-Za-z0-9-]+\.json$/.test(name)) {
        const facts = {file: shown, suggestion: nearest(name, templates.names) ?? ''}
        diagnostics.push(diagnose('overlay/unknown-template', facts, startOf(shown)))
        continue
      }
      const reason = made.over({[name]: text}, {}).faultIn(name)
      if (reason) diagnostics.push(diagnose('overlay/broken-template', {file: shown, reason}, startOf(shown)))
      else own[name] = text
    }
    const terms = layer.value.say?.terms ?? {}
    const known = new Set(
      languages.flatMap((language) => Object.values(made.messages(language).compiled('')).flatMap(wordsOf)),
    )
    for (const word of Object.keys(terms)) {
      if (known.has(word.toLowerCase())) continue
      const place = layer.placeOfKey(['say', 'terms', word])
      diagnostics.push(diagnose('overlay/unused-term', {word, suggestion: nearest(word, known) ?? ''}, place))
    }
    made = made.over(own, terms)
  }
  return {value: made, diagnostics}
}

/** Whether the course is the one that each layer was made for. */
const pins = (stack: Stack, {upstream}: Provenance): readonly Diagnostic[] =>
  stack.layers.flatMap((layer) => {
    const pin = layer.value.upstream
    if (!pin) return []
    if (pin.version !== undefined && pin.version !== upstream.version) {
      const facts = {found: upstream.version ?? '', expected: pin.version}
      return [diagnose('overlay/other-version', facts, layer.placeOf(['upstream', 'version']))]
    }
    if (pin.digest === undefined || pin.digest === upstream.digest) return []
    const facts = {version: upstream.version ?? '', found: upstream.digest, expected: pin.digest}
    return [diagnose('overlay/other-digest', facts, layer.placeOf(['upstream', 'digest']))]
  })

const licences = ({upstream}: Gathered, stack: Stack): readonly Diagnostic[] =>
  stack.layers.flatMap((layer: Overlay) => {
    const ours = layer.value.licence
    const theirs = upstream.config.licence
    if (ours === undefined || ours === theirs || !/-SA(-|$)/.test(theirs)) return []
    return [diagnose('overlay/licence', {ours, theirs}, layer.placeOf(['licence']))]
  })

/** A changed text says when it was changed. */
const dates = ({changes}: Gathered, stack: Stack): readonly Diagnostic[] =>
  stack.layers.flatMap((layer) => {
    if (layer.value.date !== undefined) return []
    const change = changes.find(
      ({layer: id, verb, target}) =>
        id === layer.id && (verb === 'replace' || verb === 'patch') && /^(lesson|discussion|assignment)\//.test(target),
    )
    return change ? [diagnose('overlay/no-date', {target: change.target, layer: layer.id}, change.place)] : []
  })
