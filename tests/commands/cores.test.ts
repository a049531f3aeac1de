import {createHash} from 'node:crypto'
import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterEach, describe, expect, it} from 'vitest'
import {build} from '../../src/build.js'
import {filesToParse, parseFiles} from '../../src/gather/parsed.js'
import {nodeHost} from '../../src/host/node.js'
import {readSource} from '../../src/source/source.js'
import {parseOnAllCores} from '../../src/workers/parse.js'
import {parseShare} from '../../src/workers/parse-share.js'
import {packOne, sealShare} from '../../src/workers/seal-share.js'
import type {TaskKind} from '../../src/workers/tasks.js'
import {type CourseWorker, createWorkers, type Workers} from '../../src/workers/workers.js'
import {copyOfEverything, coursewright, root, temporaryFolder} from '../helpers/cli.js'
import {templates} from '../helpers/compile.js'

const everything = `${root}/tests/fixtures/everything`
let workers: Workers | undefined
afterEach(() => workers?.close())

/** Workers that take all there is before the first thread has taken anything, and fail at what they are told to. */
const eager = (fails: readonly TaskKind[] = []): Workers => {
  const tasks = {parse: parseShare, seal: sealShare, pack: packOne}
  const worker: CourseWorker = {
    ask: async (kind, task) => (fails.includes(kind) ? undefined : await (tasks[kind] as (of: unknown) => never)(task)),
  }
  return {running: [worker], startFor: () => [worker], close: async () => {}}
}

/** All that a build writes and finds. */
const built = async (folder: string, helping: Workers | undefined) => {
  const out = temporaryFolder()
  const formats = ['html', 'gift', 'scorm-1.2', 'cc-1.1']
  const request = {folder, out, formats, ...(helping ? {workers: helping} : {})}
  const {diagnostics, report} = await build(nodeHost, templates, request)
  const files = readdirSync(out, {recursive: true, withFileTypes: true})
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
  const digest = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')
  return {files: files.map((path) => [path.slice(out.length), digest(path)]).sort(), diagnostics, report}
}

describe('workers', () => {
  it('parse as one core does: the same to the last property, in the same order', async () => {
    const {value: source} = await readSource(nodeHost, everything)
    workers = createWorkers(3)
    const parsed = await parseOnAllCores(source, undefined, workers)
    expect(parsed).toEqual(parseFiles(source))
    expect([...parsed.value.lessons.keys()]).toEqual([...parseFiles(source).value.lessons.keys()])
  })

  it('do a share, if they are given the time', async () => {
    const {value: source} = await readSource(nodeHost, everything)
    const files = filesToParse(source)
    workers = createWorkers(2)
    const [worker] = workers.startFor(0)
    const share = await worker?.ask('parse', {files, counter: new Int32Array(new SharedArrayBuffer(4))})
    expect(share?.length).toBe(files.length)
  })

  it('are done without where they break down', async () => {
    const {value: source} = await readSource(nodeHost, everything)
    workers = createWorkers(3)
    workers.startFor(0)
    const parsing = parseOnAllCores(source, undefined, workers)
    await workers.close()
    expect(await parsing).toEqual(parseFiles(source))
  })

  it('write packages as one core does, and nothing else is found or reported', async () => {
    const folder = copyOfEverything()
    const alone = await built(folder, undefined)
    expect(alone.files.length).toBeGreaterThan(4)
    expect(await built(folder, eager())).toEqual(alone)
    expect(await built(folder, eager(['pack']))).toEqual(alone)
    expect(await built(folder, eager(['seal']))).toEqual(alone)
    workers = createWorkers(3)
    expect(await built(folder, workers)).toEqual(alone)
  })

  it('do not start for a small course', () => {
    workers = createWorkers()
    expect(workers.startFor(50_000)).toEqual([])
    expect(workers.running).toEqual([])
  })

  it('are refused in numbers that are none', () => {
    for (const cores of ['0', '-1', 'all']) expect(coursewright(['build', '--cores', cores]).code).toBe(2)
  })
})
