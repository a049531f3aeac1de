import type {Body} from './markdown.js'

/**
 * How the texts of a course are held. The structure (ids, points, keys, order) is one for all languages; the texts
 * are held beside it by language. One set of types serves both: `Course<Keyed>` has keys where `Course<Local>` has texts.
 */
export interface TextForm {
  readonly plain: unknown
  readonly rich: unknown
}

/** Names one text of the course, such as `lesson/sovereignty/title`. Derived from permanent ids. */
export type TextKey = string

/** Texts are held elsewhere, by language. */
export interface Keyed extends TextForm {
  readonly plain: TextKey
  readonly rich: TextKey
}

/** Texts in one language, in their places. */
export interface Local extends TextForm {
  readonly plain: string
  readonly rich: Body
}

/** Replaces each text of a thing; `key` names the text. */
export interface TextMapper<From extends TextForm, To extends TextForm> {
  plain(text: From['plain'], key: TextKey): To['plain']
  rich(text: From['rich'], key: TextKey): To['rich']
}
