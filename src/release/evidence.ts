import * as z from 'zod'

const count = z.int().min(0)

/** What was proven of a package before it was published. The same on each run, so no times, no pictures and no machine. */
export const releaseEvidence = z.strictObject({
  /** Played under a simulated LMS, opened page by page, or only read entry by entry. */
  how: z.enum(['played', 'opened', 'read']),
  /** One page and one quiz of each kind, and one way of leaving; false for what was only read. */
  quick: z.boolean(),
  /** `skipped`: what could not be checked, such as accessibility where there is no axe. */
  checks: z.strictObject({passed: count, failed: count, skipped: count}),
  pages: z.strictObject({seen: count, all: count}).optional(),
  /** Questions that were answered, of all that quizzes ask or may draw. */
  questions: z.strictObject({answered: count, all: count}).optional(),
  /** Ways of leaving, each followed by a return. */
  leavings: z.array(z.string()).optional(),
})
export type ReleaseEvidence = z.output<typeof releaseEvidence>

/** `played under a simulated LMS: 3 of 3 pages, 5 of 5 questions, 4 ways of leaving; 24 checks passed, 0 failed` */
export const evidenceWords = ({how, pages, questions, leavings, checks}: ReleaseEvidence): string => {
  const played = [
    ...(pages ? [`${pages.seen} of ${pages.all} pages`] : []),
    ...(questions ? [`${questions.answered} of ${questions.all} questions`] : []),
    ...(leavings ? [`${leavings.length} ${leavings.length === 1 ? 'way' : 'ways'} of leaving`] : []),
  ]
  const skipped = checks.skipped > 0 ? `, ${checks.skipped} not made` : ''
  return `${hows[how]}${played.length > 0 ? `: ${played.join(', ')}` : ''}; ${checks.passed} ${checks.passed === 1 ? 'check' : 'checks'} passed, ${checks.failed} failed${skipped}`
}

const hows = {
  played: 'played under a simulated LMS',
  opened: 'opened page by page',
  read: 'read to its last byte, not played',
} as const
