import {describe, expect, it} from 'vitest'
import {countLosses, lossRows, tooGreat} from '../src/losses.js'
import type {Loss} from '../src/model/package.js'
import {course, lesson, module, place, question, quiz} from './helpers/model-course.js'

const loss = (feature: string, kind: Loss['kind']): Loss => ({
  feature,
  kind,
  place,
  what: `${feature} is ${kind}.`,
  why: 'It is so.',
  source: 'A standard, section 1',
  remedy: 'Do something.',
})

const losses = [loss('quiz/draw', 'approximated'), loss('quiz/draw', 'degraded'), loss('link/description', 'dropped')]
const packages = [
  {format: {id: 'poor'}, losses},
  {format: {id: 'rich'}, losses: []},
]

const kindsRefused = (limit: Parameters<typeof tooGreat>[1]) => tooGreat(packages, limit).map(({facts}) => facts.kind)

describe('a limit for losses', () => {
  it('lets everything pass where none is set', () => expect(kindsRefused(undefined)).toEqual([]))
  it('of none refuses each loss', () => expect(kindsRefused('none')).toEqual(['approximated', 'degraded', 'dropped']))
  it('of approximated refuses what is degraded or dropped', () =>
    expect(kindsRefused('approximated')).toEqual(['degraded', 'dropped']))
  it('of degraded refuses what is dropped', () => expect(kindsRefused('degraded')).toEqual(['dropped']))
  it('names the format, the place and the remedy', () =>
    expect(tooGreat(packages, 'degraded')).toMatchObject([
      {code: 'loss/too-great', place, facts: {format: 'poor', feature: 'link/description', remedy: 'Do something.'}},
    ]))
})

describe('the table of losses', () => {
  const made = course({modules: [module('m', [lesson('a'), quiz('q', [question.trueFalse('t')])])]})
  const rows = lossRows(made, packages)

  it('counts by kind', () => expect(countLosses(losses)).toEqual({dropped: 1, degraded: 1, approximated: 1}))

  it('has a row for each feature that a format loses, and for each thing that nobody loses', () =>
    expect(rows.map(({feature, uses}) => [feature, uses])).toEqual([
      ['course', 1],
      ['module', 1],
      ['lesson', 1],
      ['quiz/draw', 1],
      ['question', 1],
      ['link/description', undefined],
    ]))

  it('says of each format how much it loses', () =>
    expect(rows.find(({feature}) => feature === 'quiz/draw')?.formats).toEqual({
      poor: {dropped: 0, degraded: 1, approximated: 1},
      rich: {dropped: 0, degraded: 0, approximated: 0},
    }))
})
