import type {GlossaryEntry} from './course.js'
import type {Local} from './text.js'

/** Finds the glossary entry that a marked term means: by id, else by its words, also in the plural of “s”. */
export const termFinder = (
  glossary: readonly GlossaryEntry<Local>[],
): ((id: string | undefined, text: string) => GlossaryEntry<Local> | undefined) => {
  const byId = new Map(glossary.map((entry) => [entry.id, entry]))
  const byWords = new Map<string, GlossaryEntry<Local>>()
  for (const entry of glossary) {
    for (const words of [entry.term, ...entry.also]) {
      if (!byWords.has(fold(words))) byWords.set(fold(words), entry)
    }
  }
  return (id, text) => {
    if (id !== undefined) return byId.get(id)
    const words = fold(text)
    return byWords.get(words) ?? byWords.get(words.replace(/s$/, '')) ?? byId.get(words.replace(/ /g, '-'))
  }
}

const fold = (text: string): string => text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim()
