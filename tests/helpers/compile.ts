import {type Compiled, compile} from '../../src/compile.js'
import {type Diagnostic, messageOf} from '../../src/diagnostics/diagnostic.js'
import {readTemplates} from '../../src/host/installation.js'
import {memoryHost} from '../../src/host/memory.js'
import {nodeHost} from '../../src/host/node.js'
import {createTemplates} from '../../src/render/templates.js'

export const templates = createTemplates(await readTemplates())

/** Compiles a course held in memory. */
export const compileFiles = async (
  files: Readonly<Record<string, string>>,
  options: {frozen?: boolean} = {},
): Promise<{compiled: Compiled | undefined; diagnostics: readonly Diagnostic[]}> => {
  const {value, diagnostics} = await compile(memoryHost({...files}), '', templates, options)
  return {compiled: value, diagnostics}
}

/** Compiles a course that must be sound. */
export const compileSound = async (files: Readonly<Record<string, string>>): Promise<Compiled> => {
  const {compiled, diagnostics} = await compileFiles(files)
  if (!compiled) throw new Error(diagnostics.map(describeFinding).join('\n'))
  return compiled
}

/** Compiles a course on disk, or an edition of it, that must be sound. */
export const compileFolder = async (folder: string, overlays: readonly string[] = []): Promise<Compiled> => {
  const {value, diagnostics} = await compile(nodeHost, folder, templates, {overlays})
  if (!value) throw new Error(diagnostics.map(describeFinding).join('\n'))
  return value
}

/** `lessons/first.md:7:1 link/broken The link …` */
export const describeFinding = (diagnostic: Diagnostic): string => {
  const {place, code} = diagnostic
  return `${place ? `${place.file}:${place.line}:${place.column} ` : ''}${code} ${messageOf(diagnostic)}`
}

export const codesOf = (diagnostics: readonly Diagnostic[]): readonly string[] => diagnostics.map((d) => d.code)
