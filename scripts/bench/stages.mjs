// Where the time of one cold build goes, by stage.
import {check} from '../../dist/lib/check/check.js'
import {readConfig} from '../../dist/lib/config/config.js'
import {formats} from '../../dist/lib/formats/index.js'
import {gather} from '../../dist/lib/gather/gather.js'
import {emptyLock} from '../../dist/lib/gather/lock.js'
import {parseFiles} from '../../dist/lib/gather/parsed.js'
import {readTemplates} from '../../dist/lib/host/installation.js'
import {nodeHost} from '../../dist/lib/host/node.js'
import {writePackage} from '../../dist/lib/package/container.js'
import {seal} from '../../dist/lib/package/seal.js'
import {createTemplates} from '../../dist/lib/render/templates.js'
import {resolve} from '../../dist/lib/resolve/resolve.js'
import {readSource} from '../../dist/lib/source/source.js'

const [folder, out] = process.argv.slice(2)
const times = []
const timed = async (name, work) => {
  const start = performance.now()
  const value = await work()
  times.push([name, performance.now() - start])
  return value
}

const templates = await timed('templates', async () => createTemplates(await readTemplates()))
const source = (await timed('source', () => readSource(nodeHost, folder))).value
const config = readConfig(source.texts.get('course.yaml')).value
const parsed = (await timed('parse', () => parseFiles(source))).value
const gathered = (await timed('gather', () => gather(config, parsed, emptyLock(config.id), source.media))).value
await timed('check', () => check(gathered, source.media))
const course = await timed('resolve', () =>
  resolve(gathered, config.language, templates.messages(config.language).text),
)
const format = formats[0]
const options = format.options.parse({})
const input = {edition: gathered.edition, course, language: config.language, templates, options}
const {files} = await timed(`write ${format.id}`, () => format.write(input))
const sealed = (await timed('seal', () => seal(format, files))).value
await timed('container', () => writePackage(`${out}.zip`, format.container, sealed, folder))

const all = times.reduce((sum, [, time]) => sum + time, 0)
console.log('stage (big, one cold run)')
for (const [name, time] of times) {
  console.log(
    `  ${name.padEnd(16)} ${time.toFixed(0).padStart(5)} ms  ${((time / all) * 100).toFixed(0).padStart(3)} %`,
  )
}
