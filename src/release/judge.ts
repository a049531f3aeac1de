import type {Config} from '../config/config.js'
import {type Diagnostic, diagnose} from '../diagnostics/diagnostic.js'
import {type Course, isQuestion, itemsOf, quizzesOf} from '../model/course.js'
import type {Place} from '../model/place.js'
import type {Question} from '../model/question.js'
import type {Local} from '../model/text.js'
import type {Snapshot} from './snapshot.js'
import {type Damage, type Keeping, upgradeDamage} from './upgrade.js'

export interface Update {
  readonly before: Snapshot
  readonly after: Snapshot
  readonly course: Course<Local>
  readonly config: Pick<Config, 'accept' | 'placeOf' | 'place'>
  /** How the systems that the course is built for keep what learners did. */
  readonly keepings: ReadonlySet<Keeping>
}

/** Findings about what the course would do to learners of its last release; damage that course.yaml accepts is left out. */
export const judgeUpdate = ({before, after, course, config, keepings}: Update): readonly Diagnostic[] => {
  const since = before.course.version
  const places = placesOf(course)
  const accepted = config.accept.filter((entry) => entry.since === since)
  const all = upgradeDamage(before, after, keepings)
  const accepts = (damage: Damage) => accepted.find((entry) => entry.class === damage.class && entry.of === damage.name)
  const used = new Set(all.flatMap((damage) => accepts(damage) ?? []))
  // What is accepted for one system only is no mistake where a check is made for another.
  const anywhere = new Set(
    upgradeDamage(before, after, new Set<Keeping>(['player', 'canvas', 'copies'])).flatMap(
      (damage) => accepts(damage) ?? [],
    ),
  )
  return [
    ...all
      .filter((damage) => !accepts(damage))
      .map(({class: name, name: thing, title, before: was, after: is, cost, harms}) =>
        diagnose(
          `upgrade/${name}`,
          {thing, title, before: was, after: is, cost, since, harms},
          placeIn(places, thing, config.place),
        ),
      ),
    ...accepted
      .filter((entry) => !used.has(entry) && !anywhere.has(entry))
      .map((entry) =>
        diagnose('upgrade/accept-unused', {code: `upgrade/${entry.class}`, of: entry.of, since}, entry.place),
      ),
  ]
}

/** Where the thing stands, or what it belonged to; the course if nothing of it is left. */
const placeIn = (places: ReadonlyMap<string, Place>, thing: string, course: Place): Place => {
  const [kind, owner, question] = thing.split('/')
  const around = kind === 'part' ? [`question/${owner}/${question}`] : []
  const names = [thing, ...around, `item/${owner}`, `bank/${owner}`]
  return names.map((name) => places.get(name)).find((place) => place !== undefined) ?? course
}

const placesOf = (course: Course<Local>): ReadonlyMap<string, Place> => {
  const ofQuestions = (owner: string, questions: readonly Question<Local>[]) =>
    questions.map(({id, place}) => [`question/${owner}/${id}`, place] as const)
  return new Map<string, Place>([
    ...course.modules.map(({id, place}) => [`module/${id}`, place] as const),
    ...[...itemsOf(course), ...course.practice].map(({id, place}) => [`item/${id}`, place] as const),
    ...course.banks.map(({id, place}) => [`bank/${id}`, place] as const),
    ...quizzesOf(course).flatMap((quiz) => ofQuestions(quiz.id, quiz.entries.filter(isQuestion))),
    ...course.banks.flatMap((bank) => ofQuestions(bank.id, bank.questions)),
  ])
}
