/** Bits of what has a fixed width, and of the groups of what has none (see `writeBits`); shared by the coder and the bound. */
export const courseBits = 24
export const versionBits = 16
export const lineageBits = 16
export const successBits = 2
export const statusBits = 2
/** Hundredths of a percentage point. */
export const scoreBits = 14
export const scrollBits = 7
export const seedBits = 16
/** Which shape a response has. */
export const shapeBits = 3
export const markBits = 10

export const revisionGroup = 5
export const reportedGroup = 5
/** Page and quiz slots, and how many pages there are. */
export const pageGroup = 4
/** How many quizzes, attempts and questions there are. */
export const countGroup = 3
export const attemptGroup = 3
export const elapsedGroup = 6
export const questionGroup = 4
/** Choices, pairs, blanks … and how many of them. */
export const partGroup = 3
export const triesGroup = 2
export const hintsGroup = 3
