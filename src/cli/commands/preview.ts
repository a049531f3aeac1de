import {watch} from 'chokidar'
import {compile} from '../../compile.js'
import {readTemplates} from '../../host/installation.js'
import {nodeHost} from '../../host/node.js'
import {rememberRecent} from '../../host/recent.js'
import {located} from '../../packages.js'
import {problemsList} from '../../preview/pages.js'
import {type PreviewServer, type Shown, servePreview} from '../../preview/server.js'
import {site} from '../../render/site.js'
import {createTemplates} from '../../render/templates.js'
import {CommandError} from '../command-error.js'
import {chosenEditions, type OverlayOptions} from '../editions.js'
import {paint} from '../report/paint.js'
import {reporterFor} from '../report/reporter.js'

export const run = async (
  named: string | undefined,
  options: {readonly port: string} & OverlayOptions,
): Promise<void> => {
  const port = Number(options.port)
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new CommandError(`“${options.port}” is not a port: 0 to 65535.`)
  const courses = await chosenEditions(named === undefined ? [] : [named], options)
  const [course, ...others] = courses
  if (!course || others.length > 0) {
    throw new CommandError(`Name the course to preview: ${courses.map(({folder}) => folder).join(', ')}.`)
  }
  const {folder, overlays = []} = course
  let server: PreviewServer
  try {
    server = await servePreview(folder, port)
  } catch (error) {
    const reason =
      error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
        ? 'is in use; choose another with --port'
        : 'cannot be used'
    throw new CommandError(`Port ${port} ${reason}.`)
  }
  const reporter = reporterFor('pretty')
  let files: Shown['files']
  const {memo, begin} = rememberRecent()
  const rebuild = async (): Promise<void> => {
    const start = performance.now()
    begin()
    const templates = createTemplates(await readTemplates())
    const {value, diagnostics, source} = await compile(nodeHost, folder, templates, {overlays, memo})
    reporter.findings({folder, diagnostics, texts: source.texts})
    if (value) {
      const {edition} = value.gathered
      const built = site({
        edition,
        course: value.course,
        language: value.config.language,
        templates: value.templates ?? templates,
        options: {teachers: true},
        others: value.others,
        memo,
      })
      files = new Map(built.files.map((file) => [file.path, located(file, edition)]))
    }
    server.show({files, problems: problemsList(diagnostics)})
    const state = value ? paint.green('Built') : paint.red('Not built')
    process.stdout.write(`${state} in ${Math.round(performance.now() - start)} ms.\n`)
  }
  await rebuild()
  process.stdout.write(`The preview of ${folder} is at ${server.url}. It follows your changes; Ctrl-C ends it.\n`)
  const watcher = watch([folder, ...overlays], {
    ignoreInitial: true,
    ignored: (path) => /(^|[\\/])\.(?!\.?$)[^\\/]*$/.test(path),
  })
  let pending: NodeJS.Timeout | undefined
  let working = Promise.resolve()
  watcher.on('all', () => {
    clearTimeout(pending)
    pending = setTimeout(() => {
      working = working.then(rebuild)
    }, 80)
  })
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => {
      process.exitCode = 130
      resolve()
    })
    process.once('SIGTERM', resolve)
  })
  clearTimeout(pending)
  await watcher.close()
  await server.close()
}
