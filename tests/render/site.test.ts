import {describe, expect, test} from 'vitest'
import {plainPlacement} from '../../src/model/course.js'
import type {PlayerQuiz} from '../../src/model/player.js'
import {type SiteOptions, site} from '../../src/render/site.js'
import {course, inputOf, lesson, md, module, oneOfEach, place, question, quiz} from '../helpers/model-course.js'

const made = course({
  title: 'Peace & <War>',
  modules: [
    module('first', [
      lesson('opening', '## A heading\n\nSome words.'),
      lesson('hidden', 'For staff.', {audience: 'teachers'}),
      quiz('exam', oneOfEach(), {description: md('It counts.')}),
      {
        type: 'link',
        placement: plainPlacement,
        id: 'charter',
        place,
        title: 'The Charter',
        url: 'https://example.org/charter',
      },
    ]),
    module('second', [
      {type: 'discussion', placement: plainPlacement, id: 'talk', place, title: 'Talk', body: md('What do you think?')},
      {
        type: 'assignment',
        placement: plainPlacement,
        id: 'essay',
        place,
        title: 'Essay',
        points: 10,
        submission: ['text', 'file'],
        body: md('Write.'),
        rubric: [
          {
            id: 'argument',
            place,
            title: 'Argument',
            levels: [
              {title: 'Good', points: 10},
              {title: 'Poor', points: 0},
            ],
          },
        ],
      },
    ]),
    module('staff', [lesson('guide', 'Teach.', {audience: 'teachers'})]),
  ],
  glossary: [{id: 'peace', place, term: 'Peace', also: ['calm'], definition: md('No war.'), see: []}],
})

const build = (options: SiteOptions = {}, language?: string) =>
  site(inputOf(made, options, ['media/map.svg'], language))
const textOf = (path: string, options?: SiteOptions, language?: string): string => {
  const file = build(options, language).files.find((each) => each.path === path)
  if (!file || !('text' in file.content)) throw new Error(`There is no text ${path}.`)
  return file.content.text
}
const documents = build().files.flatMap((file) =>
  file.path.endsWith('.html') && 'text' in file.content ? [[file.path, file.content.text] as const] : [],
)
const paths = new Set(build().files.map((file) => file.path))

describe.each(documents)('%s', (path, html) => {
  test('is a whole document with language, direction, one main heading and landmarks', () => {
    expect(html).toMatch(/^<!doctype html>\n<html lang="en-GB" dir="ltr">/)
    expect(html.match(/<h1\b/g)).toHaveLength(1)
    expect(html.match(/<main\b/g)).toHaveLength(1)
    expect(html).toContain('<a class="skip" href="#main">')
    expect(html).toMatch(/<nav [^>]*aria-label="Contents"/)
    expect(html).toContain('<footer')
  })

  test('runs nothing inline and loads nothing from elsewhere', () => {
    expect(html).not.toMatch(/\son[a-z]+=/)
    expect(html).not.toMatch(/<style|\sstyle=/)
    for (const [tag = ''] of html.matchAll(/<script\b[^>]*>/g)) expect(tag).toMatch(/src="|type="text\/plain"/)
    for (const [, url = ''] of html.matchAll(/<(?:script|link|img)\b[^>]*(?:src|href)="([^"]*)"/g))
      expect(url).not.toMatch(/^(https?:)?\/\//)
  })

  test('links to files that the package has', () => {
    for (const [, url = ''] of html.matchAll(/(?:href|src)="([^"#]+)[^"]*"/g)) {
      if (/^https?:/.test(url)) continue
      expect(paths, `${path} → ${url}`).toContain(new URL(url, `http://x/${path}`).pathname.slice(1))
    }
  })

  test('has no id twice', () => {
    const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id)
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
  })
})

test('authors’ words are escaped', () => {
  expect(textOf('index.html')).toContain('<h1 id="title">Peace &amp; &lt;War&gt;</h1>')
})

test('lessons for teachers, and a module of nothing else, are left out unless they are asked for', () => {
  expect(paths).not.toContain('lessons/guide.html')
  expect(textOf('index.html')).not.toContain('Module staff')
  expect(build({teachers: true}).files.map((file) => file.path)).toContain('lessons/guide.html')
})

test('the contents mark the page that is open', () => {
  const current = [...textOf('lessons/opening.html').matchAll(/<a [^>]*aria-current="page"[^>]*>/g)]
  expect(current.map(([tag]) => tag)).toEqual([
    '<a class="item item-lesson" href="../lessons/opening.html" data-slot="0" aria-current="page">',
  ])
})

test('pages follow each other in reading order', () => {
  expect(textOf('lessons/opening.html')).toMatch(/rel="next" href="\.\.\/quizzes\/exam\.html"/)
  expect(textOf('discussions/talk.html')).toMatch(/rel="prev" href="\.\.\/quizzes\/exam\.html"/)
})

test('a web link stands in the contents, and has no page', () => {
  expect(textOf('index.html')).toContain('href="https://example.org/charter"')
  expect([...paths].filter((path) => path.includes('charter'))).toEqual([])
})

test('the pages of a package with a player are the same, byte for byte', () => {
  const html = (options: SiteOptions) => build(options).files.filter((file) => file.path.endsWith('.html'))
  expect(html({framed: true, status: 'completed'})).toEqual(html({}))
})

test('a language that is written from right to left says so', () => {
  expect(textOf('index.html', {}, 'ar')).toContain('<html lang="ar" dir="rtl">')
})

describe('a quiz', () => {
  const html = textOf('quizzes/exam.html')
  const data = /class="quiz-data">([^<]*)</.exec(html)?.[1] ?? ''
  const quizData = JSON.parse(Buffer.from(data, 'base64').toString('utf8')) as PlayerQuiz

  test('hands every question and its key to the script', () => {
    expect(quizData.questions.map((each) => each.type)).toEqual(oneOfEach().map((each) => each.type))
  })

  test('gives no key away in plain sight', () => {
    expect(html).not.toMatch(/correct/i)
    expect(html).not.toContain('Westphalia')
    expect(html).not.toContain('1648')
    expect(textOf('assets/search-index.js')).not.toContain('Westphalia')
    expect(textOf('assets/course.js')).not.toContain('Westphalia')
  })

  test('does not show things to be ordered in their right order', () => {
    const shown = [...html.matchAll(/class="order-text">([^<]*)/g)].map(([, words]) => words)
    expect(shown).toHaveLength(3)
    expect(shown).not.toEqual(['First', 'Second', 'Third'])
  })

  test('names every field', () => {
    for (const [tag] of html.matchAll(/<(?:input|select|textarea)\b[^>]*>/g)) {
      const id = /\sid="([^"]*)"/.exec(tag)?.[1]
      const before = html.slice(0, html.indexOf(tag))
      const within = before.lastIndexOf('<label') > before.lastIndexOf('</label>')
      expect(within || tag.includes('aria-label=') || html.includes(`for="${id}"`), tag).toBe(true)
    }
  })

  test('says of each question which it is, of how many', () => {
    expect(html).toContain(`Question 1 of ${oneOfEach().length}`)
  })
})

test('words that are the right side of two pairs stand once in the list', () => {
  const pairs = [
    {id: 'a', place, left: md('Paris'), right: 'France'},
    {id: 'b', place, left: md('Lyon'), right: 'France'},
    {id: 'c', place, left: md('Rome'), right: 'Italy'},
  ]
  const twice = course({modules: [module('m', [quiz('q', [question.matching('x', {pairs, distractors: []})])])]})
  const file = site(inputOf(twice, {})).files.find((each) => each.path === 'quizzes/q.html')
  const html = file && 'text' in file.content ? file.content.text : ''
  expect(html.match(/>France</g)).toHaveLength(3)
})

test('search finds sections by their anchors, and terms', () => {
  const index = textOf('assets/search-index.js')
  expect(index).toContain('"Some words."')
  expect(index).toContain('"term-peace","Peace","calm No war."')
})
