import {afterEach, describe, expect, it} from 'vitest'
import {filesToParse, parseFiles} from '../../src/gather/parsed.js'
import {nodeHost} from '../../src/host/node.js'
import {readSource} from '../../src/source/source.js'
import {parseOnAllCores} from '../../src/workers/parse.js'
import {createWorkers, type Workers} from '../../src/workers/workers.js'
import {coursewright, root} from '../helpers/cli.js'

const everything = `${root}/tests/fixtures/everything`
let workers: Workers | undefined
afterEach(() => workers?.close())

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

  it('do not start for a small course', () => {
    workers = createWorkers()
    expect(workers.startFor(50_000)).toEqual([])
    expect(workers.running).toEqual([])
  })

  it('are refused in numbers that are none', () => {
    for (const cores of ['0', '-1', 'all']) expect(coursewright(['build', '--cores', cores]).code).toBe(2)
  })
})
