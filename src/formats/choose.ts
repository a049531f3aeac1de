import type {Config} from '../config/config.js'
import {type Diagnostic, diagnose, type Outcome} from '../diagnostics/diagnostic.js'
import {nearest} from '../diagnostics/nearest.js'
import type {Format} from './format.js'
import {formats} from './index.js'

/** The formats to build: those asked for, else those that the course names, else all that every machine can build. */
export const formatsFor = (config: Config, wanted: readonly string[] | undefined): Outcome<readonly Format[]> => {
  const everywhere = formats.filter(({onlyNamed}) => !onlyNamed).map(({id}) => id)
  const ids = wanted ?? (config.formats ? [...config.formats.keys()] : everywhere)
  const known = formats.map((format) => format.id)
  const diagnostics: Diagnostic[] = []
  const value = [...new Set(ids)].flatMap((id) => {
    const format = formats.find((candidate) => candidate.id === id)
    if (format) return [format]
    const place = wanted ? undefined : config.placeOf(['formats', id])
    diagnostics.push(diagnose('format/unknown', {id, suggestion: nearest(id, known) ?? '', known}, place))
    return []
  })
  return {value, diagnostics}
}

/** The options of a format: what course.yaml says, else the preset, else the format's defaults. */
export const readOptions = (
  format: Format,
  config: Config,
  preset: Readonly<Record<string, unknown>> = {},
): Outcome<unknown | undefined> => {
  const written = {...preset, ...config.formats?.get(format.id)}
  const result = format.options.safeParse(written)
  if (result.success) return {value: result.data, diagnostics: []}
  const diagnostics = config.issuesIn(['formats', format.id], result.error.issues, format.options, written)
  return {value: undefined, diagnostics}
}
