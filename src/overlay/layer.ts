import {type Diagnostic, diagnose, type Outcome} from '../diagnostics/diagnostic.js'
import {nearest} from '../diagnostics/nearest.js'
import type {Host} from '../host/host.js'
import type {Place} from '../model/place.js'
import {type FolderPlan, kindOf, NoFolder, readFolder, type Source} from '../source/source.js'

/** What was read of an overlay's folder. Texts and media are known by their paths below it. */
export interface LayerSource extends Source {
  /** How places name the overlay's folder: from the course's folder. */
  readonly name: string
}

export const overlayFile = 'overlay.yaml'
export const overlayLockFile = 'overlay.lock.yaml'

/** Files at the top of an overlay besides those that a course has too. */
const ownFiles = [overlayFile, overlayLockFile] as const
const sharedFiles = ['about.md', 'bibliography.yaml'] as const

/**
 * Reads an overlay's folder. `name` leads there from the course's folder. The overlay's own parts stand in folders as a
 * course has them; translations below `languages/<tag>/`, what belongs to the brand below `brand/`, page shells and
 * messages below `templates/`, and copies of what the overlay was made from below `base/`.
 */
export const readLayer = async (
  host: Host,
  folder: string,
  name: string,
  place?: Place,
): Promise<Outcome<LayerSource | undefined>> => {
  const plan: FolderPlan = {
    kindOf: layerKind,
    suggestionFor,
    // A translation of lessons/x.md links as lessons/x.md does.
    baseOf: (path) => path.replace(/^languages\/[^/]+\//, ''),
    nameOf: (path) => (name === '' ? path : `${name}/${path}`),
  }
  try {
    const {value, diagnostics} = await readFolder(host, folder, plan)
    if (value.texts.has(overlayFile)) return {value: {...value, name}, diagnostics}
    const found: readonly Diagnostic[] = diagnostics.length > 0 ? diagnostics : [notFound(folder, place)]
    return {value: undefined, diagnostics: found}
  } catch (error) {
    if (!(error instanceof NoFolder)) throw error
    return {value: undefined, diagnostics: [notFound(folder, place)]}
  }
}

const notFound = (folder: string, place: Place | undefined): Diagnostic =>
  diagnose('overlay/not-found', {folder}, place)

const layerKind = (path: string): ReturnType<FolderPlan['kindOf']> => {
  const [top = '', ...rest] = path.split('/')
  if (rest.length === 0) {
    if ([...ownFiles, ...sharedFiles].includes(path as never)) return 'text'
    return suggestionFor(path) ? 'stray' : 'other'
  }
  switch (top) {
    case 'brand':
      return 'file'
    case 'templates':
    case 'base':
      return 'text'
    case 'languages': {
      const below = rest.slice(1).join('/')
      if (below === 'texts.yaml') return 'text'
      return below === '' ? 'other' : kindOf(below) === 'media' ? 'stray' : kindOf(below)
    }
    default:
      return kindOf(path)
  }
}

const suggestionFor = (path: string): string => {
  const near = /\.(ya?ml|md)$/.test(path) ? nearest(path, [...ownFiles, ...sharedFiles]) : undefined
  return near && near !== path ? near : ''
}
