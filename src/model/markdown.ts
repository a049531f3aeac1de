import type {PhrasingContent, Root, RootContent} from 'mdast'
import type {} from 'mdast-util-math'

/** A passage of Markdown as a tree. It stays a tree until a format writes it. */
export type Body = Root

/** The kinds of call-out that authors may write. */
export const calloutKinds = ['note', 'tip', 'important', 'warning', 'example', 'case', 'debate', 'brief'] as const
export type CalloutKind = (typeof calloutKinds)[number]

interface Node {
  readonly position?: Root['position']
  readonly data?: undefined
}

/** `:::note[Title]` */
export interface Callout extends Node {
  readonly type: 'callout'
  readonly kind: CalloutKind
  readonly title?: string
  readonly children: RootContent[]
}

/** `:::figure{src alt}`: a picture, its caption and what it says at length. */
export interface Figure extends Node {
  readonly type: 'figure'
  readonly id?: string
  /** As written by the author until `parse` makes it a path below the course folder. */
  readonly src: string
  readonly alt: string
  readonly decorative: boolean
  /** Set by `resolve`: figures are numbered through a lesson. */
  readonly number?: number
  readonly children: RootContent[]
  readonly description: RootContent[]
}

/** `:term[words]{id}`: a link to the glossary. */
export interface Term extends Node {
  readonly type: 'term'
  /** The entry's id if the author gave it, else found from the words by `resolve`. */
  readonly id?: string
  readonly children: PhrasingContent[]
}

/** `::practice{quiz}`: a practice quiz inside a lesson. */
export interface Practice extends Node {
  readonly type: 'practice'
  readonly quiz: string
}

/** `:::reveal[Summary]` */
export interface Reveal extends Node {
  readonly type: 'reveal'
  readonly title: string
  readonly children: RootContent[]
}

/** `:::video` and `:::audio`; the children are the transcript. */
export interface Recording extends Node {
  readonly type: 'recording'
  readonly kind: 'video' | 'audio'
  readonly title: string
  /** A path below the course folder, or an absolute address. */
  readonly src: string
  readonly poster?: string
  readonly captions?: string
  readonly captionsLanguage?: string
  readonly children: RootContent[]
}

/** `::embed[Title]{url poster}`: a page of another site, which loads when the learner asks for it. */
export interface Embed extends Node {
  readonly type: 'embed'
  readonly title: string
  readonly url: string
  readonly poster?: string
}

export interface CitationItem {
  readonly key: string
  /** Such as `p. 3`. */
  readonly locator?: string
  /** `[-@key]`: the year alone, since the author's name stands in the sentence. */
  readonly suppressAuthor: boolean
  /** Set by `resolve`: what the reader sees. */
  readonly label?: string
}

/** `[@key, p. 3; @other]` */
export interface Citation extends Node {
  readonly type: 'citation'
  readonly items: readonly CitationItem[]
  /** Set by `resolve`: distinguishes the citations of one lesson, for the way back from the list of references. */
  readonly number?: number
}

/** A gap in a fill-in-the-blanks question. */
export interface Blank extends Node {
  readonly type: 'blank'
  readonly id: string
}

/** `:say[name]`: what institutions may say otherwise. `gather` puts the words in its place. */
export interface Say extends Node {
  readonly type: 'say'
  readonly name: string
}

/** `:::only{for="…"}` and `:::except{for="…"}`: a passage for some audiences. `gather` keeps or drops it. */
export interface AudienceBlock extends Node {
  readonly type: 'audience'
  readonly kind: 'only' | 'except'
  readonly for: readonly string[]
  readonly children: RootContent[]
}

/** A passage in another language than what is around it: where a translation falls back. */
export interface Foreign extends Node {
  readonly type: 'foreign'
  readonly language: string
  readonly children: RootContent[]
}

/** `:::long-description`: stands inside a figure only, which takes its children; see `Figure`. */
export interface LongDescription extends Node {
  readonly type: 'longDescription'
  readonly children: RootContent[]
}

/** Set by `resolve`: the notes of a lesson, in the order in which they are called. */
export interface Notes extends Node {
  readonly type: 'notes'
  readonly notes: readonly {
    readonly id: string
    readonly number: number
    readonly calls: number
    readonly children: RootContent[]
  }[]
}

/** Set by `resolve`: the call of a note. */
export interface NoteCall extends Node {
  readonly type: 'noteCall'
  readonly id: string
  readonly number: number
  /** The how-manieth call of the same note this is, from 1. */
  readonly call: number
}

/** Set by `resolve`: the works that a lesson cites. */
export interface References extends Node {
  readonly type: 'references'
  readonly entries: readonly {
    readonly key: string
    readonly children: PhrasingContent[]
    readonly citations: readonly number[]
  }[]
}

declare module 'mdast' {
  interface RootData {
    /** Something was refused and left out, and that is reported. */
    isPartial?: true
  }
  interface RootContentMap {
    callout: Callout
    figure: Figure
    longDescription: LongDescription
    practice: Practice
    reveal: Reveal
    recording: Recording
    embed: Embed
    notes: Notes
    references: References
    term: Term
    citation: Citation
    blank: Blank
    noteCall: NoteCall
    say: Say
    audience: AudienceBlock
    foreign: Foreign
  }
  interface PhrasingContentMap {
    term: Term
    citation: Citation
    blank: Blank
    noteCall: NoteCall
    say: Say
  }
}
