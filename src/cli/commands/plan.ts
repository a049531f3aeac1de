import {join} from 'node:path'
import {readConfig} from '../../config/config.js'
import {formatsFor} from '../../formats/choose.js'
import {nodeHost} from '../../host/node.js'
import {readSource} from '../../source/source.js'
import {CommandError} from '../command-error.js'
import {chosenEditions, type OverlayOptions} from '../editions.js'
import {table} from '../report/table.js'

interface Options extends OverlayOptions {
  readonly format?: readonly string[]
  readonly json?: boolean
}

/** One package to build; its fields are arguments of `build`. */
interface Unit {
  readonly course: string
  /** Folders of overlays, with spaces between; empty for the course as it is. */
  readonly overlays: string
  readonly format: string
}

export const run = async (named: readonly string[], options: Options): Promise<void> => {
  const units = (
    await Promise.all(
      (
        await chosenEditions(named, options)
      ).map(async ({folder, overlays = []}) =>
        (
          await formatsIn(folder, options.format)
        ).map((format): Unit => ({course: folder, overlays: overlays.join(' '), format})),
      ),
    )
  ).flat()
  if (options.json) process.stdout.write(`${JSON.stringify({include: units})}\n`)
  else
    process.stdout.write(
      `${table(
        ['course', 'overlays', 'format'],
        units.map(({course, overlays, format}) => [course, overlays || '–', format]),
      )}\n`,
    )
}

const formatsIn = async (folder: string, wanted: readonly string[] | undefined): Promise<readonly string[]> => {
  const {value: source} = await readSource(nodeHost, folder)
  const file = source.texts.get('course.yaml')
  const config = file && readConfig(file).value
  if (!config) throw new CommandError(`${join(folder, 'course.yaml')} cannot be read. “coursewright check” says why.`)
  return formatsFor(config, wanted).value.map(({id}) => id)
}
