import {deflateSync, inflateSync} from 'fflate'
import type {AttemptState, PlayerCourse, QuestionState, QuizState, Response} from '../../model/player.js'
import type {Reading} from '../record/record.js'
import {fitProgress, type Outcome, type Progress, ranks} from '../session/progress.js'
import {checksum, fromAscii, hashText, toAscii} from './ascii.js'
import {type BitReader, type BitWriter, readBits, writeBits} from './bits.js'
import {degrees} from './degrade.js'
import {bitsOf, groupOf} from './groups.js'
import {steps} from './widths.js'

/** What is kept beside the progress; see `Reading`. */
export interface StateHead {
  readonly lineage: number
  readonly revision: number
}

/** The first character of a state: format 1, plain or deflated. */
const formats = {plain: 'A', deflated: 'B'} as const

/**
 * A learner's progress as characters, at most `limit` of them. Where it does not fit, details go in the order of
 * `degrees`; status, score, place, pages read and the scores of attempts never do. `null` if not even these fit.
 */
export const encodeState = (progress: Progress, course: PlayerCourse, head: StateHead, limit: number): string | null => {
  for (const degree of degrees(progress)) {
    const text = pack(writeState(degree, course, head))
    if (text.length <= limit) return text
  }
  return null
}

/** Reads what `encodeState` wrote, for this course or for another version of it. Never throws. */
export const decodeState = (text: string, course: PlayerCourse): Reading => {
  const lost = (finding: Reading['finding']): Reading => ({
    progress: null,
    lineage: Math.floor(Math.random() * 65536),
    revision: 0,
    finding,
  })
  if (text === '') return lost('fresh')
  try {
    const bits = readBits(unpack(text))
    if (bits.bits(bitsOf.course) !== courseHash(course)) return lost('other-course')
    const version = bits.bits(bitsOf.version)
    const lineage = bits.bits(bitsOf.lineage)
    const revision = bits.number(groupOf.revision)
    const progress = fitProgress(course, readProgress(bits))
    return {progress, lineage, revision, finding: version === versionHash(course) ? 'same' : 'updated'}
  } catch {
    return lost('unreadable')
  }
}

const courseHash = (course: PlayerCourse): number => hashText(course.id) & (2 ** bitsOf.course - 1)
const versionHash = (course: PlayerCourse): number => hashText(course.version) & (2 ** bitsOf.version - 1)

const pack = (payload: Uint8Array): string => {
  const crc = checksum(payload)
  const sealed = (body: Uint8Array): Uint8Array => Uint8Array.from([crc >>> 24, crc >>> 16, crc >>> 8, crc, ...body])
  const deflated = deflateSync(payload, {level: 9})
  return deflated.length < payload.length ? formats.deflated + toAscii(sealed(deflated)) : formats.plain + toAscii(sealed(payload))
}

const unpack = (text: string): Uint8Array => {
  const bytes = fromAscii(text.slice(1))
  const body = bytes.subarray(4)
  const format = text[0]
  if (format !== formats.plain && format !== formats.deflated) throw new RangeError('The state is of a format not known here.')
  const payload = format === formats.deflated ? inflateSync(body) : body
  const crc = bytes.subarray(0, 4).reduce((value, byte) => value * 256 + byte, 0)
  if (checksum(payload) !== crc) throw new RangeError('The state is damaged.')
  return payload
}

const successes: readonly Outcome['success'][] = ['unknown', 'passed', 'failed']

const writeState = (progress: Progress, course: PlayerCourse, head: StateHead): Uint8Array => {
  const out = writeBits()
  out.bits(courseHash(course), bitsOf.course)
  out.bits(versionHash(course), bitsOf.version)
  out.bits(head.lineage, bitsOf.lineage)
  out.number(head.revision, groupOf.revision)
  const {outcome, place, read} = progress
  out.bits(outcome.complete ? 1 : 0, bitsOf.complete)
  out.bits(successes.indexOf(outcome.success), bitsOf.success)
  out.bits(ranks.indexOf(outcome.status), bitsOf.status)
  writeOptional(out, progress.score, (score) => out.bits(Math.round(score * steps.score), bitsOf.score))
  out.number(progress.reported, groupOf.reported)
  writeOptional(out, place, ({slot, scroll}) => {
    out.bits(slot < 0 ? 1 : 0, 1)
    out.number(Math.abs(slot), groupOf.page)
    out.bits(Math.round(scroll * steps.scroll), bitsOf.scroll)
  })
  const readable = Math.max(0, ...read.map((slot) => slot + 1))
  out.number(readable, groupOf.page)
  const marks = new Set(read)
  for (let slot = 0; slot < readable; slot += 1) out.bits(marks.has(slot) ? 1 : 0, 1)
  out.number(progress.quizzes.length, groupOf.count)
  for (const quiz of progress.quizzes) {
    out.number(quiz.slot, groupOf.page)
    out.number(quiz.attempts.length, groupOf.count)
    for (const attempt of quiz.attempts) writeAttempt(out, attempt)
  }
  return out.bytes()
}

const readProgress = (bits: BitReader): Progress => ({
  outcome: {
    complete: bits.bits(bitsOf.complete) === 1,
    success: successes[bits.bits(bitsOf.success)] ?? 'unknown',
    status: ranks[bits.bits(bitsOf.status)] ?? 'incomplete',
  },
  score: readOptional(bits, () => bits.bits(bitsOf.score) / steps.score),
  reported: bits.number(groupOf.reported),
  place: readOptional(bits, () => {
    const sign = bits.bits(1) ? -1 : 1
    return {slot: sign * bits.number(groupOf.page), scroll: bits.bits(bitsOf.scroll) / steps.scroll}
  }),
  read: times(bits.number(groupOf.page), (slot) => (bits.bits(1) ? slot : -1)).filter((slot) => slot >= 0),
  quizzes: times(bits.number(groupOf.count), (): QuizState => {
    const slot = bits.number(groupOf.page)
    return {slot, attempts: times(bits.number(groupOf.count), () => readAttempt(bits))}
  }),
})

const writeAttempt = (out: BitWriter, attempt: AttemptState): void => {
  out.number(attempt.number, groupOf.attempt)
  out.bits(attempt.seed, bitsOf.seed)
  out.number(attempt.elapsed, groupOf.elapsed)
  out.bits(attempt.submitted ? 1 : 0, 1)
  writeOptional(out, attempt.score, (score) => out.bits(Math.round(score * steps.score), bitsOf.score))
  writeOptional(out, attempt.questions.length || null, (count) => {
    out.number(count, groupOf.count)
    for (const question of attempt.questions) writeQuestion(out, question)
  })
}

const readAttempt = (bits: BitReader): AttemptState => ({
  number: bits.number(groupOf.attempt),
  seed: bits.bits(bitsOf.seed),
  elapsed: bits.number(groupOf.elapsed),
  submitted: bits.bits(1) === 1,
  score: readOptional(bits, () => bits.bits(bitsOf.score) / steps.score),
  questions: readOptional(bits, () => times(bits.number(groupOf.count), () => readQuestion(bits))) ?? [],
})

const writeQuestion = (out: BitWriter, question: QuestionState): void => {
  out.number(question.slot, groupOf.question)
  writeResponse(out, question.response)
  out.bits(question.checked ? 1 : 0, 1)
  const {mark} = question
  out.bits(mark === null ? 0 : mark === 0 ? 1 : mark === 1 ? 2 : 3, 2)
  if (mark !== null && mark > 0 && mark < 1) out.bits(Math.round(mark * steps.mark), bitsOf.mark)
  out.number(question.tries, groupOf.few)
  out.number(question.hints, groupOf.few)
}

const readQuestion = (bits: BitReader): QuestionState => ({
  slot: bits.number(groupOf.question),
  response: readResponse(bits),
  checked: bits.bits(1) === 1,
  mark: [() => null, () => 0, () => 1, () => bits.bits(bitsOf.mark) / steps.mark][bits.bits(2)]?.() ?? null,
  tries: bits.number(groupOf.few),
  hints: bits.number(groupOf.few),
})

const kinds = {none: 0, number: 1, text: 2, numbers: 3, pairs: 4, texts: 5} as const

/** The shape of a response is written with it, so that it can be read without knowing the question. */
const writeResponse = (out: BitWriter, response: Response): void => {
  const kind = (value: number): void => out.bits(value, bitsOf.responseKind)
  const number = (value: number): void => out.number(value, groupOf.part)
  if (response === null) return kind(kinds.none)
  if (typeof response === 'number') {
    kind(kinds.number)
    return number(response)
  }
  if (typeof response === 'string') {
    kind(kinds.text)
    return out.text(response)
  }
  const first = response[0]
  kind(!Array.isArray(first) ? kinds.numbers : typeof first[1] === 'string' ? kinds.texts : kinds.pairs)
  number(response.length)
  for (const entry of response) {
    if (typeof entry === 'number') number(entry)
    else {
      number(entry[0])
      if (typeof entry[1] === 'string') out.text(entry[1])
      else number(entry[1])
    }
  }
}

const readResponse = (bits: BitReader): Response => {
  const number = (): number => bits.number(groupOf.part)
  switch (bits.bits(bitsOf.responseKind)) {
    case kinds.none:
      return null
    case kinds.number:
      return number()
    case kinds.text:
      return bits.text()
    case kinds.numbers:
      return times(number(), number)
    case kinds.pairs:
      return times(number(), () => [number(), number()] as const)
    case kinds.texts:
      return times(number(), () => [number(), bits.text()] as const)
    default:
      throw new RangeError('The state holds a response of a kind not known here.')
  }
}

const writeOptional = <T>(out: BitWriter, value: T | null, write: (value: T) => void): void => {
  out.bits(value === null ? 0 : 1, 1)
  if (value !== null) write(value)
}

const readOptional = <T>(bits: BitReader, read: () => T): T | null => (bits.bits(1) ? read() : null)

const times = <T>(count: number, make: (index: number) => T): T[] => {
  const list: T[] = []
  for (let index = 0; index < count; index += 1) list.push(make(index))
  return list
}
