import {readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {type Diagnostic, diagnose, type Outcome} from '../diagnostics/diagnostic.js'
import {Refused} from '../package/archive.js'
import {digestOfFile, filesBelow} from '../package/digests.js'
import {type Difference, differences, type ReleaseManifest, releaseManifest, sumLines} from '../release/manifest.js'
import {contentDigest, entriesOfZip} from './digests.js'

/** Names of the two files that vouch for all others. */
export const manifestName = 'release.json'
export const sumsName = 'SHA256SUMS'

export const readManifest = async (path: string): Promise<Outcome<ReleaseManifest | undefined>> => {
  const refuse = (reason: string) => ({value: undefined, diagnostics: [diagnose('release/unreadable', {path, reason})]})
  try {
    const read = releaseManifest.safeParse(JSON.parse(await readFile(path, 'utf8')))
    return read.success ? {value: read.data, diagnostics: []} : refuse('it is no release.json of this coursewright')
  } catch (error) {
    return refuse(error instanceof SyntaxError ? 'it is no JSON' : 'it cannot be opened')
  }
}

/**
 * Proves that a folder is what was released: each file by its digest, each package entry by entry, the checksums by the
 * manifest. Finds any byte that was changed, any file that is missing, and any that was added.
 */
export const verifyRelease = async (path: string, folder: string): Promise<readonly Diagnostic[]> => {
  const {value: manifest, diagnostics} = await readManifest(path)
  if (!manifest) return diagnostics
  const {files, isOdd} = await filesBelow(folder)
  const odd = isOdd.map((path) => diagnose('release/odd-file', {path}))
  const vouching = new Set([manifestName, sumsName])
  const there = files.filter((file) => !vouching.has(file.path))
  const found: string[] = differences(publishedFiles(manifest), there).map(wordsOf)
  for (const {name, sha256, content, entries} of manifest.packages) {
    const isPacked = sha256 !== undefined && !entries.some(({path}) => path === name)
    if (!isPacked || !there.some((file) => file.path === name)) continue
    try {
      const held = await entriesOfZip(join(folder, name))
      found.push(...differences(entries, held).map((each) => `${name}: ${wordsOf(each)}`))
      if (contentDigest(entries) !== content) found.push(`${name}: its content digest is not that of its entries`)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      found.push(`${name}: cannot be unpacked`)
    }
  }
  const own = files.find((file) => file.path === manifestName)
  if (!own) found.push(`${manifestName} is missing`)
  else if (own.sha256 !== (await digestOfFile(path)).sha256) found.push(`${manifestName} is changed`)
  const sums = await readFile(join(folder, sumsName), 'utf8').catch(() => undefined)
  const expected = sumLines([...publishedFiles(manifest), ...(own ? [own] : [])])
  if (sums === undefined) found.push(`${sumsName} is missing`)
  else if (sums !== expected) found.push(`${sumsName} is changed`)
  return [...odd, ...(found.length > 0 ? [diagnose('release/damaged', {folder, changes: found})] : [])]
}

/** Every file of a release but the two that vouch for them. */
export const publishedFiles = ({files, packages}: Pick<ReleaseManifest, 'files' | 'packages'>) => [
  ...files,
  ...packages.flatMap(({name, size, sha256, entries}) =>
    sha256 === undefined
      ? entries.map((entry) => ({...entry, path: `${name}/${entry.path}`}))
      : [{path: name, size, sha256}],
  ),
]

const wordsOf = ({path, kind}: Difference): string => `${path} is ${kind}`
