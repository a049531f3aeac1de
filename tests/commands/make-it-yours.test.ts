import {appendFileSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {zipSync} from 'fflate'
import {expect, it} from 'vitest'
import {coursewright, root, temporaryFolder} from '../helpers/cli.js'
import {unzip} from '../helpers/lms/package.js'

const chapter = readFileSync(join(root, 'content/handbook/lessons/make-it-yours.md'), 'utf8')
const section = /## Six commands to a Canvas package\n([\s\S]*?)\n## /.exec(chapter)?.[1] ?? ''

/** The course as a release has it: a zip. */
const zipOf = (folder: string): Uint8Array => {
  const files: Record<string, Uint8Array> = {}
  const add = (below: string): void => {
    for (const name of readdirSync(join(folder, below))) {
      const path = below === '' ? name : `${below}/${name}`
      if (path === 'overlays') continue
      if (statSync(join(folder, path)).isDirectory()) add(path)
      else files[path] = new Uint8Array(readFileSync(join(folder, path)))
    }
  }
  add('')
  return zipSync(files)
}

/** A line as a shell takes it apart: words, and words in quotation marks. */
const wordsOf = (line: string): readonly string[] =>
  [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '')

it('the six commands of the handbook lead from a released course to a branded Canvas package', async () => {
  const blocks = [...section.matchAll(/```(sh|yaml)\n([\s\S]*?)```/g)].map(([, kind, text = '']) => ({kind, text}))
  expect(blocks.filter(({kind}) => kind === 'sh')).toHaveLength(6)
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'international-security-1.0.0.zip'), zipOf(join(root, 'content/international-security')))
  const said: string[] = []
  for (const {kind, text} of blocks) {
    if (kind === 'yaml') {
      appendFileSync(join(folder, 'our-university/overlay.yaml'), text)
      continue
    }
    const [command, ...args] = wordsOf(text.trim())
    expect(command).toBe('coursewright')
    const {code, err, out} = coursewright(args, {cwd: folder})
    expect([text, code, err]).toEqual([text, 0, ''])
    said.push(out)
  }
  expect(said[1]).toMatch(/^quiz\/final-assessment +international-security/m)
  expect(said[3]).toContain('Final assessment, pass-mark: 70 → 50')
  const made = 'packages/international-security-our-university-1.0.0-canvas.imscc'
  expect(section).toContain(made)
  expect(existsSync(join(folder, made))).toBe(true)
  const files = await unzip(join(folder, made))
  const texts = [...files].filter(([path]) => /\.(x?html|xml)$/.test(path)).map(([, bytes]) => bytes.toString('utf8'))
  const all = texts.join('\n')
  expect(all).toContain('Our University made this edition of “International Security”')
  expect(all).toContain('Hand in on paper too, at the office of the department.')
}, 120_000)
