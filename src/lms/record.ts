import type {Family} from './calls.js'

/** What the server of the LMS holds of the learner: element and value. */
export type ServerRecord = ReadonlyMap<string, string>

export interface Enrolment {
  readonly family: Family
  readonly mode: 'normal' | 'browse' | 'review' | ''
  /** Percent that the LMS demands, or ''. */
  readonly mastery: string
}

/** Elements as a course finds them at its next launch. */
export const launchRecord = (
  record: ServerRecord,
  {family, mode, mastery}: Enrolment,
): Readonly<Record<string, string>> => {
  const exit = record.get(family === '1.2' ? 'cmi.core.exit' : 'cmi.exit')
  // SCORM 2004: whatever is not suspended is over, and the next launch is a new attempt.
  const kept =
    family === '1.2' || exit === 'suspend'
      ? [...record].filter(([element]) => !/(exit|session_time|_children|_version)$/.test(element))
      : []
  const entry = record.size === 0 || kept.length === 0 ? 'ab-initio' : exit === 'suspend' ? 'resume' : ''
  const facts: Readonly<Record<string, string>> =
    family === '1.2'
      ? {
          'cmi.core.student_id': 'learner-1',
          'cmi.core.student_name': 'Núñez, Íñigo “Ñ” <b>',
          'cmi.core.credit': mode === 'normal' || mode === '' ? 'credit' : 'no-credit',
          'cmi.core.lesson_mode': mode,
          'cmi.core.entry': entry,
          ...(mastery === '' ? {} : {'cmi.student_data.mastery_score': mastery}),
        }
      : {
          'cmi.learner_id': 'learner-1',
          'cmi.learner_name': 'Núñez, Íñigo “Ñ” <b>',
          'cmi.credit': mode === 'normal' || mode === '' ? 'credit' : 'no-credit',
          'cmi.mode': mode,
          'cmi.entry': entry,
          ...(mastery === '' ? {} : {'cmi.scaled_passing_score': String(Number(mastery) / 100)}),
        }
  const settled = Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== ''))
  return {...Object.fromEntries(kept.filter(([, value]) => value !== '')), ...settled}
}
