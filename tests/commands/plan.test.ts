import {readdirSync} from 'node:fs'
import {describe, expect, it} from 'vitest'
import {copyOfEverything, coursewright, temporaryFolder} from '../helpers/cli.js'

describe('plan', () => {
  it('lists each package once, as arguments of build', () => {
    const course = copyOfEverything()
    const {include} = JSON.parse(coursewright(['plan', course, '--json']).out) as {
      include: {course: string; overlays: string; format: string}[]
    }
    const made = new Set<string>()
    const out = temporaryFolder()
    expect(coursewright(['build', course, '--out', out]).code).toBe(0)
    for (const {course: folder, format} of include) {
      expect(folder).toBe(course)
      const names = readdirSync(out).filter((name) =>
        new RegExp(`-${format.replace('.', '\\.')}(\\.\\w+)?$`).test(name),
      )
      expect([format, names]).toEqual([format, [expect.any(String)]])
      made.add(names[0] ?? '')
    }
    expect(
      readdirSync(out)
        .filter((name) => !/-(report\.json|import-.*\.md)$/.test(name))
        .sort(),
    ).toEqual([...made].sort())
  })
})

describe('build --shard', () => {
  it('builds every course in exactly one of the parts', () => {
    const courses = [copyOfEverything(), copyOfEverything(), copyOfEverything()]
    const built = ['1/2', '2/2'].map((shard) => {
      const {out} = coursewright([
        'build',
        ...courses,
        '--shard',
        shard,
        '--format',
        'gift',
        '--out',
        temporaryFolder(),
        '--reporter',
        'json',
      ])
      return (JSON.parse(out) as {reports: unknown[]}).reports.length
    })
    expect(built).toEqual([2, 1])
  })

  it.each(['0/2', '3/2', 'half'])('refuses %s', (shard) => {
    const {code, err} = coursewright(['build', '--shard', shard])
    expect([code, err]).toEqual([2, expect.stringContaining('write 2/4 for the second of four')])
  })
})
