import * as z from 'zod'
import {count} from '../model/count.js'

const whole = z.int().min(0)

/** What was proven of a package before it was published. The same on each run, so no times, no pictures and no machine. */
export const releaseEvidence = z.strictObject({
  /** Played under a simulated LMS, opened page by page, or only read entry by entry. */
  how: z.enum(['played', 'opened', 'read']),
  /** One page and one quiz of each kind, and one way of leaving; false for what was only read. */
  quick: z.boolean(),
  /** `skipped`: what could not be checked, such as accessibility where there is no axe. */
  checks: z.strictObject({passed: whole, failed: whole, skipped: whole}),
  pages: z.strictObject({seen: whole, all: whole}).optional(),
  /** Questions that were answered, of all that quizzes ask or may draw. */
  questions: z.strictObject({answered: whole, all: whole}).optional(),
  /** Ways of leaving, each followed by a return. */
  leavings: z.array(z.string()).optional(),
})
export type ReleaseEvidence = z.output<typeof releaseEvidence>

/** `played under a simulated LMS: 3 of 3 pages, 5 of 5 questions, 4 ways of leaving; 24 checks passed, 0 failed` */
export const evidenceWords = ({how, pages, questions, leavings, checks}: ReleaseEvidence): string => {
  const played = [
    ...(pages ? [`${pages.seen} of ${pages.all} pages`] : []),
    ...(questions ? [`${questions.answered} of ${questions.all} questions`] : []),
    ...(leavings ? [`${count(leavings.length, 'way')} of leaving`] : []),
  ]
  const skipped = checks.skipped > 0 ? `, ${checks.skipped} not made` : ''
  return `${hows[how]}${played.length > 0 ? `: ${played.join(', ')}` : ''}; ${count(checks.passed, 'check')} passed, ${checks.failed} failed${skipped}`
}

const hows = {
  played: 'played under a simulated LMS',
  opened: 'opened page by page',
  read: 'read to its last byte, not played',
} as const
