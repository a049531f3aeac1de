import type {
  AttemptState,
  PlayerCourse,
  QuestionState,
  QuizState,
  SaveState,
  SessionCalls,
  Snapshot,
} from '../../model/player.js'
import {deviceKey, readDevice, writeDevice} from '../record/device.js'
import type {Image, LearnerRecord, Reading} from '../record/record.js'
import {mostReported, mostRevision} from '../state/widths.js'
import {higher, judge, shareDone} from './outcome.js'
import {changeAttempt, markRead, moveTo, nothingYet, type Progress} from './progress.js'

/** A session where it lives: calls are answered at once. */
export interface SessionCore {
  snapshot(): Snapshot
  call<K extends keyof SessionCalls>(name: K, argument: Parameters<SessionCalls[K]>[0]): Snapshot
  watch(listener: (snapshot: Snapshot) => void): void
  /** Shows a notice (a message key), or withdraws it. */
  notice(key: string, shown: boolean): void
  readonly record: LearnerRecord
}

/** Joins a course and a learner's record into a session. */
export const createSession = (course: PlayerCourse, record: LearnerRecord): SessionCore => {
  const {opening} = record
  const {mode} = opening
  let {lineage, revision} = opening.reading
  let progress = resume(course, opening)
  let save: SaveState = mode === 'normal' ? 'saved' : 'nowhere'
  const resumed = progress.place?.slot ?? pageAt(course, opening.location)
  const notices = new Set([
    ...findings(opening.reading),
    ...(mode === 'normal' ? [] : [`player.${mode}`]),
    ...opening.notices,
  ])
  const listeners: ((snapshot: Snapshot) => void)[] = []

  const snapshot = (): Snapshot => ({
    mode,
    save,
    notices: [...notices],
    ...(opening.learner ? {learner: opening.learner} : {}),
    resumed,
    place: progress.place,
    read: progress.read,
    quizzes: progress.quizzes.map(essays(course, lineage).restore),
    status: progress.outcome.status,
    score: progress.score,
  })
  const tell = (): void => {
    for (const listener of listeners) listener(snapshot())
  }
  const become = (next: Progress, what: 'result' | 'answer' | 'place'): void => {
    if (next === progress) return
    const judged = judge(next, course, opening)
    const rose = judged.outcome.status !== progress.outcome.status || judged.score !== progress.score
    progress = judged
    revision = Math.min(revision + 1, mostRevision)
    if (mode === 'normal') record.changed(rose ? 'result' : what)
    tell()
  }
  const image = (anew?: boolean): Image => {
    if (anew) revision = Math.min(revision + 1, mostRevision)
    const page = course.pages.find((candidate) => candidate.slot === progress.place?.slot)
    return {
      progress,
      lineage,
      revision,
      location: page ? `${page.kind}/${page.id}` : opening.location,
      share: shareDone(progress, course),
    }
  }

  const calls: {[K in keyof SessionCalls]: (argument: Parameters<SessionCalls[K]>[0]) => void} = {
    hello: ({slot}) => {
      if (progress.place?.slot !== slot) become(moveTo(progress, course, slot, 0), 'answer')
    },
    at: ({slot, scroll}) => become(moveTo(progress, course, slot, scroll), 'place'),
    read: ({slot}) => become(markRead(progress, course, slot), 'answer'),
    attempt: ({quiz, attempt, reports}) => {
      essays(course, lineage).keep(quiz, attempt)
      become(
        changeAttempt(progress, course, quiz, attempt),
        attempt.submitted || reports.length > 0 ? 'result' : 'answer',
      )
      if (mode === 'normal' && reports.length > 0) record.report(reports)
    },
    save: () => record.save(),
    reset: () => {
      if (record.kind !== 'device') return
      record.clear()
      progress = nothingYet
      notices.clear()
      tell()
    },
    exit: () => record.close(),
  }

  const core: SessionCore = {
    record,
    snapshot,
    call: (name, argument) => {
      calls[name](argument)
      return snapshot()
    },
    watch: (listener) => {
      listeners.push(listener)
    },
    notice: (key, shown) => {
      if (notices.has(key) === shown) return
      if (shown) notices.add(key)
      else notices.delete(key)
      tell()
    },
  }
  record.start({
    image,
    saveState: (state) => {
      if (state === save) return
      save = state
      tell()
    },
    notice: core.notice,
    reported: (count) => {
      progress = {...progress, reported: Math.min(count, mostReported)}
      revision = Math.min(revision + 1, mostRevision)
    },
    reread: (reading) => {
      ;({lineage, revision} = reading)
      progress = judge(reading.progress ?? nothingYet, course, opening)
      tell()
    },
  })
  return core
}

/** Progress as it was kept, never below what the LMS holds. */
const resume = (course: PlayerCourse, {reading, outcome, score, mastery}: LearnerRecord['opening']): Progress => {
  const kept = reading.progress ?? nothingYet
  const floor: Progress = {
    ...kept,
    outcome: outcome ? higher(kept.outcome, outcome) : kept.outcome,
    score:
      score === null
        ? kept.score
        : course.scoring === 'best'
          ? Math.max(score, kept.score ?? 0)
          : (kept.score ?? score),
  }
  return judge(floor, course, mastery === undefined ? {} : {mastery})
}

const findings = ({finding}: Reading): string[] =>
  finding === 'unreadable' || finding === 'updated' ? [`player.state-${finding}`] : []

const pageAt = (course: PlayerCourse, location: string): number | null =>
  course.pages.find((page) => `${page.kind}/${page.id}` === location)?.slot ?? null

/** Essays are too long for an LMS's state: their words stay on the device, and the state has `''` in their place. */
const essays = (course: PlayerCourse, lineage: number) => {
  const keyOf = (quiz: number, attempt: AttemptState, question: QuestionState): string =>
    deviceKey(course.id, ['essay', lineage, quiz, attempt.number, question.slot].join(':'))
  return {
    keep(quiz: number, attempt: AttemptState): void {
      const asked = course.quizzes.find(({slot}) => slot === quiz)?.questions ?? []
      for (const question of attempt.questions)
        if (question.response && asked.some(({slot, type}) => slot === question.slot && type === 'essay'))
          writeDevice(keyOf(quiz, attempt, question), String(question.response))
    },
    restore: ({slot, attempts}: QuizState): QuizState => ({
      slot,
      attempts: attempts.map((attempt) => ({
        ...attempt,
        questions: attempt.questions.map((question) =>
          question.response === ''
            ? {...question, response: readDevice(keyOf(slot, attempt, question)) ?? ''}
            : question,
        ),
      })),
    }),
  }
}
