import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {isPackagePath, packagePaths} from '../../src/package/path.js'
import {hostileText} from '../helpers/hostile.js'

const renamed = (...paths: string[]) => [...packagePaths(paths).values()]

describe('packagePaths', () => {
  it('keeps names that every system takes', () => {
    expect(renamed('media/levels.svg', 'media/talk.mp4', 'media/talk.vtt')).toEqual([
      'media/levels.svg',
      'media/talk.mp4',
      'media/talk.vtt',
    ])
  })

  it('makes others ASCII, lower case and free of blanks, in their folders', () => {
    expect(renamed('media/Münster 1648/Figure 1 (final).PNG')).toEqual(['media/munster-1648/figure-1-final.png'])
  })

  it('names what has no Latin letter by a mark that follows from the name', () => {
    const [first] = renamed('media/карта.svg')
    expect(first).toMatch(/^media\/file-[0-9a-f]{8}\.svg$/)
    expect(renamed('media/карта.svg')).toEqual([first])
    expect(renamed('media/地図.svg')).not.toEqual([first])
  })

  it('tells names apart that come out alike, and leaves the unchanged one alone', () => {
    const paths = packagePaths(['media/a.png', 'media/A.png', 'media/á.png'])
    expect(paths.get('media/a.png')).toBe('media/a.png')
    expect(new Set(paths.values()).size).toBe(3)
  })

  it('gives a name that does not depend on the order of the files', () => {
    const there = packagePaths(['media/A.png', 'media/á.png', 'media/b.png'])
    const back = packagePaths(['media/b.png', 'media/á.png', 'media/A.png'])
    expect(new Map([...there].sort())).toEqual(new Map([...back].sort()))
  })

  it('avoids names that Windows keeps for devices', () => {
    expect(renamed('media/con.svg')[0]).toMatch(/^media\/file-[0-9a-f]{8}\.svg$/)
  })

  it('gives every file a path of its own that a package may hold, whatever its name', () => {
    const name = hostileText().map((text) => `media/${text.replace(/[/\0]/g, '') || 'x'}`)
    fc.assert(
      fc.property(fc.uniqueArray(name, {minLength: 1, maxLength: 8}), (paths) => {
        const found = packagePaths(paths)
        expect(new Set(found.values()).size).toBe(paths.length)
        for (const path of found.values()) expect(isPackagePath(path)).toBe(true)
      }),
    )
  })
})

describe('isPackagePath', () => {
  it('refuses what some system would not serve', () => {
    expect(isPackagePath('lessons/one.html')).toBe(true)
    for (const path of ['', '/a', 'a/', '../a', 'a//b', 'A', 'a b', '.git', 'ä'])
      expect(isPackagePath(path)).toBe(false)
  })
})
