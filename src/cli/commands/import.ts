import {readdir} from 'node:fs/promises'
import {basename} from 'node:path'
import {hasErrors, severityOf} from '../../diagnostics/diagnostic.js'
import {readTemplates} from '../../host/installation.js'
import type {Draft, Unkept} from '../../import/draft.js'
import {importCourse} from '../../import-course.js'
import {slugOf} from '../../model/names.js'
import {createTemplates} from '../../render/templates.js'
import {CommandError} from '../command-error.js'
import {endOnInterrupt} from '../interrupt.js'
import {paint} from '../report/paint.js'
import {progress} from '../report/progress.js'
import {reporterFor} from '../report/reporter.js'
import {table} from '../report/table.js'
import {unkeptText} from '../report/unkept.js'

interface Options {
  readonly to?: string
  readonly reporter: string
}

export const run = async (file: string, options: Options): Promise<void> => {
  endOnInterrupt()
  const reporter = reporterFor(options.reporter)
  const to = (options.to ?? (slugOf(basename(file).replace(/\.[^.]*$/, '')) || 'imported-course')).replace(
    /(?<=.)[\\/]+$/,
    '',
  )
  const there = await readdir(to).catch((error: NodeJS.ErrnoException) => (error.code === 'ENOTDIR' ? ['a file'] : []))
  if (there.length > 0)
    throw new CommandError(`${to} is not empty. Name a new folder with --to: nothing is overwritten.`)
  const templates = createTemplates(await readTemplates())
  const shown = progress()
  const {diagnostics, draft, texts} = await importCourse(templates, {
    file,
    to,
    onProgress: (step) => shown.step(`${file}: ${step}`),
  })
  shown.end()
  reporter.findings({folder: draft ? to : '.', diagnostics, texts})
  const isWritten = draft !== undefined && draft.course.modules.length > 0
  if (reporter.isForPeople && draft) {
    process.stdout.write(unkeptText(draft.unkept))
    if (isWritten) process.stdout.write(summary(file, to, draft, diagnostics))
  }
  const counts = draft && Object.fromEntries(countsOf(draft))
  reporter.end({imported: isWritten ? {folder: to, counts} : null, unkept: draft?.unkept ?? []})
  if (hasErrors(diagnostics)) process.exitCode = 1
}

const summary = (file: string, to: string, draft: Draft, diagnostics: Parameters<typeof hasErrors>[0]): string => {
  const rows = countsOf(draft).map(([name, count]) => [name, String(count)])
  const kinds: readonly Unkept['kind'][] = ['dropped', 'degraded', 'approximated']
  const lost = kinds
    .map((kind) => [kind, draft.unkept.filter((unkept) => unkept.kind === kind).length] as const)
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => `${count} ${kind}`)
  const errors = diagnostics.filter((diagnostic) => severityOf(diagnostic) === 'error').length
  const warnings = diagnostics.length - errors
  const findings = [errors > 0 && `${errors} to mend`, warnings > 0 && `${warnings} to look at`].filter(Boolean)
  return [
    table(['what came in', ''], rows),
    '',
    `${paint.green('Imported')} ${file} into ${to}.`,
    lost.length > 0 ? `Not kept as it was: ${lost.join(', ')}.` : 'All of it was kept.',
    ...(findings.length > 0 ? [`Check found ${findings.join(' and ')}.`] : []),
    `\n  coursewright preview ${to}\n`,
  ].join('\n')
}

const countsOf = (draft: Draft): readonly (readonly [string, number])[] => {
  const questions = [
    ...draft.quizzes.flatMap((quiz) => quiz.questions),
    ...draft.banks.flatMap((bank) => bank.questions),
  ]
  const counts: readonly (readonly [string, number])[] = [
    ['modules', draft.course.modules.length],
    ['lessons', draft.lessons.length],
    ['quizzes', draft.quizzes.length],
    ['banks', draft.banks.length],
    ['questions', questions.filter((entry) => 'type' in entry).length],
    ['discussions', draft.discussions.length],
    ['assignments', draft.assignments.length],
    ['links', draft.links.length],
    ['tools', draft.tools.length],
    ['terms', draft.glossary.length],
    ['media', draft.media.length],
  ]
  return counts.filter(([, count]) => count > 0)
}
