/** Writes into the places that a document keeps for numbers of pages on which page each thing stands, counted from 1. */
export const fillNumbers = (document: string, pages: ReadonlyMap<string, number>): string =>
  document.replace(
    /(<span class="page-of" data-of="([^"]*)")(?:\/>|><\/span>)/g,
    (_, start: string, id: string) => `${start}>${pages.get(id) ?? ''}</span>`,
  )
