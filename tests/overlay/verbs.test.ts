import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {formats} from '../../src/formats/index.js'
import {quizzesOf} from '../../src/model/course.js'
import {sealPackages} from '../../src/packages.js'
import {site} from '../../src/render/site.js'
import {compileSound, templates} from '../helpers/compile.js'
import {contentsOf, editionOf, sound, upstream, wordsIn} from '../helpers/edition.js'

const pagesOf = (compiled: Awaited<ReturnType<typeof sound>>): Record<string, string> =>
  Object.fromEntries(
    site({
      edition: compiled.gathered.edition,
      course: compiled.course,
      language: compiled.config.language,
      templates: compiled.templates ?? templates,
      options: {},
    }).files.flatMap(({path, content}) => ('text' in content ? [[path, content.text]] : [])),
  )

describe('an empty overlay', () => {
  it('changes nothing but where the course comes from', async () => {
    const plain = pagesOf(await compileSound(upstream))
    const empty = pagesOf(await sound(''))
    expect(Object.keys(empty)).toEqual(Object.keys(plain))
    const different = Object.keys(plain).filter((path) => plain[path] !== empty[path])
    expect(different.sort()).toEqual(['about.html', 'assets/course.js'])
    // What a device keeps belongs to the edition; nothing else of what the run time is told differs.
    expect(empty['assets/course.js']?.replace('"id":"example+eu"', '"id":"example"')).toBe(plain['assets/course.js'])
  })
})

describe('set', () => {
  it('changes settings of a quiz, and of all quizzes that do not say otherwise', async () => {
    const {course} = await sound(
      'set:\n  - {course: example, quizzes: {pass-mark: 55}}\n  - {quiz: final, attempts: 2, title: The test}\n',
    )
    const [check, final] = quizzesOf(course)
    expect([check?.passMark, final?.passMark, final?.attempts, final?.title]).toEqual([55, 55, 2, 'The test'])
  })
  it('moves a lesson, and gates it', async () => {
    const {course} = await sound('set:\n  - {lesson: third, before: {lesson: second}, requires: [first]}\n')
    expect(contentsOf(course)).toBe('one: first, third, second, check, charter; two: final')
    expect(course.modules[0]?.items[1]?.placement.requires).toEqual(['first'])
  })
  it('moves a module', async () => {
    expect(contentsOf((await sound('set:\n  - {module: two, before: {module: one}}\n')).course)).toBe(
      'two: third, final; one: first, second, check, charter',
    )
  })
  it('remembers which layer decided, where, and what was there before', async () => {
    const {gathered} = await sound('set:\n  - quiz: final\n    pass-mark: 50\n')
    expect(gathered.changes).toEqual([
      {
        verb: 'set',
        target: 'quiz/final/pass-mark',
        title: 'Check yourself',
        layer: 'eu',
        place: expect.objectContaining({file: 'overlays/eu/overlay.yaml', line: 5, column: 16}),
        from: '70',
        to: '50',
      },
    ])
  })
})

describe('omit', () => {
  it('takes an item out, and links to it become words', async () => {
    const {course} = await sound('omit:\n  - link: charter\n  - lesson: second\n')
    expect(contentsOf(course)).toBe('one: first, check; two: third, final')
    expect(wordsIn(course, 'first')).toContain('See the second and the charter.')
  })
  it('takes a module with what it holds, and nobody needs it any more', async () => {
    const more = {
      'course.yaml': `${upstream['course.yaml']}  - id: last\n    title: Last\n    requires: [two]\n    items: []\n`,
    }
    const {course} = await sound('omit:\n  - module: two\n', {}, more)
    expect(course.modules.map(({id, requires}) => [id, requires])).toEqual([
      ['one', []],
      ['last', []],
    ])
  })
  it('takes a single question', async () => {
    const more = {
      'quizzes/final.yaml': `${upstream['quizzes/final.yaml']}  - {id: extra, type: true-false, prompt: So?, answer: true}\n`,
    }
    const {course} = await sound('omit:\n  - question: final/q\n', {}, more)
    expect(quizzesOf(course)[1]?.entries.map((entry) => 'id' in entry && entry.id)).toEqual(['extra'])
  })
})

describe('replace', () => {
  const yaml = 'replace:\n  - {lesson: second, with: lessons/own.md}\n'
  const files = {
    'lessons/own.md': '---\ntitle: Our second\n---\n\n## Its part\n\nOur words, and [the first](first.md).\n',
  }
  it('puts a lesson in the place of another, under its id, where links still land', async () => {
    const {course} = await sound(yaml, files)
    expect(contentsOf(course)).toContain('one: first, second')
    expect(wordsIn(course, 'second')).toContain('Our words')
    expect(pagesOf(await sound(yaml, files))['lessons/second.html']).toContain('href="../lessons/first.html"')
  })
  it('says at the end of the lesson who changed it', async () => {
    const {course} = await sound(`by: Example University\n${yaml}`, files)
    expect(wordsIn(course, 'second')).toContain(
      'Adapted by Example University on 2026-09-01 from “Example”, version 1.0.0 (CC-BY-4.0).',
    )
    expect(wordsIn(course, 'first')).not.toContain('Adapted by')
  })
  it('gives questions of a replaced quiz the namespace of the institution', async () => {
    const own = {
      'quizzes/own.yaml':
        'title: Ours\nmode: graded\nquestions:\n  - {id: q, type: true-false, prompt: So?, answer: true}\n',
    }
    const {course, gathered} = await sound('replace:\n  - {quiz: final, with: quizzes/own.yaml}\n', own)
    expect(quizzesOf(course)[1]?.entries.map((entry) => 'id' in entry && entry.id)).toEqual(['eu-q'])
    expect(quizzesOf(course)[0]?.entries.map((entry) => 'id' in entry && entry.id)).toEqual(['q'])
    expect(gathered.edition.slots.questions.final).toEqual({'eu-q': 0})
  })
  it('takes a link of a lesson to a passage that is gone to the top of the page, and says so', async () => {
    const {diagnostics, compiled} = await editionOf({
      'eu/overlay.yaml': `id: eu\ndate: "2026-09-01"\n${yaml}`,
      'eu/lessons/own.md': '---\ntitle: Ours\n---\n\nOur words.\n',
    })
    expect(diagnostics.map(({code, place}) => [code, place?.line])).toEqual([['overlay/lost-anchor', 4]])
    expect(compiled).toBeDefined()
  })
})

describe('add', () => {
  it('puts a lesson, a link, a module and a question where it says', async () => {
    const {course} = await sound(
      [
        'add:',
        '  - {lesson: lessons/ours.md, after: {lesson: first}}',
        '  - {module: {id: extra, title: Extra}, after: {module: one}}',
        '  - {link: {id: more, title: More, url: "https://example.org/more"}, end: {module: extra}}',
        '  - {question: {id: new, type: true-false, prompt: So?, answer: true}, before: {question: final/q}}',
        '',
      ].join('\n'),
      {'lessons/ours.md': '---\nid: ours\ntitle: Ours\n---\n\nOur case.\n'},
    )
    expect(contentsOf(course)).toBe('one: first, ours, second, check, charter; extra: more; two: third, final')
    expect(quizzesOf(course)[1]?.entries.map((entry) => 'id' in entry && entry.id)).toEqual(['new', 'q'])
  })
})

describe('patch', () => {
  it('appends to a passage with all that is below its heading, prepends behind the heading, replaces up to the next', async () => {
    const patched = async (entry: string) =>
      wordsIn((await sound(`patch:\n  - {lesson: first, ${entry}}\n`)).course, 'first').replace(/ Adapted by .*$/, '')
    expect(await patched('heading: One part, append: "Appended."')).toContain('Deeper words. Appended. Other part')
    expect(await patched('heading: One part, prepend: "Prepended."')).toContain(
      'One part Prepended. Words of one part.',
    )
    expect(await patched('id: one-part, replace: "Replaced."')).toContain('One part Replaced. Other part')
    expect(await patched('append: "At the very end."')).toMatch(/the charter\. At the very end\.$/)
  })
  it('names the overlay’s own line where the new text has a mistake', async () => {
    const {findings} = await editionOf({
      'eu/overlay.yaml':
        'id: eu\ndate: "2026-09-01"\npatch:\n  - lesson: first\n    append: |\n      Words.\n\n      And [a link](nowhere.md).\n',
    })
    expect(findings).toEqual(['overlays/eu/overlay.yaml:8:11 link/broken The link to “nowhere.md” leads nowhere.'])
  })
})

describe('say', () => {
  const more = {
    'course.yaml': upstream['course.yaml']?.replace(
      'modules:',
      'variables:\n  helper: {default: your teacher}\n  mail: {type: email, default: help@example.org}\nmodules:',
    ) as string,
    'lessons/third.md': '---\nid: third\ntitle: Third lesson\n---\n\nAsk :say[helper] at :say[mail].\n',
  }
  it('says the default in the course as it is', async () => {
    const {course} = await compileSound({...upstream, ...more})
    expect(wordsIn(course, 'third')).toBe('Ask your teacher at help@example.org.')
  })
  it('says what the institution says', async () => {
    const {course} = await sound('say:\n  variables: {helper: the tutor, mail: tutor@example.edu}\n', {}, more)
    expect(wordsIn(course, 'third')).toBe('Ask the tutor at tutor@example.edu.')
    expect(JSON.stringify(course)).toContain('mailto:tutor@example.edu')
  })
  it('says words of the interface otherwise, in capitals where they were, and leaves the names of arguments alone', async () => {
    const pages = pagesOf(await sound('say:\n  terms: {lesson: unit, lessons: units, module: block}\n'))
    expect(pages['index.html']).toContain('<li>3 units</li>')
    expect(pages['lessons/first.html']).toContain('Unit 1 of 3')
    expect(pages['assets/course.js']).not.toMatch(/"(arg|number)","(unit|block)"/)
  })
})

describe('formats', () => {
  const built = async (yaml: string, choice = {}) =>
    sealPackages(await sound(yaml), templates, choice).value.map(({format, options}) => [format.id, options])
  it('are those that the overlay names, with its options', async () => {
    expect(await built('formats:\n  html: {teachers: true}\n')).toEqual([['html', {teachers: true}]])
  })
  it('are those that its system prefers, with the options that suit it, unless it names formats itself', async () => {
    const [first, ...others] = await built('for: moodle\n')
    expect([first, ...others].length).toBeLessThan(formats.length)
    expect((await built('for: moodle\nformats: [scorm-1.2]\n')).map(([id]) => id)).toEqual(['scorm-1.2'])
    expect((await built('for: moodle\n', {formats: ['html']})).map(([id]) => id)).toEqual(['html'])
  })
})

describe('audiences', () => {
  const more = {
    'course.yaml': upstream['course.yaml']?.replace(
      'modules:',
      'audiences: {law: Students of law}\nmodules:',
    ) as string,
    'lessons/third.md':
      '---\nid: third\ntitle: Third\n---\n\nAll.\n\n:::only{for=law}\nLawyers.\n:::\n\n:::except{for=law}\nOthers.\n:::\n',
  }
  it('are nobody in the course as it is, and those that the edition names', async () => {
    expect(wordsIn((await compileSound({...upstream, ...more})).course, 'third')).toBe('All. Others.')
    expect(wordsIn((await sound('audiences: [law]\n', {}, more)).course, 'third')).toBe('All. Lawyers.')
  })
})

describe('layers', () => {
  const university = {
    'university/overlay.yaml': 'id: university\nset:\n  - {quiz: final, pass-mark: 60, attempts: 3}\n',
  }
  const faculty = (over: string) => ({
    'faculty/overlay.yaml': `id: faculty\n${over}set:\n  - {quiz: final, pass-mark: 50}\n`,
  })
  it('decide in the order that they state, not in that of the command line', async () => {
    const files = {...university, ...faculty('over: ../university\n')}
    for (const order of [['faculty'], ['university', 'faculty'], ['faculty', 'university']]) {
      const {compiled} = await editionOf(files, {}, {order})
      const final = compiled && quizzesOf(compiled.course)[1]
      expect([final?.passMark, final?.attempts], order.join()).toEqual([50, 3])
      expect(compiled?.gathered.edition.provenance?.edition).toBe('faculty')
    }
  })
  it('must state an order where both decide one thing', async () => {
    const {findings, fixes} = await editionOf({...university, ...faculty('')})
    expect(findings).toEqual([
      'overlays/university/overlay.yaml:3:30 overlay/no-order “faculty” (overlays/faculty/overlay.yaml:3) and “university” both decide quiz/final/pass-mark, and neither lies over the other.',
    ])
    expect(fixes[0]).toContain('“over:”')
  })
  it('that change different things give the same edition in any order', async () => {
    const verbs = [
      'set:\n  - {quiz: final, pass-mark: 50}\n',
      'set:\n  - {lesson: third, title: Another third}\n',
      'omit:\n  - link: charter\n',
      'patch:\n  - {lesson: first, heading: Other part, append: "More."}\n',
      'say:\n  terms: {lesson: unit}\n',
      'add:\n  - {link: {id: more, title: More, url: "https://example.org/more"}, end: {module: two}}\n',
    ]
    const files = Object.fromEntries(
      verbs.map((yaml, index) => [`layer-${index}/overlay.yaml`, `id: layer-${index}\ndate: "2026-09-01"\n${yaml}`]),
    )
    const order = verbs.map((_, index) => `layer-${index}`)
    const first = await editionOf(files, {}, {order})
    expect(first.findings).toEqual([])
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(order, {minLength: order.length}), async (shuffled) => {
        const other = await editionOf(files, {}, {order: shuffled})
        expect(other.compiled?.course).toEqual(first.compiled?.course)
      }),
      {numRuns: 12},
    )
  })
})
