import * as z from 'zod'
import type {SiteOptions} from '../../render/site.js'

/** What a package of static pages may be told in `course.yaml`. */
export const siteOptions = {
  /** Lessons for teachers are part of the package. */
  teachers: z.boolean().default(false),
}

/** What a package that reports to a learning management system may be told besides. */
export const reportingOptions = {
  ...siteOptions,
  /**
   * Which words the LMS gets. Moodle's default activity completion counts `completed` alone, not `passed`
   * (mod/scorm/classes/completion/custom_completion.php:52).
   */
  status: z.enum(['passed', 'completed']).default('passed'),
  /** Which attempt at a quiz counts. */
  scoring: z.enum(['best', 'last', 'first']).default('best'),
  /** What the LMS is told at the end of a completed course. */
  'exit-when-complete': z.enum(['suspend', 'normal']).default('suspend'),
  /** Whether a returning learner goes to where they were. */
  resume: z.enum(['always', 'ask', 'never']).default('always'),
}

const reporting = z.strictObject(reportingOptions)

/** The same in the words of `site`. */
export const toSiteOptions = (options: z.infer<typeof reporting>): SiteOptions => ({
  framed: true,
  teachers: options.teachers,
  status: options.status,
  scoring: options.scoring,
  exitWhenComplete: options['exit-when-complete'],
  resume: options.resume,
})
