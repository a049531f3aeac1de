import type {AttemptState, PlayerCourse, QuestionState, QuizState, Response} from '../../model/player.js'
import {lost, type Reading} from '../record/record.js'
import {fitProgress, type Outcome, type Progress, ranks} from '../session/progress.js'
import {hashText} from './ascii.js'
import {readBits, writeBits} from './bits.js'
import {type Code, fields, fixed, flag, list, oneOf, open, optional, stepped, text, via} from './code.js'
import {degrees} from './degrade.js'
import {
  attemptGroup,
  countGroup,
  courseBits,
  elapsedGroup,
  hintsGroup,
  lineageBits,
  markBits,
  pageGroup,
  partGroup,
  questionGroup,
  reportedGroup,
  revisionGroup,
  scoreBits,
  scrollBits,
  seedBits,
  shapeBits,
  statusBits,
  successBits,
  triesGroup,
  versionBits,
} from './groups.js'
import {type Press, pack, unpack} from './pack.js'
import {markSteps, scoreSteps, scrollSteps} from './widths.js'

/** What is kept beside the progress; see `Reading`. */
export interface StateHead {
  readonly lineage: number
  readonly revision: number
}

export interface Encoded {
  readonly state: string
  /** Nothing was left out. */
  readonly whole: boolean
}

/**
 * A learner's progress as characters, at most `limit` of them: plain, or where that is too long, deflated, if there is a
 * press. Where it does not fit, details go in the order of `degrees`; status, score, place, pages read and the scores of
 * attempts never do. `null` if not even these fit.
 */
export const encodeState = (
  progress: Progress,
  course: PlayerCourse,
  {lineage, revision}: StateHead,
  limit: number,
  press?: Press,
): Encoded | null => {
  for (const degree of degrees(progress)) {
    const out = writeBits()
    head.write(out, {...hashes(course), lineage, revision})
    body.write(out, degree)
    const bytes = out.bytes()
    for (const way of press ? [undefined, press] : [undefined]) {
      const state = pack(bytes, way)
      if (state.length <= limit) return {state, whole: degree === progress}
    }
  }
  return null
}

/** Reads what `encodeState` wrote, for this course or for another version of it. Never throws. */
export const decodeState = (state: string, course: PlayerCourse, press?: Press): Reading => {
  if (state === '') return lost('fresh')
  try {
    const bits = readBits(unpack(state, press))
    const {lineage, revision, ...found} = head.read(bits)
    const wanted = hashes(course)
    if (found.course !== wanted.course) return lost('other-course')
    const finding = found.version === wanted.version ? 'same' : 'updated'
    return {progress: fitProgress(course, body.read(bits)), lineage, revision, finding}
  } catch {
    return lost('unreadable')
  }
}

interface Head extends StateHead {
  readonly course: number
  readonly version: number
}

const hashes = ({id, version}: PlayerCourse): Pick<Head, 'course' | 'version'> => ({
  course: hashText(id, courseBits),
  version: hashText(version, versionBits),
})

const head: Code<Head> = fields<Head>({
  course: fixed(courseBits),
  version: fixed(versionBits),
  lineage: fixed(lineageBits),
  revision: open(revisionGroup),
})

/** `null`, wrong and right are most of all marks: each has two bits. */
const mark: Code<number | null> = {
  write: (out, value) => {
    const plain = [null, 0, 1].indexOf(value)
    out.bits(plain < 0 ? 3 : plain, 2)
    if (plain < 0) share.write(out, value as number)
  },
  read: (bits) => {
    const kind = bits.bits(2)
    return kind === 3 ? share.read(bits) : ([null, 0, 1][kind] as number | null)
  },
}
const share = stepped(fixed(markBits), markSteps)

const part = open(partGroup)
const pairWith = <T>(end: Code<T>): Code<readonly [number, T]> => ({
  write: (out, [from, to]) => {
    part.write(out, from)
    end.write(out, to)
  },
  read: (bits) => [part.read(bits), end.read(bits)],
})

/** The shapes of a response. Its shape is written with it, so that it can be read without knowing the question. */
const shapes = [
  {write: () => {}, read: () => null},
  part,
  text,
  list(part, partGroup),
  list(pairWith(part), partGroup),
  list(pairWith(text), partGroup),
] as readonly Code<unknown>[]

const shapeOf = (response: Response): number => {
  if (response === null) return 0
  if (typeof response === 'number') return 1
  if (typeof response === 'string') return 2
  const [first] = response
  return !Array.isArray(first) ? 3 : typeof first[1] === 'number' ? 4 : 5
}

const response: Code<Response> = {
  write: (out, value) => {
    const shape = shapeOf(value)
    out.bits(shape, shapeBits)
    shapes[shape]?.write(out, value)
  },
  // A shape not known here throws, and the state counts as unreadable.
  read: (bits) => (shapes[bits.bits(shapeBits)] as Code<Response>).read(bits),
}

const question = fields<QuestionState>({
  slot: open(questionGroup),
  response,
  checked: flag,
  mark,
  tries: open(triesGroup),
  hints: open(hintsGroup),
})

const score = optional(stepped(fixed(scoreBits), scoreSteps))

const attempt = fields<AttemptState>({
  number: open(attemptGroup),
  seed: fixed(seedBits),
  elapsed: open(elapsedGroup),
  submitted: flag,
  score,
  questions: list(question, countGroup),
})

const quiz = fields<QuizState>({slot: open(pageGroup), attempts: list(attempt, countGroup)})

/** Reference pages have negative slots. */
const pageSlot: Code<number> = {
  write: (out, slot) => {
    flag.write(out, slot < 0)
    out.number(Math.abs(slot), pageGroup)
  },
  read: (bits) => (flag.read(bits) ? -1 : 1) * bits.number(pageGroup),
}

/** A bit for each slot up to the highest. */
const slots: Code<readonly number[]> = via(
  list(flag, pageGroup),
  (read) => Array.from({length: Math.max(-1, ...read) + 1}, (_, slot) => read.includes(slot)),
  (marks) => marks.flatMap((marked, slot) => (marked ? [slot] : [])),
)

const body = fields<Progress>({
  outcome: fields<Outcome>({
    complete: flag,
    success: oneOf(['unknown', 'passed', 'failed'], successBits),
    status: oneOf(ranks, statusBits),
  }),
  score,
  reported: open(reportedGroup),
  place: optional(fields({slot: pageSlot, scroll: stepped(fixed(scrollBits), scrollSteps)})),
  read: slots,
  quizzes: list(quiz, countGroup),
})
