import type {XmlChild, XmlElement} from '../_xml/write.js'
import type {Lost} from './losses.js'

/** A question on the interactions of QTI 2.1: what differs from type to type. */
export interface Shape {
  /** The names of its interactions, each once. */
  readonly interactions: readonly string[]
  /** `responseDeclaration` elements. */
  readonly responses: readonly XmlElement[]
  /** What stands below the prompt. */
  readonly body: readonly XmlChild[]
  /** Rules that set SCORE, and count right parts in PARTS. */
  readonly rules: readonly XmlElement[]
  /** Whether the rules use PARTS. */
  readonly counts?: boolean
  /** Feedback on single answers. */
  readonly asides?: readonly Aside[]
  readonly losses?: readonly Lost[]
}

export interface Aside {
  readonly ident: string
  /** When it is shown; absent: the rules say so. */
  readonly when?: XmlElement
  /** The answer that it belongs to, where several may be given. */
  readonly to?: string
  readonly content: readonly XmlChild[]
}
