import type {Body} from './markdown.js'
import type {Place} from './place.js'

/** The colours of `templates/tokens.css` that a brand may replace. */
export const colourTokens = [
  'accent',
  'on-accent',
  'accent-tint',
  'paper',
  'raised',
  'sunken',
  'ink',
  'muted',
  'line',
  'edge',
] as const
export type ColourToken = (typeof colourTokens)[number]

/** The faces of `templates/tokens.css` that a brand may replace. */
export const fontTokens = ['text', 'ui', 'code'] as const
export type FontToken = (typeof fontTokens)[number]

/** A colour on light and on dark ground, as `#rrggbb`. */
export interface ColourPair {
  readonly light: string
  readonly dark: string
}

export interface Logo {
  /** Keys of the edition's media. */
  readonly light: string
  readonly dark: string
  readonly alt: string
  readonly url?: string
}

/** How an institution shows itself. */
export interface Brand {
  readonly name?: string
  readonly logo?: Logo
  readonly colours: Readonly<Partial<Record<ColourToken, ColourPair>>>
  readonly fonts: Readonly<Partial<Record<FontToken, readonly string[]>>>
  readonly footer?: Body
  readonly contact?: {readonly name?: string; readonly email?: string; readonly url?: string}
}

/** What an overlay may do to a course. */
export type Verb = 'brand' | 'say' | 'set' | 'omit' | 'add' | 'replace' | 'patch' | 'translate' | 'formats'

/** One decision of a layer. */
export interface Change {
  readonly verb: Verb
  /** What it is about, such as `lesson/sovereignty` or `quiz/final/pass-mark`. */
  readonly target: string
  /** The title of the thing; empty where it has none. */
  readonly title: string
  /** Id of the layer. */
  readonly layer: string
  readonly place: Place
  /** What upstream, or the layer beneath, has there, and what the layer makes of it: for settings and short texts. */
  readonly from?: string
  readonly to?: string
}

/** One course or overlay that went into an edition. */
export interface Origin {
  readonly id: string
  readonly title: string
  readonly version?: string
  /** SHA-256 over what was read of it. */
  readonly digest: string
}

/** Where an edition comes from, and what was changed on the way. */
export interface Provenance {
  /** The name of the edition: it stands in file names and in identifiers of whole packages. */
  readonly edition: string
  readonly title: string
  /** Who adapted the course. */
  readonly by: string
  /** When: ISO 8601. */
  readonly date?: string
  readonly upstream: Origin
  /** From the one above upstream to the uppermost. */
  readonly layers: readonly Origin[]
  readonly changes: readonly Change[]
  /** What of a translation is there, by language. */
  readonly translations: readonly {readonly language: string; readonly texts: number; readonly missing: number}[]
}

/** What institutions may change, as course.yaml declares it. */
export interface PolicyRule {
  readonly place: Place
  /** Such as `course/licence`, `lesson/sovereignty` or `quiz/*\/pass-mark`. */
  readonly what: string
  readonly rule:
    | {readonly kind: 'locked'}
    | {readonly kind: 'bounded'; readonly from: number; readonly to: number}
    | {readonly kind: 'free'}
  readonly why: string
}

/** Something that texts say with `:say[name]`, and that institutions may say otherwise. */
export interface Variable {
  readonly name: string
  readonly type: 'text' | 'number' | 'email' | 'url'
  readonly value: string
  readonly place: Place
}
