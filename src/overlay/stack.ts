import {type Diagnostic, diagnose, type Outcome} from '../diagnostics/diagnostic.js'
import type {Host} from '../host/host.js'
import {joinPath} from '../model/names.js'
import {compareText, type Place} from '../model/place.js'
import {readLayer} from './layer.js'
import {type Overlay, readOverlay} from './read.js'

/** The overlays of one edition in their order: the first lies on the course, the last decides. */
export interface Stack {
  readonly layers: readonly Overlay[]
  /** Whether one of the two states that it lies, by whatever is between, over the other. */
  readonly isOrdered: (a: Overlay, b: Overlay) => boolean
}

/** Reads overlays and all that they lie over, and puts them in order. `nameOf` leads from the course's folder to another. */
export const readStack = async (
  host: Host,
  folders: readonly string[],
  nameOf: (folder: string) => string,
): Promise<Outcome<Stack | undefined> & {readonly sources: readonly Overlay['source'][]}> => {
  const diagnostics: Diagnostic[] = []
  const sources: Overlay['source'][] = []
  const read = new Map<string, Overlay | undefined>()
  const beneath = new Map<string, string[]>()
  const visit = async (folder: string, place?: Place): Promise<void> => {
    if (read.has(folder)) return
    read.set(folder, undefined)
    const layer = await readLayer(host, folder, nameOf(folder), place)
    diagnostics.push(...layer.diagnostics)
    if (!layer.value) return
    sources.push(layer.value)
    const overlay = readOverlay(layer.value)
    diagnostics.push(...overlay.diagnostics)
    if (!overlay.value) return
    read.set(folder, overlay.value)
    for (const over of overlay.value.over) {
      const below = joinPath(folder, over.path)
      beneath.set(folder, [...(beneath.get(folder) ?? []), below])
      await visit(below, over.place)
    }
  }
  const named = folders.map((folder) => joinPath(folder.replaceAll('\\', '/'), ''))
  for (const folder of named) await visit(folder)

  const below = new Map<string, ReadonlySet<string>>()
  for (const folder of read.keys()) below.set(folder, reachable(folder, beneath))
  for (const [folder, under] of below) {
    const overlay = read.get(folder)
    if (!under.has(folder) || !overlay) continue
    const circle = [...under].flatMap((each) => read.get(each)?.id ?? [])
    diagnostics.push(
      diagnose('overlay/cycle', {id: overlay.id, circle: circle.sort(compareText)}, overlay.over[0]?.place),
    )
  }
  const overlays = [...read].flatMap(([folder, overlay]) => (overlay ? [{folder, overlay}] : []))
  for (const [index, {overlay}] of overlays.entries()) {
    const twin = overlays.slice(0, index).find((other) => other.overlay.id === overlay.id)
    if (!twin) continue
    const facts = {id: overlay.id, kind: 'overlay', first: `${twin.overlay.place.file}:${twin.overlay.place.line}`}
    diagnostics.push(diagnose('id/duplicate', facts, overlay.place))
  }
  if (overlays.length !== read.size || diagnostics.some(({code}) => code === 'overlay/cycle')) {
    return {value: undefined, diagnostics, sources}
  }
  // How deep a layer lies decides; layers that state no order come by their ids, so that the command line's order is none.
  const depth = (folder: string): number => 1 + Math.max(-1, ...(beneath.get(folder) ?? []).map(depth))
  const ordered = [...overlays].sort(
    (a, b) => depth(a.folder) - depth(b.folder) || compareText(a.overlay.id, b.overlay.id),
  )
  const folderOf = new Map(overlays.map(({folder, overlay}) => [overlay, folder]))
  const isBelow = (a: Overlay, b: Overlay) => below.get(folderOf.get(b) ?? '')?.has(folderOf.get(a) ?? '') ?? false
  return {
    value: {layers: ordered.map(({overlay}) => overlay), isOrdered: (a, b) => isBelow(a, b) || isBelow(b, a)},
    diagnostics,
    sources,
  }
}

const reachable = (folder: string, beneath: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> => {
  const found = new Set<string>()
  const visit = (from: string): void => {
    for (const to of beneath.get(from) ?? []) {
      if (found.has(to)) continue
      found.add(to)
      visit(to)
    }
  }
  visit(folder)
  return found
}
