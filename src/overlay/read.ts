import {type Config, canonicalLanguage, readFormats} from '../config/config.js'
import {type Diagnostic, diagnose, type Outcome} from '../diagnostics/diagnostic.js'
import {type ParsedFiles, parseFiles} from '../gather/parsed.js'
import type {Place} from '../model/place.js'
import {type YamlReader, yamlReader} from '../parse/yaml-passage.js'
import {type WrittenOverlay, writtenOverlay} from '../written/overlay.js'
import {diagnosticsOf} from '../yaml/issues.js'
import {type Path, readYaml} from '../yaml/read.js'
import {type LayerSource, overlayFile} from './layer.js'
import {conflictMarks} from './merge.js'

/** One overlay: what overlay.yaml says, with its places, and its files, each parsed alone. */
export interface Overlay {
  readonly id: string
  readonly place: Place
  readonly value: WrittenOverlay
  readonly placeOf: (path: Path) => Place
  readonly placeOfKey: (path: Path) => Place
  readonly reader: YamlReader
  readonly source: LayerSource
  readonly parsed: ParsedFiles
  /** Folders of the overlays beneath, as written, with their places. */
  readonly over: readonly {readonly path: string; readonly place: Place}[]
  readonly language?: string
  readonly languages: readonly string[]
  readonly formats: Config['formats']
}

export const readOverlay = (source: LayerSource): Outcome<Overlay | undefined> => {
  const file = source.texts.get(overlayFile)
  if (!file) return {value: undefined, diagnostics: []}
  const {value: written, diagnostics} = readYaml({file: file.path, text: file.text}, writtenOverlay)
  if (!written) return {value: undefined, diagnostics}
  const {value, placeOf, placeOfKey} = written
  const found: Diagnostic[] = [...diagnostics]
  const reader = yamlReader(file, written)
  found.push(...conflicts(source))
  const parsed = parseFiles(source)
  found.push(...parsed.diagnostics)
  const language = (tag: string, path: Path): readonly string[] => {
    const canonical = canonicalLanguage(tag)
    if (!canonical) found.push(diagnose('language/unknown', {tag}, placeOf(path)))
    return canonical ? [canonical] : []
  }
  const main = value.language === undefined ? undefined : language(value.language, ['language'])[0]
  const languages = (value.languages ?? []).flatMap((tag, index) => language(tag, ['languages', index]))
  const over = value.over === undefined ? [] : typeof value.over === 'string' ? [value.over] : value.over
  return {
    value: {
      id: value.id,
      place: placeOf(['id']),
      value,
      placeOf,
      placeOfKey,
      reader,
      source,
      parsed: parsed.value,
      over: over.map((path, index) => ({
        path,
        place: placeOf(typeof value.over === 'string' ? ['over'] : ['over', index]),
      })),
      ...(main === undefined ? {} : {language: main}),
      languages,
      formats: readFormats(value.formats),
    },
    diagnostics: found,
  }
}

/** Marks of a merge that nobody has settled. */
const conflicts = ({texts}: LayerSource): readonly Diagnostic[] =>
  [...texts].flatMap(([path, {text, path: file}]) =>
    path.startsWith('base/')
      ? []
      : text.split('\n').flatMap((line, index) => {
          const mark = [conflictMarks.ours, conflictMarks.theirs].find((each) => line.startsWith(each))
          return mark ? [diagnose('overlay/conflict', {mark}, {file, line: index + 1, column: 1})] : []
        }),
  )

/** The course's settings as an edition has them where they are no texts: languages, formats and where those are decided. */
export const editionConfig = (config: Config, layers: readonly Overlay[]): Config => {
  const language = layers.findLast((layer) => layer.language !== undefined)?.language ?? config.language
  const decider = layers.findLast((layer) => layer.formats !== undefined)
  if (!decider) return {...config, language}
  return {
    ...config,
    language,
    formats: decider.formats,
    placeOf: (path) => (path[0] === 'formats' ? decider.placeOf(path) : config.placeOf(path)),
    issuesIn: (path, issues, schema, part) =>
      path[0] === 'formats'
        ? diagnosticsOf(issues, part, schema, {
            ofValue: (below) => decider.placeOf([...path, ...below]),
            ofKey: (below) => decider.placeOfKey([...path, ...below]),
          })
        : config.issuesIn(path, issues, schema, part),
  }
}
