import type {Code, Diagnostic} from '../../diagnostics/diagnostic.js'
import type {XmlNode} from '../../import/xml.js'
import type {ZipHeader} from '../../package/archive.js'
import type {Contents, PackageKind} from '../contents.js'
import type {PackageManifest} from '../manifest.js'
import type {Sources} from '../sources.js'

/** A package that was read: what rules judge. */
export interface Subject {
  readonly kind: PackageKind
  readonly sources: Sources
  readonly headers: readonly ZipHeader[]
  readonly manifest: PackageManifest | undefined
  /** `root`: the folder of a Moodle backup, with a slash behind it, or nothing. */
  readonly backup: {readonly root: string; readonly path: string; readonly node: XmlNode} | undefined
  /** The document that is the package: Moodle XML. */
  readonly document: XmlNode | undefined
  readonly contents: Contents
}

/** Looks for faults of one kind. */
export interface InspectRule {
  readonly codes: readonly Code[]
  readonly find: (subject: Subject) => Iterable<Diagnostic>
}

/** Makes rules for packages of one kind; all others are passed over. */
export const rulesFor =
  <S extends Subject>(isMeant: (subject: Subject) => subject is S) =>
  (codes: InspectRule['codes'], find: (subject: S) => ReturnType<InspectRule['find']>): InspectRule => ({
    codes,
    *find(subject) {
      if (isMeant(subject)) yield* find(subject)
    },
  })

/** How many names a finding says; the others are counted. */
export const named = (paths: readonly string[]): {readonly count: number; readonly paths: readonly string[]} => ({
  count: paths.length,
  paths: paths.slice(0, 5),
})
