import {describe, expect, it} from 'vitest'
import {sealPackages} from '../../src/packages.js'
import {compileSound, templates} from '../helpers/compile.js'
import {editionOf, told, upstream} from '../helpers/edition.js'

/** Each finding as `place code`; and what to do. */
const short = ({findings}: {findings: readonly string[]}) =>
  findings.map((finding) => finding.split(' ').slice(0, 2).join(' ').replace('overlays/eu/', ''))

describe('bad input is named with its line, its column and a remedy, and the course as it is builds all the same', () => {
  it('a target that is not there, with the nearest', async () => {
    const said = await told('set:\n  - quiz: finale\n    pass-mark: 50\n')
    expect(said.findings).toEqual([
      'overlays/eu/overlay.yaml:3:11 overlay/unknown-target There is no quiz “finale” here.',
    ])
    expect(said.fixes).toEqual(['Did you mean “quiz: final”?'])
    expect(said.compiled).toBeUndefined()
    await compileSound({...upstream, 'overlays/eu/overlay.yaml': 'id: eu\nset:\n  - quiz: finale\n'})
  })
  it('a target of another kind', async () => {
    expect((await told('omit:\n  - lesson: final\n')).fixes).toEqual(['Did you mean “quiz: final”?'])
  })
  it('a question that is not there', async () => {
    const said = await told('omit:\n  - question: final/p\n')
    expect(said.fixes).toEqual(['Did you mean “question: final/q”?'])
  })
  it('a passage that is not there, or there twice', async () => {
    const none = await told(
      'date: "2026-09-01"\npatch:\n  - lesson: first\n    heading: One prat\n    append: Words.\n',
    )
    expect(short(none)).toEqual(['overlay.yaml:5:14 overlay/unknown-passage'])
    expect(none.fixes).toEqual(['Did you mean “One part”?'])
    const more = {'lessons/third.md': '---\nid: third\ntitle: Third\n---\n\n## Twice\n\nA.\n\n## Twice\n\nB.\n'}
    const twice = await told('date: "2026-09-01"\npatch:\n  - {lesson: third, heading: Twice, append: C.}\n', {}, more)
    expect(twice.findings[0]).toContain('There are 2 passages “Twice”')
    expect(twice.fixes[0]).toContain('“id:”')
  })
  it('a target that a layer beneath has left out', async () => {
    const {findings} = await editionOf({
      'a/overlay.yaml': 'id: a\nomit:\n  - link: charter\n',
      'b/overlay.yaml': 'id: b\nover: ../a\nset:\n  - {link: charter, title: Ours}\n',
    })
    expect(findings).toEqual([
      'overlays/b/overlay.yaml:4:12 overlay/unknown-target There is no link “charter” any more: “a” leaves it out.',
    ])
  })
  it('two layers that replace one thing without an order', async () => {
    const layer = (id: string) => ({
      [`${id}/overlay.yaml`]: `id: ${id}\ndate: "2026-09-01"\nreplace:\n  - {lesson: second, with: lessons/own.md}\n`,
      [`${id}/lessons/own.md`]: '---\ntitle: Ours\n---\n\n## Its part\n\nWords.\n',
    })
    const {findings, fixes} = await editionOf({...layer('a'), ...layer('b')})
    expect(findings).toEqual([
      'overlays/b/overlay.yaml:4:14 overlay/no-order “a” (overlays/a/overlay.yaml:4) and “b” both decide lesson/second, and neither lies over the other.',
    ])
    expect(fixes[0]).toContain('write “over:” with the folder of “a”')
  })
  it('a patch that says nothing', async () => {
    expect(short(await told('date: "2026-09-01"\npatch:\n  - {lesson: third, heading: Words}\n'))).toEqual([
      'overlay.yaml:4:14 overlay/empty-patch',
    ])
  })
  it('a lesson that replaces another and says that it is a third', async () => {
    const own = {'lessons/own.md': '---\nid: fourth\ntitle: Ours\n---\n\n## Its part\n\nWords.\n'}
    const said = await told('date: "2026-09-01"\nreplace:\n  - {lesson: second, with: lessons/own.md}\n', own)
    expect(short(said)).toEqual([expect.stringMatching(/^overlay\.yaml:4:\d+ overlay\/other-id$/)])
    expect(said.fixes).toEqual(['Write “id: second”, or leave the id out.'])
  })
  it('a template of a name that there is not, with the nearest', async () => {
    const said = await told('', {'templates/pages.liquid': '<p></p>'})
    expect(short(said)).toEqual(['templates/pages.liquid:1:1 overlay/unknown-template'])
    expect(said.fixes[0]).toContain('page.liquid')
  })
  it('a logo that is no picture', async () => {
    const said = await told('brand: {logo: {light: brand/logo.pdf, alt: Ours}}\n', {'brand/logo.pdf': '%PDF'})
    expect(short(said)).toEqual([expect.stringMatching(/^overlay\.yaml:2:\d+ brand\/no-picture$/)])
  })
  it('a translation with other headings than its original', async () => {
    const own = {
      'languages/es/lessons/second.md': '---\ntitle: Segunda\n---\n\n## Una\n\nPalabras.\n\n## Dos\n\nMás.\n',
    }
    const said = await told('languages: [es]\n', own)
    expect(said.findings.filter((finding) => finding.includes('other-headings'))).toEqual([
      expect.stringContaining('2 here, 1 there'),
    ])
  })
  it('an overlay that contradicts itself', async () => {
    expect(short(await told('set:\n  - {lesson: third, title: Ours}\nomit:\n  - lesson: third\n'))).toEqual([
      'overlay.yaml:3:28 overlay/contradiction',
    ])
  })
  it('overlays in a circle', async () => {
    const {findings} = await editionOf({
      'a/overlay.yaml': 'id: a\nover: ../b\n',
      'b/overlay.yaml': 'id: b\nover: ../a\n',
    })
    expect(findings).toEqual([
      'overlays/a/overlay.yaml:2:7 overlay/cycle The overlay “a” lies over itself: a, b.',
      'overlays/b/overlay.yaml:2:7 overlay/cycle The overlay “b” lies over itself: a, b.',
    ])
  })
  it('an overlay that is not there', async () => {
    expect((await editionOf({'a/overlay.yaml': 'id: a\nover: ../nowhere\n'})).findings).toEqual([
      'overlays/a/overlay.yaml:2:7 overlay/not-found There is no overlay.yaml in overlays/nowhere.',
    ])
    expect((await editionOf({}, {}, {order: ['nowhere']})).findings).toEqual([
      'overlay/not-found There is no overlay.yaml in overlays/nowhere.',
    ])
  })
  it('a colour that is none', async () => {
    expect((await told('brand:\n  colours:\n    accent: "#12345"\n')).findings).toEqual([
      'overlays/eu/overlay.yaml:4:13 config/wrong-value “accent” must be a colour such as "#20508c", in quotation marks.',
    ])
    expect(short(await told('brand:\n  colours:\n    accent: darkred\n'))).toEqual([
      'overlay.yaml:4:13 config/wrong-value',
    ])
    expect(short(await told('brand:\n  colours:\n    acent: "#123456"\n'))).toEqual([
      'overlay.yaml:4:5 config/unknown-key',
    ])
  })
  it('colours that are too alike, with the pair, the mode and the ratio', async () => {
    expect((await told('brand:\n  colours:\n    muted: {light: "#999999", dark: "#a9abae"}\n')).findings).toEqual([
      'overlays/eu/overlay.yaml:4:12 brand/contrast “muted” (#999999) on “paper” (#fdfcf9) has a contrast of 2.77 to 1 in light mode; it needs 4.5.',
      'overlays/eu/overlay.yaml:4:12 brand/contrast “muted” (#999999) on “raised” (#ffffff) has a contrast of 2.84 to 1 in light mode; it needs 4.5.',
      'overlays/eu/overlay.yaml:4:12 brand/contrast “muted” (#999999) on “sunken” (#f5f2eb) has a contrast of 2.54 to 1 in light mode; it needs 4.5.',
    ])
  })
  it('a logo with a script, a handler, or an address of elsewhere', async () => {
    const yaml = 'brand:\n  logo: {light: brand/logo.svg}\n'
    const svg = (inner: string) => ({
      'brand/logo.svg': `<svg xmlns="http://www.w3.org/2000/svg">\n  ${inner}\n</svg>\n`,
    })
    for (const inner of [
      '<script>alert(1)</script>',
      '<path onload="alert(1)"/>',
      '<a href="javascript:alert(1)"/>',
      '<image href="https://example.org/x.png"/>',
      '<foreignObject/>',
      '<style>@import "x.css";</style>',
    ]) {
      const said = short(await told(yaml, svg(inner)))
      expect(said, inner).toHaveLength(1)
      expect(said[0], inner).toMatch(/^brand\/logo\.svg:2:\d+ brand\/unsafe-svg$/)
    }
    expect(short(await told(yaml, svg('<path d="M0 0h9"/>')))).toEqual([])
  })
  it('a path that leads out of the overlay, and a file that is not there', async () => {
    for (const yaml of [
      'brand:\n  logo: {light: ../../logo.svg}\n',
      'replace:\n  - {lesson: second, with: ../lessons/own.md}\n',
      'replace:\n  - {lesson: second, with: /etc/passwd}\n',
    ]) {
      expect(short(await told(yaml))[0], yaml).toMatch(/^overlay\.yaml:3:\d+ overlay\/path-outside$/)
    }
    const said = await told('replace:\n  - {lesson: second, with: lessons/own.md}\n', {
      'lessons/owm.md': '---\nid: owm\ntitle: Ours\n---\n\nWords.\n',
    })
    expect(short(said)).toEqual(['overlay.yaml:3:28 overlay/file-missing'])
    expect(said.fixes).toEqual(['Did you mean “lessons/owm.md”?'])
  })
  it('a lesson that links out of the overlay', async () => {
    const said = await told('date: "2026-09-01"\nreplace:\n  - {lesson: third, with: lessons/own.md}\n', {
      'lessons/own.md': '---\ntitle: Ours\n---\n\nA [file](../../secret.md).\n',
    })
    expect(short(said)).toEqual(['lessons/own.md:5:3 link/broken'])
  })
  it('a variable that the course does not declare, that no text says, or of another type', async () => {
    const declared = (more: string) => ({
      'course.yaml': upstream['course.yaml']?.replace('modules:', `variables:\n  ${more}\nmodules:`) as string,
      'lessons/third.md': '---\nid: third\ntitle: Third\n---\n\nAsk :say[helper].\n',
    })
    const unknown = await told('say:\n  variables: {helpr: Ann}\n', {}, declared('helper: {default: Bob}'))
    expect(short(unknown)).toEqual(['overlay.yaml:3:15 variable/unknown'])
    expect(unknown.fixes).toEqual(['Did you mean “helper”?'])
    expect((await told('', {}, declared('helpers: {default: Bob}'))).findings).toEqual([
      'course.yaml:9:3 variable/unused No text says the variable “helpers”.',
      'lessons/third.md:6:5 variable/unknown The course has no variable “helper”.',
    ])
    const type = await told(
      'say:\n  variables: {helper: Ann}\n',
      {},
      declared('helper: {type: email, default: a@b.org}'),
    )
    expect(type.findings).toEqual([
      'overlays/eu/overlay.yaml:3:23 variable/wrong-type “helper” must be an e-mail address.',
    ])
  })
  it('a word that the interface does not say', async () => {
    const said = await told('say:\n  terms: {modul: unit}\n')
    expect(short(said)).toEqual(['overlay.yaml:3:11 overlay/unused-term'])
    expect(said.fixes).toEqual(['Did you mean “module”?'])
  })
  it('an unknown language', async () => {
    expect(short(await told('language: en_GB_x\n'))).toEqual(['overlay.yaml:2:11 language/unknown'])
  })
  it('another course, another version, another digest', async () => {
    expect(short(await told('upstream: {course: exmaple}\n'))).toEqual(['overlay.yaml:2:20 overlay/other-course'])
    const version = await told('upstream: {course: example, version: 0.9.0}\n')
    expect(short(version)).toEqual(['overlay.yaml:2:38 overlay/other-version'])
    expect(version.compiled).toBeDefined()
    const digest = await told(`upstream: {course: example, version: 1.0.0, digest: ${'a'.repeat(64)}}\n`)
    expect(short(digest)).toEqual(['overlay.yaml:2:53 overlay/other-digest'])
    expect(digest.compiled).toBeUndefined()
  })
  it('a changed lesson without a date', async () => {
    expect(short(await told('patch:\n  - {lesson: first, append: More.}\n'))).toEqual([
      'overlay.yaml:3:29 overlay/no-date',
    ])
  })
  it('a place that is none, and two places', async () => {
    const files = {'lessons/own.md': '---\nid: own\ntitle: Ours\n---\n\nWords.\n'}
    const place = async (words: string) => short(await told(`add:\n  - {lesson: lessons/own.md${words}}\n`, files))
    expect(await place('')).toContain('overlay.yaml:3:5 overlay/position')
    expect(await place(', after: {lesson: first}, end: {module: two}')).toContain('overlay.yaml:3:5 overlay/position')
    expect(await place(', after: {module: two}')).toContain('overlay.yaml:3:37 overlay/misplaced')
    expect(await place(', after: {lesson: frist}')).toContain('overlay.yaml:3:46 overlay/unknown-target')
  })
  it('a template that replaces nothing, or is broken', async () => {
    expect((await told('', {'templates/pages.liquid': 'x'})).fixes).toEqual(['Did you mean “page.liquid”?'])
    expect(short(await told('', {'templates/home.liquid': '{% if x %}'}))).toEqual([
      'templates/home.liquid:1:1 overlay/broken-template',
    ])
    expect(short(await told('', {'templates/messages/en.json': '{"page.skip": "{count, plural}"}'}))).toEqual([
      'templates/messages/en.json:1:1 overlay/broken-template',
    ])
  })
  it('a template that fails when it is filled in', async () => {
    const {compiled} = await told('', {'templates/home.liquid': "{% layout 'nowhere' %}"})
    if (!compiled) throw new Error('The template can be parsed.')
    const {value, diagnostics} = sealPackages(compiled, templates, {formats: ['html', 'qti-2.1']})
    expect(value.map(({format}) => format.id)).toEqual(['qti-2.1'])
    expect(diagnostics.map(({code, place}) => [code, place?.file])).toEqual([
      ['overlay/broken-template', 'overlays/eu/templates/home.liquid'],
    ])
  })
  it('a system that has no profile', async () => {
    const said = await told('for: moodel\n')
    expect(short(said)).toEqual(['overlay.yaml:2:6 overlay/unknown-system'])
    expect(said.fixes).toEqual(['Did you mean “moodle”?'])
  })
  it('a setting that is not known', async () => {
    expect(short(await told('set:\n  - {quiz: final, pas-mark: 50}\n'))).toEqual([
      'overlay.yaml:3:19 config/unknown-key',
    ])
  })
})

describe('policy', () => {
  const policy = (yaml: string, licence = 'CC-BY-4.0') => ({
    'course.yaml': upstream['course.yaml']
      ?.replace('modules:', `policy:\n${yaml.replace(/^/gm, '  ')}\nmodules:`)
      .replace('licence: CC-BY-4.0', `licence: ${licence}`) as string,
  })
  it('locks what the authors lock, and says who and why', async () => {
    const locked = policy('locked:\n  - {what: lesson/third, why: The examination office asks for it.}')
    for (const [yaml, at] of [
      ['set:\n  - {lesson: third, title: Ours}\n', '3:21'],
      ['omit:\n  - lesson: third\n', '3:5'],
      ['patch:\n  - {lesson: third, append: More.}\n', '3:21'],
    ] as const) {
      const {findings} = await told(yaml, {}, locked)
      expect(findings, yaml).toEqual([
        `overlays/eu/overlay.yaml:${at} overlay/locked “Example” does not let editions change lesson/third${yaml.startsWith('set') ? '/title' : ''} (course.yaml:10): The examination office asks for it.`,
      ])
    }
  })
  it('locks licence and origin of every course', async () => {
    expect(short(await told('set:\n  - {course: example, licence: CC0-1.0}\n'))).toEqual([
      'overlay.yaml:3:23 overlay/locked',
    ])
  })
  it('frees what it names more exactly', async () => {
    const freed = policy('locked:\n  - {what: "lesson/*", why: No.}\nfree: [lesson/third/title]')
    expect(short(await told('set:\n  - {lesson: third, title: Ours}\n', {}, freed))).toEqual([])
    expect(short(await told('set:\n  - {lesson: third, time: 5}\n', {}, freed))).toEqual([
      'overlay.yaml:3:21 overlay/locked',
    ])
  })
  it('keeps numbers within bounds, whichever verb sets them', async () => {
    const bounds = policy('bounded:\n  - {what: quiz/*/pass-mark, from: 40, to: 90}')
    const message = (mark: number) =>
      `quiz/final/pass-mark would be ${mark}; “Example” allows 40 to 90 (course.yaml:10).`
    const said = async (yaml: string, files = {}) => (await told(yaml, files, bounds)).findings.join()
    expect(await said('set:\n  - {quiz: final, pass-mark: 30}\n')).toContain(
      `:3:30 overlay/out-of-bounds ${message(30)}`,
    )
    expect(await said('set:\n  - {course: example, quizzes: {pass-mark: 95}}\n')).toContain(message(95))
    expect(
      await said('replace:\n  - {quiz: final, with: quizzes/own.yaml}\n', {
        'quizzes/own.yaml':
          'title: Ours\nmode: graded\npass-mark: 20\nquestions:\n  - {id: q, type: true-false, prompt: So?, answer: true}\n',
      }),
    ).toContain(message(20))
    expect(await said('set:\n  - {quiz: final, pass-mark: 50}\n')).toBe('')
  })
  it('lets nothing be changed under a licence without derivatives', async () => {
    const nd = policy('free: []', 'CC-BY-ND-4.0')
    expect(short(await told('date: "2026-09-01"\npatch:\n  - {lesson: third, append: More.}\n', {}, nd))).toEqual([
      'overlay.yaml:4:21 overlay/no-derivatives',
    ])
    expect(short(await told('set:\n  - {quiz: final, pass-mark: 50}\n', {}, nd))).toEqual([])
  })
  it('keeps what is shared alike alike', async () => {
    const sa = policy('free: []', 'CC-BY-SA-4.0')
    expect(short(await told('licence: CC-BY-4.0\n', {}, sa))).toEqual(['overlay.yaml:2:10 overlay/licence'])
  })
})
