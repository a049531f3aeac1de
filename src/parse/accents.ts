/** A text without its accents: marks of Latin, Greek and Cyrillic letters, and the vowel signs of Arabic. */
export const withoutAccents = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f\u064b-\u0652\u0670]/g, '')
    .normalize('NFC')

/**
 * Where accents do not matter, each text counts without them too. They are listed here, once, since no standard for
 * quizzes knows how to overlook them: so every format takes the same answers.
 */
export const withBareForms = <T extends {readonly text: string}>(answers: readonly T[]): readonly T[] => {
  const known = new Set(answers.map(({text}) => text))
  const bare = answers.flatMap((answer) => {
    const text = withoutAccents(answer.text)
    return known.has(text) ? [] : known.add(text) && [{...answer, text}]
  })
  return [...answers, ...bare]
}
