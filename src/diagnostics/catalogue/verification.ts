import type {Entry} from '../diagnostic.js'
import {error} from './entry.js'

/** Facts of every check that failed. */
type Failed = {package: string; where: string; expected: string; seen: string}

const failed = (what: string, fix: string, why: string): Entry<Failed> =>
  error<Failed>(
    ({package: name, where, expected, seen}) =>
      `${name}${where === '' ? '' : ` (${where})`}: ${what} Expected: ${expected}. Seen: ${seen}.`,
    () => fix,
    why,
  )

const mend =
  'Build the package anew. If it was not changed by hand, report this with the evidence: it is a fault of coursewright.'
const own = 'If your institution’s templates or media bring it in, mend them; else report it with the evidence.'

/** Findings about packages that were read and played. */
export const verificationEntries = {
  'verify/unreadable': error<{path: string; reason: string}>(
    ({path, reason}) => `${path} cannot be verified: ${reason}.`,
    () => 'Name packages that “coursewright build” wrote, or those of another tool.',
    'Only what can be read can be proved.',
  ),
  'verify/launch': failed(
    'The course does not begin its session.',
    mend,
    'A course that does not launch keeps nothing of what a learner does.',
  ),
  'verify/call': failed(
    'The course calls the LMS in a way that SCORM forbids, or that LMSs refuse.',
    mend,
    'What one LMS lets pass makes another lose the record.',
  ),
  'verify/unread': failed(
    'A page that was read to its end does not count as read.',
    mend,
    'The course could not be completed.',
  ),
  'verify/verdict': failed(
    'An answer is judged otherwise than its key says.',
    mend,
    'Learners would be told that a right answer is wrong.',
  ),
  'verify/answers': failed(
    'The LMS was told of other answers than were given.',
    mend,
    'Lecturers would read wrong reports.',
  ),
  'verify/score': failed(
    'The score or the answers with the LMS are not those of the quiz.',
    mend,
    'It is the mark of a learner.',
  ),
  'verify/status': failed(
    'The status with the LMS is not what the learner has done.',
    mend,
    'It decides whether a learner has completed or passed.',
  ),
  'verify/resume': failed(
    'A learner who leaves and comes back loses their place or answers.',
    mend,
    'Learners close tabs, lose power and go to other pages.',
  ),
  'verify/console': failed(
    'The console of the browser has a message, or a dialogue opened.',
    own,
    'A script that fails may take the rest of the page with it.',
  ),
  'verify/other-origin': failed(
    'A page asks another origin for something.',
    'Put the file into the course’s media. Packages work without a network, and tell nobody who reads them.',
    'Behind firewalls it fails, and it tells others who reads what.',
  ),
  'verify/missing-file': failed('A page asks for a file that the package lacks.', own, 'Learners would see a gap.'),
  'verify/link': failed('A link within the package leads nowhere.', own, 'Learners would see an error of the LMS.'),
  'verify/too-wide': failed(
    'A page is wider than its window.',
    own,
    'On a phone, learners would have to push it sideways (WCAG 2.2 SC 1.4.10).',
  ),
  'verify/accessibility': failed(
    'axe finds something that shuts people out.',
    own,
    'Each rule of axe names the WCAG criterion behind it.',
  ),
  'verify/stuck': failed(
    'The course could not be played to its end.',
    mend,
    'A learner would be stuck at the same place.',
  ),
  'verify/time-out': failed(
    'Playing took too long.',
    'Give it more time with --timeout, or play less of it with --quick.',
    'CI should not wait for ever for a course that hangs.',
  ),
}
