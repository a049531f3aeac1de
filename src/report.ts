import type {Built} from './build.js'
import type {Compiled} from './compile.js'
import {type Diagnostic, messageOf, severityOf} from './diagnostics/diagnostic.js'
import {countLosses, type LossCounts} from './losses.js'
import type {Provenance} from './model/edition.js'
import type {Memo} from './model/memo.js'
import type {Loss, StateRoom} from './model/package.js'
import type {ImportGuide} from './profiles/guide.js'
import {type Snapshot, snapshotOf} from './release/snapshot.js'
import {type Statistics, statisticsOf} from './statistics.js'

/** What `<course>-<version>-report.json` says. */
export interface Report {
  readonly course: {readonly id: string; readonly version: string; readonly title: string; readonly language: string}
  /** Of an edition: where it comes from, and what was changed. */
  readonly provenance?: Provenance
  readonly statistics: Statistics
  readonly packages: readonly {
    readonly format: string
    readonly file: string
    readonly size: number
    readonly files: number
    /** How many losses of each kind. */
    readonly lost: LossCounts
    readonly losses: readonly Loss[]
    /** Packages with a player for an LMS: how long a learner's record may become, and may be. */
    readonly state?: StateRoom
  }[]
  /** Names of the import guides. */
  readonly guides: readonly string[]
  readonly findings: readonly {
    readonly code: string
    readonly severity: string
    readonly message: string
    readonly place?: object
  }[]
  /** What later versions are compared with; see `check --against`. */
  readonly contents: Snapshot
}

export const reportOf = (
  compiled: Compiled,
  packages: readonly Built[],
  guides: readonly ImportGuide[],
  diagnostics: readonly Diagnostic[],
  memo?: Memo,
): Report => {
  const {id, version, title, language} = compiled.config
  return {
    course: {id, version, title, language},
    ...(compiled.gathered.edition.provenance ? {provenance: compiled.gathered.edition.provenance} : {}),
    statistics: statisticsOf(compiled.course, compiled.config.language, memo),
    packages: packages.map(({format, losses, state, written}) => ({
      format: format.id,
      file: written.path.replace(/^.*[\\/]/, ''),
      size: written.size,
      files: written.files,
      lost: countLosses(losses),
      losses,
      ...(state ? {state} : {}),
    })),
    guides: guides.map(({name}) => name),
    findings: diagnostics.map((diagnostic) => ({
      code: diagnostic.code,
      severity: severityOf(diagnostic),
      message: messageOf(diagnostic),
      ...(diagnostic.place ? {place: diagnostic.place} : {}),
    })),
    contents: snapshotOf(compiled.course, compiled.gathered.edition.slots, language),
  }
}
