/** What a passage of HTML may ask of the package that it stands in, and where it says what it could not keep. */
export interface PassageReader {
  /** The address in our source of what an address in the package means; undefined: it leads nowhere. */
  readonly link: (url: string) => string | undefined
  /** The address in our source of a picture, a recording or captions; undefined: it is not in the package. */
  readonly media: (url: string) => string | undefined
  /** Id of the glossary’s entry for a term, by its id or its words; absent where the package has no glossary of ours. */
  readonly term?: (id: string | undefined, words: string) => string | undefined
  /** Called for each thing that is not kept. `detail` names it, such as the address of a broken link. */
  readonly lose: (what: PassageLoss, detail?: string) => void
}

/** What HTML can say and our source cannot. */
export type PassageLoss =
  | 'style'
  | 'script'
  | 'form'
  | 'drawing'
  | 'object'
  | 'frame'
  | 'table'
  | 'formula'
  | 'link'
  | 'anchor'
  | 'passage'
  | 'picture'
  | 'elsewhere'
  | 'alternative'
  | 'recording'
  | 'raised'
  | 'depth'
  | 'citation'
