import {existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import {coursewright, temporaryFolder} from '../helpers/cli.js'
import {craftZip} from '../helpers/zip.js'

const quiz = `<quiz><question type="category"><category><text>$course$/top/Rivers</text></category></question>
<question type="truefalse"><name><text>Rhine</text></name><questiontext format="html"><text><![CDATA[<p>The Rhine flows <b>north</b>.</p>]]></text></questiontext>
<answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer></question>
<question type="calculated"><name><text>Sum</text></name></question></quiz>`

const inFolder = (files: Readonly<Record<string, string | Uint8Array>>): string => {
  const folder = temporaryFolder()
  for (const [path, content] of Object.entries(files)) writeFileSync(join(folder, path), content)
  return folder
}

describe('coursewright import', () => {
  it('makes a course that is sound and builds, and says what was not kept', () => {
    const cwd = inFolder({'my-rivers.xml': quiz})
    const {code, out, err} = coursewright(['import', 'my-rivers.xml'], {cwd})
    expect([code, err]).toEqual([0, ''])
    expect(out).toContain('dropped  The question is left out: it is of the type “calculated”.')
    expect(out).toMatch(/questions +1\n/)
    expect(out).toContain('Imported my-rivers.xml into my-rivers.')
    expect(readdirSync(join(cwd, 'my-rivers')).sort()).toEqual(['course.lock.yaml', 'course.yaml', 'quizzes'])
    expect(readFileSync(join(cwd, 'my-rivers/quizzes/rivers.yaml'), 'utf8')).toContain(
      'prompt: The Rhine flows **north**.',
    )
    expect(coursewright(['check', 'my-rivers', '--frozen'], {cwd}).code).toBe(0)
    expect(coursewright(['build', 'my-rivers', '-f', 'cc-1.1', '-o', 'out'], {cwd}).code).toBe(0)
    const again = coursewright(['import', 'out/my-rivers-1.0.0-cc-1.1.imscc', '--to', 'again'], {cwd})
    expect([again.code, again.err]).toEqual([0, ''])
    expect(readFileSync(join(cwd, 'again/quizzes/rivers.yaml'), 'utf8')).toContain('prompt: The Rhine flows **north**.')
  })

  it('overwrites nothing, but takes a folder that is empty', () => {
    const cwd = inFolder({'q.xml': quiz, 'file.txt': 'mine'})
    mkdirSync(join(cwd, 'full'))
    writeFileSync(join(cwd, 'full/x'), 'x')
    mkdirSync(join(cwd, 'empty'))
    for (const to of ['full', 'file.txt']) {
      const {code, err} = coursewright(['import', 'q.xml', '--to', to], {cwd})
      expect([code, err]).toEqual([2, `${to} is not empty. Name a new folder with --to: nothing is overwritten.\n`])
    }
    expect(readdirSync(join(cwd, 'full'))).toEqual(['x'])
    expect(coursewright(['import', 'q.xml', '--to', 'empty'], {cwd}).code).toBe(0)
  })

  it('refuses what is hostile or unknown with a code, and leaves nothing behind', () => {
    const cwd = inFolder({
      'slip.imscc': craftZip([
        {path: 'imsmanifest.xml', data: '<manifest/>'},
        {path: '../../evil.html', data: 'x'},
      ]),
      'laughs.xml': '<!DOCTYPE quiz [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><quiz>&c;</quiz>',
      'large.imscc': craftZip([{path: 'imsmanifest.xml', data: 'x', size: 10_000_000_000}]),
      'scorm.zip': craftZip([
        {path: 'imsmanifest.xml', data: '<manifest><metadata><schema>ADL SCORM</schema></metadata></manifest>'},
      ]),
      'half.imscc': craftZip([{path: 'imsmanifest.xml', data: '<manifest/>'}]).subarray(0, 40),
      'note.txt': 'Nothing of the kind.',
    })
    const codes = {
      'slip.imscc': 'archive/unsafe-path',
      'laughs.xml': 'xml/doctype',
      'large.imscc': 'archive/too-large',
      'scorm.zip': 'import/unsupported',
      'half.imscc': 'archive/broken',
      'note.txt': 'import/unknown',
      'gone.xml': 'file/unreadable',
    }
    for (const [file, expected] of Object.entries(codes)) {
      const {code, out} = coursewright(['import', file, '--to', 'new', '--reporter', 'json'], {cwd})
      const {findings, imported} = JSON.parse(out) as {findings: {code: string}[]; imported: unknown}
      expect([file, code, findings.map((finding) => finding.code), imported]).toEqual([file, 1, [expected], null])
    }
    expect(existsSync(join(cwd, 'new'))).toBe(false)
    expect(existsSync(join(cwd, '../evil.html'))).toBe(false)
    expect(readdirSync(cwd).sort()).toEqual(
      Object.keys(codes)
        .filter((file) => file !== 'gone.xml')
        .sort(),
    )
  })
})
