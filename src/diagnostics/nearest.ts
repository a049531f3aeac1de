import {distance} from 'fastest-levenshtein'

/** The candidate that a mistyped word was probably meant to be, if one is near enough. */
export const nearest = (word: string, candidates: Iterable<string>): string | undefined => {
  const limit = Math.max(2, Math.floor(word.length / 3))
  let best: string | undefined
  let bestDistance = limit + 1
  for (const candidate of candidates) {
    const d = distance(word.toLowerCase(), candidate.toLowerCase())
    if (d < bestDistance) {
      best = candidate
      bestDistance = d
    }
  }
  return best
}

/** `Did you mean “x”?`, or what else to do. */
export const didYouMean = (suggestion: string, otherwise: string): string =>
  suggestion ? `Did you mean “${suggestion}”?` : otherwise
