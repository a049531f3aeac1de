import type {Config, ModuleConfig} from '../config/config.js'
import {
  type AboutPage,
  type Bank,
  type GlossaryEntry,
  type Item,
  plainPlacement,
  type Quiz,
  type ResourceTier,
  type Work,
} from '../model/course.js'
import {withoutUndefined} from '../model/question.js'
import type {Local} from '../model/text.js'
import type {ParsedQuiz} from '../parse/quiz.js'

/** The parts of a course, each with its id, before they are put together. Overlays change these. */
export interface Parts {
  readonly config: Config
  /** All items, whether or not a module names them. */
  readonly items: readonly Item<Local>[]
  readonly modules: readonly ModuleConfig[]
  readonly banks: readonly Bank<Local>[]
  readonly glossary: readonly GlossaryEntry<Local>[]
  readonly resources: readonly ResourceTier<Local>[]
  readonly works: readonly Work[]
  readonly about?: AboutPage<Local>
}

/** A quiz with what it leaves out filled in by the course's defaults. */
export const makeQuiz = (parsed: ParsedQuiz, id: string, config: Config): Quiz<Local> => {
  const settings = {...config.quizDefaults, ...withoutUndefined(parsed.settings)}
  return withoutUndefined({
    type: 'quiz' as const,
    id,
    place: parsed.place,
    title: parsed.title,
    placement: plainPlacement,
    description: parsed.description,
    mode: settings.mode,
    passMark: settings['pass-mark'],
    attempts: settings.attempts === 'unlimited' ? null : settings.attempts,
    timeLimit: settings['time-limit'] === 'none' ? null : settings['time-limit'],
    shuffleQuestions: settings.shuffle.includes('questions'),
    shuffleChoices: settings.shuffle.includes('choices'),
    feedback: settings.feedback,
    weight: settings.weight,
    entries: parsed.entries,
  })
}
