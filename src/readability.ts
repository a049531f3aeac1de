/** How hard a text is to read. */
export interface Readability {
  readonly words: number
  readonly sentences: number
  /** Words in an average sentence, one decimal. */
  readonly sentenceLength: number
  /**
   * Flesch reading ease, 0 to 100: 60 and more is plain English, 30 to 50 is usual in first-year reading, below 30 is for
   * specialists. Undefined for other languages than English. Source: R. Flesch, Journal of Applied Psychology 32(3), 1948.
   */
  readonly ease?: number
}

export const readabilityOf = (text: string, language: string): Readability => {
  const words = wordsOf(text)
  const sentences = Math.max(1, sentencesOf(text, language).length)
  const sentenceLength = Math.round((words.length / sentences) * 10) / 10
  const base = {words: words.length, sentences, sentenceLength}
  if (!/^en\b/i.test(language) || words.length === 0) return base
  const syllables = words.reduce((sum, word) => sum + syllablesIn(word), 0)
  const ease = 206.835 - 1.015 * (words.length / sentences) - 84.6 * (syllables / words.length)
  return {...base, ease: Math.round(Math.min(100, Math.max(0, ease)))}
}

export const wordsOf = (text: string): readonly string[] => text.match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu) ?? []

const sentencesOf = (text: string, language: string): readonly string[] =>
  [...new Intl.Segmenter(language, {granularity: 'sentence'}).segment(text)]
    .map((part) => part.segment)
    .filter((sentence) => /\p{L}/u.test(sentence))

/** Groups of vowels, less a silent “e”: right for nine English words in ten, which an average needs. */
const syllablesIn = (word: string): number => {
  const plain = word.toLowerCase().replace(/[^a-z]/g, '')
  if (plain.length <= 3) return 1
  const groups = plain.replace(/(?:[^laeiouy]es|[^aeiouy]ed|[^laeiouy]e)$/, '').match(/[aeiouy]{1,2}/g)
  return Math.max(1, groups?.length ?? 1)
}
