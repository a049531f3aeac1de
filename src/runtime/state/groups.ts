/** Widths in bits of what has a fixed width, and of the groups of what has none; shared by the coder and the bound. */
export const bitsOf = {
  course: 24,
  version: 16,
  lineage: 16,
  complete: 1,
  success: 2,
  status: 2,
  /** Hundredths of a percentage point. */
  score: 14,
  scroll: 7,
  seed: 16,
  responseKind: 3,
  mark: 10,
} as const

export const groupOf = {
  revision: 5,
  reported: 5,
  /** Page and quiz slots, and how many pages, quizzes, attempts and questions there are. */
  page: 4,
  count: 3,
  attempt: 3,
  elapsed: 6,
  question: 4,
  /** Choices, pairs, blanks … and how many of them. */
  part: 3,
  /** Tries and hints. */
  few: 2,
} as const

/** Characters of base64url for so many bits, a checksum of 32 bits, and one character for the format. */
export const charactersFor = (bits: number): number => 1 + Math.ceil(((4 + Math.ceil(bits / 8)) * 8) / 6)
