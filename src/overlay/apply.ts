import type {Config} from '../config/config.js'
import {type Diagnostic, diagnose, type Outcome} from '../diagnostics/diagnostic.js'
import type {Parts} from '../gather/parts.js'
import type {Item, Media} from '../model/course.js'
import type {Change} from '../model/edition.js'
import {baseName, slugOf} from '../model/names.js'
import type {Local} from '../model/text.js'
import {addThings} from './add.js'
import type {Bench} from './bench.js'
import {type FileKind, itemFrom, itemsIn} from './files.js'
import {omitThings} from './omit.js'
import {patchTexts} from './patch.js'
import {boundBreaches} from './policy.js'
import type {Overlay} from './read.js'
import {replaceThings} from './replace.js'
import {sayVariables} from './say.js'
import {setCourse, setThings} from './set.js'
import type {Stack} from './stack.js'

/** A course as the overlays leave it. */
export interface Applied {
  readonly parts: Parts
  readonly changes: readonly Change[]
  /** What a link to a file of an overlay means: `lessons/x.md` → `lesson:x`. */
  readonly targets: ReadonlyMap<string, string>
  /** Files of overlays that gave an id by their name, as the ledger knows them. */
  readonly named: Readonly<Record<string, string>>
}

/**
 * Applies overlays to the settings of a course. They are first, since quizzes take what they leave out from there.
 * A layer's own verbs do not see each other's order: settings of the course, replacements, patches, settings, additions,
 * omissions.
 */
export const applyToCourse = (config: Config, stack: Stack): Outcome<{config: Config; changes: readonly Change[]}> => {
  const diagnostics: Diagnostic[] = []
  const changes: Change[] = []
  let parts: Parts = {config, items: [], modules: [], banks: [], glossary: [], resources: [], works: []}
  for (const layer of stack.layers) {
    const {upstream} = layer.value
    if (upstream && upstream.course !== config.id) {
      const facts = {found: upstream.course, expected: config.id}
      diagnostics.push(diagnose('overlay/other-course', facts, layer.placeOf(['upstream', 'course'])))
    }
    const bench = {layer, changes, diagnostics, nameOf: () => '', gone: new Set<string>()}
    parts = setCourse(bench, sayVariables(bench, parts))
  }
  return {value: {config: parts.config, changes}, diagnostics}
}

/** Applies overlays to the parts of a course. `upstream` are those parts with the course's own settings; `files` is what the ledger knows of files that gave an id by their name. */
export const applyToParts = (
  before: Parts,
  upstream: Parts,
  stack: Stack,
  files: Readonly<Record<string, string>>,
  earlier: readonly Change[],
): Outcome<Applied> => {
  const diagnostics: Diagnostic[] = []
  const changes: Change[] = [...earlier]
  const targets = new Map<string, string>()
  const named: Record<string, string> = {}
  let parts = before
  for (const layer of stack.layers) {
    const nameOf = (file: string, id: string | undefined): string => {
      if (id !== undefined) return id
      const key = `${layer.id}/${file}`
      const name = files[key] ?? (slugOf(baseName(file)) || 'untitled')
      named[key] = name
      return name
    }
    const bench: Bench = {layer, changes, diagnostics, nameOf, gone: new Set()}
    const verbs = [withOwnParts(targets), replaceThings, patchTexts, setThings, addThings, omitThings]
    parts = verbs.reduce((now, verb) => verb(bench, now), parts)
    diagnostics.push(...clashesWithin(bench))
  }
  diagnostics.push(...clashes(changes, stack), ...boundBreaches(upstream, parts, changes))
  for (const layer of stack.layers) diagnostics.push(...layer.reader.diagnostics)
  return {value: {parts, changes, targets, named}, diagnostics}
}

/** Media of the course with those of the overlays, which may lie over others of the same path. */
export const layeredMedia = (
  media: ReadonlyMap<string, Media>,
  layers: readonly Overlay[],
): ReadonlyMap<string, Media> => {
  const all = new Map(media)
  for (const layer of layers) {
    for (const [path, file] of layer.source.media) if (path.startsWith('media/')) all.set(path, file)
  }
  return all
}

/** A layer's own items, banks and works join the course; its verbs give items their places. */
const withOwnParts =
  (targets: Map<string, string>) =>
  (bench: Bench, parts: Parts): Parts => {
    const {layer} = bench
    const replacing = new Map(
      layer.value.replace.flatMap((entry) =>
        'with' in entry && typeof entry.with === 'string' ? [[entry.with, Object.values(entry)[0] as string]] : [],
      ),
    )
    const own: Item<Local>[] = []
    for (const kind of ['lesson', 'quiz', 'discussion', 'assignment'] as const satisfies readonly FileKind[]) {
      for (const [file, item] of itemsIn(layer, kind)) {
        const replaced = replacing.get(file)
        const id = replaced ?? bench.nameOf(file, item.id)
        targets.set(file, `${kind}:${id}`)
        if (replaced !== undefined) continue
        const made = itemFrom(layer, kind, file, id, parts)
        if (made) own.push(made)
      }
    }
    const banks = [...layer.parsed.banks].map(([file, bank]) => ({...bank, id: bench.nameOf(file, bank.id)}))
    return {
      ...parts,
      items: [...parts.items, ...own],
      banks: [...parts.banks, ...banks],
      works: [...parts.works, ...layer.parsed.works],
    }
  }

/** A layer that leaves something out, or replaces it, and changes it besides, cannot mean both. */
const clashesWithin = ({layer, changes, gone}: Bench): readonly Diagnostic[] =>
  changes.flatMap((change) => {
    if (change.layer !== layer.id || change.verb === 'add') return []
    const other = changes.find(
      (each) =>
        each.layer === layer.id &&
        each !== change &&
        (each.verb === 'omit' || (each.verb === 'replace' && change.verb === 'omit')) &&
        gone.has(each.target) &&
        (change.target === each.target || change.target.startsWith(`${each.target}/`)),
    )
    if (!other || (change.verb === 'omit' && other.verb === 'omit')) return []
    const facts = {target: change.target, one: other.verb, two: change.verb, where: whereOf(other)}
    return [diagnose('overlay/contradiction', facts, change.place)]
  })

const deciding: ReadonlySet<Change['verb']> = new Set(['brand', 'say', 'set', 'omit', 'replace', 'patch', 'formats'])

/** Two layers decide one thing differently, and neither says that it lies over the other. */
const clashes = (changes: readonly Change[], stack: Stack): readonly Diagnostic[] => {
  const layerOf = new Map(stack.layers.map((layer) => [layer.id, layer]))
  return changes.flatMap((change, index) => {
    const other = changes.slice(0, index).find((each) => {
      const [a, b] = [layerOf.get(each.layer), layerOf.get(change.layer)]
      if (!a || !b || a === b || stack.isOrdered(a, b)) return false
      if (!deciding.has(each.verb) || !deciding.has(change.verb)) return false
      return touches(each.target, change.target) && (each.to === undefined || each.to !== change.to)
    })
    if (!other) return []
    const facts = {target: change.target, one: other.layer, two: change.layer, where: whereOf(other)}
    return [diagnose('overlay/no-order', facts, change.place)]
  })
}

const touches = (a: string, b: string): boolean => a === b || a.startsWith(`${b}/`) || b.startsWith(`${a}/`)

const whereOf = ({place}: Change): string => `${place.file}:${place.line}`
