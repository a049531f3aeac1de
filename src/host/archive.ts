import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {unzipSync} from 'fflate'
import {resolvePath} from '../model/names.js'

/** A course in a zip may have this many bytes once it is unpacked: more is a mistake or an attack. */
const largest = 500_000_000

const done = new Map<string, string>()

/** A folder with what a zip of a course holds: at its top, or in the one folder that it has. It goes when the process ends. */
export const unpacked = async (path: string): Promise<string> => {
  const known = done.get(path)
  if (known !== undefined) return known
  let size = 0
  const files = unzipSync(readFileSync(path), {
    filter: (file) => {
      size += file.originalSize
      if (size > largest) throw new Error(`${path} is too big to be a course.`)
      return !file.name.endsWith('/')
    },
  })
  const folder = mkdtempSync(join(tmpdir(), 'coursewright-upstream-'))
  process.once('exit', () => rmSync(folder, {recursive: true, force: true}))
  const names = Object.keys(files)
  const top = names[0]?.split('/')[0] ?? ''
  const isNested = !names.includes('course.yaml') && names.every((name) => name.startsWith(`${top}/`))
  for (const [name, bytes] of Object.entries(files)) {
    // A name that leads out of the folder belongs to nothing that a course has.
    const safe = name.includes('\\') || name.startsWith('/') ? undefined : resolvePath('', name)
    if (safe === undefined) continue
    const target = join(folder, isNested ? safe.slice(top.length + 1) : safe)
    mkdirSync(dirname(target), {recursive: true})
    writeFileSync(target, bytes)
  }
  done.set(path, folder)
  return folder
}
