import type {Config} from '../config/config.js'
import {type Diagnostic, diagnose, type Outcome} from '../diagnostics/diagnostic.js'
import {nearest} from '../diagnostics/nearest.js'
import type {Gathered} from '../gather/gather.js'
import type {Lock} from '../gather/lock.js'
import type {Host} from '../host/host.js'
import {splitTexts} from '../model/course.js'
import type {Change, Origin, Provenance} from '../model/edition.js'
import {startOf} from '../model/place.js'
import {wordsOf} from '../render/messages.js'
import type {Templates} from '../render/templates.js'
import type {Source} from '../source/source.js'
import {type Basis, basesOf} from './base.js'
import type {Branding} from './brand.js'
import {digestOf} from './digest.js'
import {type Drift, driftFindings, driftOf, recorded} from './drift.js'
import type {Overlay} from './read.js'
import type {Stack} from './stack.js'
import {languagesIn, translate} from './translate.js'

/** The name of an edition: that of the overlays over which no other lies. */
export const editionName = ({layers, isOrdered}: Stack): string => {
  const uppermost = layers.filter((layer, index) => !layers.slice(index + 1).some((other) => isOrdered(layer, other)))
  return uppermost.map(({id}) => id).join('-')
}

/** What an edition is made of besides its course. */
export interface Making {
  readonly stack: Stack
  readonly branding: Branding
  /** The course as it was read, with its settings. */
  readonly upstream: Source
  readonly config: Config
  /** The ledger as it was read. */
  readonly lock: Lock
  readonly host: Pick<Host, 'digest'>
}

export interface Made {
  /** In the main language of the edition. */
  readonly gathered: Gathered
  readonly others: readonly Gathered[]
  readonly standing: Standing
}

/** What an edition rests on, whether or not it may be written. */
export interface Standing {
  readonly upstream: Source
  /** Of the course as it was read. */
  readonly version: string
  readonly digest: string
  readonly bases: readonly Basis[]
  /** Those that have changed since somebody looked. */
  readonly drift: readonly Drift[]
  /** The overlay's file that replaces a thing, below its folder. */
  readonly ownFile: (target: string) => string | undefined
}

/** Makes an edition of a gathered course: its languages, its brand, where all comes from, and what it rests on. */
export const makeEdition = (
  gathered: Gathered,
  {stack, branding, upstream, config, lock, host}: Making,
): Outcome<Made> => {
  const diagnostics: Diagnostic[] = []
  const take = <T>(outcome: Outcome<T>): T => {
    diagnostics.push(...outcome.diagnostics)
    return outcome.value
  }
  const languages = editionLanguages(gathered.config, stack)
  diagnostics.push(...unofferedLanguages(stack, languages))
  const translations = languages
    .filter((language) => language !== config.language)
    .map((language) =>
      take(translate(gathered.course, config.language, language, stack.layers, gathered.targets, gathered.config)),
    )
  const changes = [...branding.changes, ...gathered.changes, ...translations.flatMap((each) => each.changes)]
  const digest = digestOf(host, upstream)
  const provenance = provenanceOf(gathered, stack, branding, changes, digest, host)
  const media = new Map([...gathered.edition.media, ...branding.media])
  const inLanguage = (language: string): Gathered => {
    const translation = translations.find((each) => each.language === language)
    const course = translation?.course ?? gathered.course
    const {structure, texts} = splitTexts(course)
    const counted = translation ? [{language, texts: translation.texts, missing: translation.missing}] : []
    return {
      ...gathered,
      config: {...gathered.config, language},
      course,
      changes: [...gathered.changes, ...(translation?.changes ?? [])],
      edition: {
        ...gathered.edition,
        structure,
        languages: [language],
        texts: new Map([[language, texts]]),
        media,
        provenance: {...provenance, translations: counted},
        ...(branding.brand ? {brand: branding.brand} : {}),
      },
    }
  }
  const [main = config.language, ...rest] = languages
  const others = rest.map(inLanguage)
  const own = inLanguage(main)
  const all = translations.map(({language, texts, missing}) => ({language, texts, missing}))
  const version = config.version
  const bases = basesOf(changes, gathered.upstream, upstream, host)
  const drift = driftOf(bases, lock.base)
  diagnostics.push(
    ...driftFindings(drift, version),
    ...pins(stack, provenance),
    ...licences(gathered, stack),
    ...dates(changes, stack),
  )
  const after = {...gathered.lock.after, base: recorded(bases, lock.base, version)}
  const value = {
    gathered: {
      ...own,
      edition: {...own.edition, languages: [main, ...rest] as const, provenance: {...provenance, translations: all}},
      lock: {...own.lock, after},
    },
    others,
    standing: {
      upstream,
      version,
      digest,
      bases,
      drift,
      ownFile: (target: string) => ownFile(gathered, stack, target),
    },
  }
  return {value, diagnostics}
}

/** The main language first. */
export const editionLanguages = (config: Config, {layers}: Stack): readonly string[] => [
  ...new Set([config.language, ...layers.flatMap((layer) => layer.languages)]),
]

/** Texts in a language that the edition does not offer would be used nowhere, in silence. */
const unofferedLanguages = ({layers}: Stack, languages: readonly string[]): readonly Diagnostic[] =>
  layers.flatMap((layer) => [
    ...languagesIn([layer])
      .filter((language) => !languages.includes(language))
      .map((language) => {
        const file = [...layer.source.texts].find(([path]) => path.startsWith(`languages/${language}/`))?.[1].path
        const facts = {language, suggestion: nearest(language, languages) ?? ''}
        return diagnose('translation/not-offered', facts, file === undefined ? layer.place : startOf(file))
      }),
  ])

const provenanceOf = (
  gathered: Gathered,
  stack: Stack,
  {brand}: Branding,
  changes: readonly Change[],
  digest: string,
  host: Pick<Host, 'digest'>,
): Provenance => {
  const {config} = gathered.upstream
  const top = stack.layers.at(-1)
  const uppermost = stack.layers.toReversed()
  const date = uppermost.find((layer) => layer.value.date !== undefined)?.value.date
  return {
    edition: editionName(stack),
    title: uppermost.find((layer) => layer.value.title !== undefined)?.value.title ?? brand?.name ?? top?.id ?? '',
    by: uppermost.find((layer) => layer.value.by !== undefined)?.value.by ?? brand?.name ?? top?.id ?? '',
    ...(date === undefined ? {} : {date}),
    upstream: {id: config.id, title: config.title, version: config.version, digest},
    layers: stack.layers.map(
      (layer): Origin => ({
        id: layer.id,
        title: layer.value.title ?? layer.value.brand?.name ?? layer.id,
        ...(layer.value.version === undefined ? {} : {version: layer.value.version}),
        digest: digestOf(host, layer.source),
      }),
    ),
    changes,
    translations: [],
  }
}

const ownFile = ({course}: Gathered, {layers}: Stack, target: string): string | undefined => {
  const [kind, id] = target.split('/')
  const items = [...course.modules.flatMap((module) => module.items), ...course.practice]
  const item = items.find((each) => each.type === kind && each.id === id)
  const place = target === 'about' ? course.about?.place : item?.place
  const layer = layers.find(({source}) => place?.file.startsWith(`${source.name}/`))
  return layer && place?.file.slice(layer.source.name.length + 1)
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
const dates = (changes: readonly Change[], stack: Stack): readonly Diagnostic[] =>
  stack.layers.flatMap((layer) => {
    if (layer.value.date !== undefined) return []
    const change = changes.find(
      ({layer: id, verb, target}) =>
        id === layer.id &&
        (verb === 'replace' || verb === 'patch' || verb === 'translate') &&
        /^(lesson|discussion|assignment)\//.test(target),
    )
    return change ? [diagnose('overlay/no-date', {target: change.target, layer: layer.id}, change.place)] : []
  })
