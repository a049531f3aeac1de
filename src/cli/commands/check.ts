import {type Compiled, compile} from '../../compile.js'
import {type Diagnostic, diagnose, hasErrors, inOrder, severityOf} from '../../diagnostics/diagnostic.js'
import {formatsFor} from '../../formats/choose.js'
import {formats} from '../../formats/index.js'
import {readTemplates} from '../../host/installation.js'
import {nodeHost} from '../../host/node.js'
import {count} from '../../model/count.js'
import {sealPackages} from '../../packages.js'
import {preferredFormats} from '../../profiles/choose.js'
import {type ImportLoss, importLosses} from '../../profiles/import.js'
import type {Profile} from '../../profiles/profile.js'
import {judgeUpdate} from '../../release/judge.js'
import {readRelease} from '../../release/read.js'
import {snapshotOf} from '../../release/snapshot.js'
import {keepingOf} from '../../release/upgrade.js'
import {createTemplates} from '../../render/templates.js'
import {type Keys, type Statistics, statisticsOf} from '../../statistics.js'
import {choiceOf} from '../choice.js'
import {chosenEditions, type OverlayOptions} from '../editions.js'
import type {Means, MeansChoice} from '../means.js'
import {importText} from '../report/import.js'
import {paint} from '../report/paint.js'
import {reporterFor} from '../report/reporter.js'
import {table} from '../report/table.js'

interface Options extends OverlayOptions, MeansChoice {
  readonly maxDrift?: number
  readonly frozen?: boolean
  readonly against?: string
  readonly stats?: boolean
  readonly for?: string
  readonly reporter: string
}

export const run = async (named: readonly string[], options: Options, means: Means): Promise<void> => {
  const {workers, cache} = means
  const memo = cache?.memo
  const reporter = reporterFor(options.reporter)
  const chosen = await chosenEditions(named, options)
  const templates = createTemplates(await readTemplates())
  const all: Diagnostic[] = []
  const statistics: Record<string, Statistics> = {}
  const {profile} = choiceOf(options)
  const imports: Record<string, readonly ImportLoss[]> = {}
  for (const {folder, overlays = []} of chosen) {
    const frozen = options.frozen ? {frozen: true} : {}
    const {
      value,
      diagnostics: found,
      source,
    } = await compile(nodeHost, folder, templates, {...frozen, memo, overlays, workers})
    const update = value && options.against ? await against(options.against, value, profile) : []
    const drift = options.maxDrift === undefined ? [] : tooMuchDrift(found, options.maxDrift)
    const sealed = value && profile ? sealPackages(value, templates, {profile, memo}) : undefined
    const diagnostics = inOrder([...found, ...drift, ...update, ...(sealed?.diagnostics ?? [])])
    all.push(...diagnostics)
    reporter.findings({folder, diagnostics, texts: source.texts})
    if (value && options.stats)
      statistics[[folder, ...overlays].join(' + ')] = statisticsOf(value.course, value.config.language, memo)
    if (value && profile && sealed)
      imports[[folder, ...overlays].join(' + ')] = importLosses(profile, value.course, sealed.value)
  }
  if (reporter.isForPeople) {
    for (const [folder, counts] of Object.entries(statistics))
      process.stdout.write(`${statisticsText(folder, counts)}\n`)
    for (const [folder, losses] of Object.entries(imports))
      process.stdout.write(importText(folder, profile?.title ?? '', losses))
    const errors = all.filter((diagnostic) => severityOf(diagnostic) === 'error').length
    const what = chosen.some(({overlays}) => overlays) ? 'courses and editions' : 'courses'
    const many = chosen.length === 1 ? (chosen[0]?.overlays ? '1 edition' : '1 course') : `${chosen.length} ${what}`
    const found =
      all.length === 0
        ? 'nothing to mend'
        : [some(errors, 'error'), some(all.length - errors, 'warning')].filter(Boolean).join(', ')
    process.stdout.write(`${all.length === 0 ? paint.green('Checked') : 'Checked'} ${many}: ${found}.\n`)
  }
  reporter.end({...(options.stats ? {statistics} : {}), ...(profile ? {for: profile.id, imports} : {})})
  if (hasErrors(all)) process.exitCode = 1
}

/** What the update from this release would do to learners, in the systems that the course is built for. */
const against = async (
  path: string,
  compiled: Compiled,
  profile: Profile | undefined,
): Promise<readonly Diagnostic[]> => {
  const {value: before, diagnostics} = await readRelease(nodeHost, path)
  if (!before) return diagnostics
  const {course, config, gathered} = compiled
  const chosen = formatsFor(config, profile && preferredFormats(profile, formats).map(({id}) => id)).value
  return judgeUpdate({
    before,
    after: snapshotOf(course, gathered.edition.slots, config.language),
    course,
    config,
    keepings: new Set(chosen.map(({id}) => keepingOf(id))),
  })
}

/** With --max-drift: an error if more has changed upstream than is allowed. */
const tooMuchDrift = (found: readonly Diagnostic[], limit: number): readonly Diagnostic[] => {
  const drifted = found.filter(({code}) => code === 'overlay/drift').length
  return drifted > limit ? [diagnose('overlay/too-much-drift', {count: drifted, limit})] : []
}

const some = (number: number, word: string): string => (number === 0 ? '' : count(number, word))

const statisticsText = (folder: string, counts: Statistics): string => {
  const learners = counts.lessons.filter((lesson) => lesson.audience === 'learners')
  const words = learners.reduce((sum, lesson) => sum + lesson.words, 0)
  const lines = [
    ['modules', counts.modules],
    [
      'lessons',
      `${learners.length} (${words} words)${counts.lessons.length > learners.length ? `, ${counts.lessons.length - learners.length} for teachers` : ''}`,
    ],
    ['quizzes', `${counts.quizzes.practice} practice, ${counts.quizzes.graded} graded`],
    [
      'questions',
      `${counts.questions}: ${Object.entries(counts.questionTypes)
        .map(([type, count]) => `${count} ${type}`)
        .join(', ')}`,
    ],
    ['keys', keysText(counts.keys)],
    [
      'banks',
      Object.entries(counts.banks)
        .map(([id, count]) => `${id} ${count}`)
        .join(', ') || '–',
    ],
    ['discussions', counts.discussions],
    ['assignments', counts.assignments],
    ['links', counts.links],
    ['figures', counts.figures],
    ['glossary', `${counts.glossary} terms`],
    ['bibliography', `${counts.works} works`],
    [
      'resources',
      Object.entries(counts.resources)
        .map(([id, count]) => `${id} ${count}`)
        .join(', ') || '–',
    ],
  ].map(([name, value]) => [String(name), String(value)])
  const lessons = counts.lessons.map((lesson) => [
    lesson.id,
    String(lesson.words),
    String(lesson.sentenceLength),
    lesson.ease === undefined ? '–' : String(lesson.ease),
    String(lesson.objectives),
    String(lesson.testedBy),
  ])
  return `${paint.bold(folder)}\n${table(['', ''], lines).replace(/^\s*\n/, '')}\n\n${table(['lesson', 'words', 'words a sentence', 'reading ease', 'objectives', 'tested by'], lessons)}\n`
}

const keysText = (keys: Keys): string => {
  const choices = keys.places.reduce((sum, count) => sum + count, 0)
  return (
    [
      ...(choices > 0
        ? [
            `right choice ${keys.places.map((count, index) => `${index + 1}: ${count}`).join(', ')}`,
            `the longest in ${keys.longest} of ${choices}`,
          ]
        : []),
      ...(keys.true + keys.false > 0 ? [`${keys.true} true, ${keys.false} false`] : []),
    ].join('; ') || '–'
  )
}
