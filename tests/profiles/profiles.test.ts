import {describe, expect, it} from 'vitest'
import {formats} from '../../src/formats/index.js'
import type {Loss} from '../../src/model/package.js'
import {findProfile, preferredFormats} from '../../src/profiles/choose.js'
import {importLosses} from '../../src/profiles/import.js'
import {profiles} from '../../src/profiles/index.js'
import {course, lesson, module, place, question, quiz, words} from '../helpers/model-course.js'

const profile = (id: string) => {
  const {profile: found} = findProfile(id)
  if (!found) throw new Error(`There is no profile ${id}.`)
  return found
}

const loss = (feature: string): Loss => ({
  feature,
  kind: 'degraded',
  place,
  what: 'What.',
  why: 'Why.',
  source: 'Source.',
  remedy: 'Remedy.',
})

describe('profiles', () => {
  it('say of each claim where it comes from, in which version, and whether it was run', () => {
    for (const {formats: claimed, limits} of profiles) {
      for (const claim of [...claimed.map((format) => format.claim), ...limits]) {
        expect(claim.text).toMatch(/\.$/)
        expect(claim.version).not.toBe('')
        expect(claim.source).not.toBe('')
      }
    }
  })

  it('say of Moodle 4.5 nothing as if it had been run', () => {
    const {evidence, formats: claimed, limits, effects} = profile('moodle@4.5')
    const all = [evidence, ...[...claimed.map(({claim}) => claim), ...limits, ...effects].map((each) => each.evidence)]
    expect(new Set(all)).toEqual(new Set(['read']))
  })

  it('each build at least one format of this version', () => {
    for (const each of profiles) expect(preferredFormats(each, formats)).not.toEqual([])
  })

  it('give formats only options that they have', () => {
    for (const {id: system, formats: claimed} of profiles) {
      for (const {id, options} of claimed) {
        const format = formats.find((candidate) => candidate.id === id)
        if (format && options) expect(format.options.safeParse(options).success, `${system}, ${id}`).toBe(true)
      }
    }
  })

  it('prefer the first format of each purpose that there is', () => {
    const there = (...ids: readonly string[]) => ids.map((id) => ({id}))
    const picked = (...ids: readonly string[]) => preferredFormats(profile('canvas'), there(...ids)).map(({id}) => id)
    expect(picked('html', 'cc-1.1', 'canvas', 'qti-1.2')).toEqual(['canvas', 'qti-1.2'])
    expect(picked('cc-1.1', 'html')).toEqual(['cc-1.1'])
    expect(picked('html')).toEqual([])
  })

  it('are found by the name of the system alone, and ask what was meant', () => {
    expect(profile('canvas').id).toBe('canvas@classic')
    expect(profile('canvas@new-quizzes').id).toBe('canvas@new-quizzes')
    expect(findProfile('moodel')).toEqual({suggestion: 'moodle'})
    expect(findProfile('blackboard')).toEqual({})
  })
})

describe('what an importer does to a course', () => {
  const made = course({
    modules: [module('m', [lesson('a'), quiz('q', [question.trueFalse('t'), question.multipleChoice('c')])])],
  })
  const featuresOf = (id: string, format: string, losses: readonly Loss[] = [], changed = made) =>
    importLosses(profile(id), changed, [{format: {id: format}, losses}]).map(({feature}) => feature)

  it('leaves out what another system is to blame for', () => {
    const losses = [loss('module/title'), loss('link/description')]
    expect(featuresOf('moodle', 'cc-1.1', losses)).toEqual(['module/title', 'link/description'])
    expect(featuresOf('canvas', 'cc-1.1', losses)).not.toContain('module/title')
    expect(featuresOf('canvas', 'cc-1.1', losses)).toContain('link/description')
  })

  it('adds what the importer makes of things that the package carries', () => {
    const found = importLosses(profile('canvas'), made, [{format: {id: 'cc-1.1'}, losses: []}])
    expect(found.map(({feature, item}) => `${feature} ${item?.type}:${item?.id}`)).toEqual([
      'course/title course:small',
      'lesson/file lesson:a',
      'question/true-false question:q/t',
    ])
    for (const each of found) expect(each).toMatchObject({format: 'cc-1.1', source: expect.stringContaining('Canvas')})
  })

  it('depends on the format by which the course comes', () => {
    expect(featuresOf('canvas', 'canvas')).not.toContain('lesson/file')
    expect(featuresOf('moodle', 'scorm-1.2')).toEqual([])
  })

  it('finds texts that are too long for the system', () => {
    const long = course({
      title: 'x'.repeat(256),
      modules: [module('m', [quiz('q', [question.essay('e', {prompt: words('é'.repeat(8200))})])])],
    })
    expect(featuresOf('moodle', 'scorm-1.2', [], long)).toEqual(['course/title'])
    expect(featuresOf('canvas', 'cc-1.1', [], long)).toContain('question/long-text')
  })
})
