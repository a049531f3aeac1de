/** `1 error`, `2 errors`, `3 quizzes` */
export const count = (number: number, word: string): string =>
  `${number} ${word}${number === 1 ? '' : word.endsWith('z') ? 'zes' : 's'}`
