import type {Compiled} from '../compile.js'
import {countLosses, lossKinds} from '../losses.js'
import {type Course, isQuestion, itemsOf, type Quiz, quizzesOf} from '../model/course.js'
import type {Loss} from '../model/package.js'
import type {Local} from '../model/text.js'
import {releaseName, type SealedPackage} from '../packages.js'
import type {Templates} from '../render/templates.js'
import {type ImportLoss, importLosses} from './import.js'
import {profiles} from './index.js'
import type {Profile} from './profile.js'

/** A text to lay beside the packages: how to import them into one system. */
export interface ImportGuide {
  /** The name of its file. */
  readonly name: string
  /** Markdown. */
  readonly text: string
}

/** Guides for the profile in question, else for the usual systems that import any of the packages. */
export const importGuides = (
  compiled: Compiled,
  templates: Templates,
  packages: readonly SealedPackage[],
  wanted: Profile | undefined,
): readonly ImportGuide[] =>
  (wanted ? [wanted] : profiles.filter(({isUsual}) => isUsual)).flatMap((profile) => {
    const imported = packages.filter(({format}) => profile.formats.some(({id}) => id === format.id))
    if (imported.length === 0) return []
    const name = `${releaseName(compiled)}-import-${profile.id.replace('@', '-')}.md`
    return [{name, text: tidy(templates.render(`guides/${profile.guide}`, guideData(compiled, profile, imported)))}]
  })

const guideData = (compiled: Compiled, profile: Profile, packages: readonly SealedPackage[]) => {
  const {course, config} = compiled
  const lost = importLosses(profile, course, packages)
  const parts = itemsOf(course)
  const numberOf = (type: string) => parts.filter((item) => item.type === type).length
  return {
    language: 'en',
    course: {title: markdown(course.title), version: config.version, id: config.id},
    profile,
    isSeen: profile.evidence === 'run',
    // Liquid finds a member by its name: package.scorm12 has no dots or hyphens in it.
    package: Object.fromEntries(
      packages.map((each) => [
        each.format.id.replace(/[^a-z0-9]/g, ''),
        {file: each.name, options: each.options, losses: lossLines(lost, each.format.id)},
      ]),
    ),
    packages: packages.map(({format, name}) => ({
      file: name,
      title: format.title,
      summary: format.summary,
      claim: profile.formats.find(({id}) => id === format.id)?.claim,
      ...countLosses(lost.filter((loss) => loss.format === format.id)),
    })),
    quizzes: quizzesOf(course).map((quiz) => quizLine(compiled, quiz)),
    hasGraded: quizzesOf(course).some(({mode}) => mode === 'graded'),
    discussions: numberOf('discussion'),
    assignments: parts.flatMap((item) =>
      item.type === 'assignment' ? [{title: markdown(item.title), points: item.points}] : [],
    ),
    tools: numberOf('tool'),
    hasGlossary: course.glossary.length > 0,
    completion: course.completion,
  }
}

const quizLine = ({course}: Compiled, quiz: Quiz<Local>) => ({
  title: markdown(quiz.title),
  isGraded: quiz.mode === 'graded',
  passMark: quiz.passMark,
  attempts: quiz.attempts ?? 'unlimited',
  timeLimit: quiz.timeLimit,
  draws: quiz.entries.some((entry) => !isQuestion(entry)),
  points: pointsOf(course, quiz) ?? 'by the draw',
})

/** Undefined if it depends on which questions are drawn. */
const pointsOf = (course: Course<Local>, quiz: Quiz<Local>): number | undefined => {
  let sum = 0
  for (const entry of quiz.entries) {
    if (isQuestion<Local>(entry)) {
      sum += entry.points
      continue
    }
    const [points = 0, ...others] = new Set(
      course.banks.find(({id}) => id === entry.bank)?.questions.map((question) => question.points),
    )
    if (others.length > 0) return undefined
    sum += entry.count * points
  }
  return sum
}

const mostNamed = 6

/** Losses with the same remedy are one line; the greatest come first. */
const lossLines = (losses: readonly ImportLoss[], format: string) => {
  const groups = new Map<string, [Loss, ...Loss[]]>()
  for (const loss of losses) {
    if (loss.format !== format) continue
    const key = JSON.stringify([loss.feature, loss.kind, loss.remedy])
    const group = groups.get(key)
    if (group) group.push(loss)
    else groups.set(key, [loss])
  }
  return [...groups.values()]
    .sort(([a], [b]) => lossKinds.indexOf(b.kind) - lossKinds.indexOf(a.kind))
    .map((group) => {
      const [{kind, what, why, remedy}] = group
      const items = [...new Set(group.flatMap(({item}) => (item ? [item.title] : [])))]
      return {
        kind,
        isExample: group.some((loss) => loss.what !== what),
        what: sentence(what),
        why: sentence(why),
        remedy: sentence(remedy),
        items: items
          .slice(0, mostNamed)
          .map((title) => `*${markdown(title)}*`)
          .join(', '),
        more: Math.max(0, items.length - mostNamed),
      }
    })
}

/** Text of the course as text in Markdown. */
const markdown = (text: string): string => sentence(text).replace(/`/g, '\\`')

/** A sentence of ours, in which words of the program stand between backticks. */
const sentence = (text: string): string => text.replace(/\s+/g, ' ').replace(/[\\*_[\]<>|#]/g, '\\$&')

/** The gaps that unused parts of a template leave. */
const tidy = (text: string): string =>
  `${text
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`
