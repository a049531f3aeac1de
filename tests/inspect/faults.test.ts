import {describe, expect, it} from 'vitest'
import {catalogue} from '../../src/diagnostics/catalogue/index.js'
import {harmOf, messageOf} from '../../src/diagnostics/diagnostic.js'
import {inspectArchive, inspectDocument} from '../../src/inspect/inspect.js'
import {inspectRules} from '../../src/inspect/rules/index.js'
import {archiveOf} from '../helpers/import.js'
import {changed, codesIn, type Files, inspected, smallPackage, without} from '../helpers/small-package.js'

const ours = {
  'scorm-1.2': await smallPackage('scorm-1.2'),
  'scorm-2004': await smallPackage('scorm-2004-4th'),
  cartridge: await smallPackage('cc-1.1'),
  canvas: await smallPackage('canvas'),
  backup: await smallPackage('moodle'),
  qti1: await smallPackage('qti-1.2'),
  qti2: await smallPackage('qti-2.1'),
} as const

const manifest = 'imsmanifest.xml'
const inManifest =
  (from: string | RegExp, to: string) =>
  (files: Files): Files =>
    changed(files, manifest, from, to)
const inFile =
  (path: string, from: string | RegExp, to: string) =>
  (files: Files): Files =>
    changed(files, path, from, to)
const adding = (more: Files) => (files: Files) => ({...files, ...more})
const listing = (path: string, resource = 'page_small_welcome') =>
  inManifest(new RegExp(`(<resource identifier="${resource}"[^>]*>)`), `$1<file href="${path}"/>`)
const long = 'x'.repeat(256)
const inBackup = 'moodle_backup.xml'

type Fault = readonly [code: string, kind: keyof typeof ours, ...changes: ((files: Files) => Files)[]]

/** A sound package of ours, one thing in it broken, and what is said of it. */
const faults: readonly Fault[] = [
  ['zip/junk', 'scorm-1.2', adding({'__MACOSX/._index.html': ''})],
  ['zip/forbidden', 'scorm-1.2', adding({'data.php': ''}), listing('data.php', 'resource_small')],
  ['zip/case', 'scorm-1.2', adding({'Index.html': ''}), listing('Index.html', 'resource_small')],
  ['page/broken-link', 'scorm-1.2', inFile('lessons/first.html', '</main>', '<a href="gone.html">Gone</a></main>')],
  [
    'manifest/not-at-root',
    'scorm-1.2',
    (files) => Object.fromEntries(Object.entries(files).map(([path, content]) => [`course/${path}`, content])),
  ],
  [
    'manifest/misnamed',
    'scorm-1.2',
    (files) => without({...files, 'IMSManifest.xml': files[manifest] ?? ''}, manifest),
  ],
  [
    'manifest/encoding',
    'scorm-1.2',
    (files) => ({
      ...files,
      [manifest]: Buffer.from(`\ufeff${String(files[manifest]).replace(/UTF-8/, 'UTF-16')}`, 'utf16le'),
    }),
  ],
  ['manifest/order', 'scorm-1.2', inManifest('<resources>', '<resources><metadata/>')],
  ['manifest/order', 'cartridge', inManifest(/(<metadata>[\s\S]*<\/metadata>)([\s\S]*)(<\/manifest>)/, '$2$1$3')],
  ['manifest/missing-file', 'scorm-1.2', listing('gone.js', 'resource_small')],
  ['manifest/wrong-case', 'scorm-1.2', inManifest('<file href="about.html"/>', '<file href="About.html"/>')],
  ['manifest/backslash', 'scorm-1.2', listing('media\\\\film.mp4', 'resource_small')],
  ['manifest/no-href', 'cartridge', inManifest('<file href="welcome.html"/>', '<file href="welcome.html"/><file/>')],
  ['manifest/unlisted', 'cartridge', adding({'extra.pdf': ''})],
  ['manifest/bad-identifier', 'cartridge', inManifest(/item_small_first/g, '1st')],
  ['manifest/duplicate-identifier', 'scorm-1.2', inManifest('identifier="item_small"', 'identifier="resource_small"')],
  ['manifest/too-long', 'scorm-1.2', inManifest(/(<item [^>]*>\s*<title>)[^<]*/, `$1${long}`)],
  [
    'manifest/dangling-reference',
    'cartridge',
    inManifest('identifierref="lesson_small_first"', 'identifierref="lesson_gone"'),
  ],
  ['manifest/no-title', 'scorm-1.2', inManifest(/(<item [^>]*>)\s*<title>[^<]*<\/title>/, '$1')],
  ['scorm/nothing-to-launch', 'scorm-1.2', inManifest(' identifierref="resource_small"', '')],
  ['scorm/default-organization', 'scorm-1.2', inManifest('default="organization_small"', 'default="other"')],
  ['scorm/unknown-version', 'scorm-2004', inManifest('2004 4th Edition', '2004 2nd Edition')],
  ['scorm/prefix', 'scorm-2004', inManifest(/adlnav:/g, 'nav:'), inManifest('xmlns:adlnav', 'xmlns:nav')],
  ['scorm/type', 'scorm-2004', inManifest('adlcp:scormType', 'adlcp:scormtype')],
  [
    'scorm/launch-not-first',
    'scorm-1.2',
    inManifest(
      '<resources>',
      '<resources><resource identifier="notes" type="webcontent" href="about.html"><file href="about.html"/></resource>',
    ),
  ],
  [
    'scorm/map-info',
    'scorm-2004',
    inManifest(
      '<imsss:deliveryControls',
      '<imsss:objectives><imsss:primaryObjective><imsss:mapInfo targetObjectiveID="g"/></imsss:primaryObjective></imsss:objectives><imsss:deliveryControls',
    ),
  ],
  [
    'scorm/unsafe-sequencing',
    'scorm-2004',
    inManifest(
      '<imsss:deliveryControls',
      '<imsss:rollupRules rollupObjectiveSatisfied="false"/><imsss:deliveryControls',
    ),
  ],
  [
    'scorm/attempt-limit',
    'scorm-2004',
    inManifest('<imsss:deliveryControls', '<imsss:limitConditions attemptLimit="1"/><imsss:deliveryControls'),
  ],
  [
    'scorm/several-scos',
    'scorm-2004',
    inManifest(
      /<\/item>(?=\s*<imsss)/,
      '</item><item identifier="more" identifierref="more_r"><title>More</title></item>',
    ),
    inManifest(
      '</resources>',
      '<resource identifier="more_r" type="webcontent" adlcp:scormType="sco" href="about.html"><file href="about.html"/></resource></resources>',
    ),
  ],
  [
    'scorm/mastery-score',
    'scorm-1.2',
    inManifest(/(<item [^>]*>\s*<title>[^<]*<\/title>)/, '$1<adlcp:masteryscore>80%</adlcp:masteryscore>'),
  ],
  [
    'scorm/mastery-score',
    'scorm-2004',
    inManifest(
      '<imsss:deliveryControls',
      '<imsss:objectives><imsss:primaryObjective><imsss:minNormalizedMeasure>60</imsss:minNormalizedMeasure></imsss:primaryObjective></imsss:objectives><imsss:deliveryControls',
    ),
  ],
  ['scorm/no-schemas', 'scorm-2004', (files) => without(files, 'adlcp_v1p3.xsd')],
  ['scorm/sub-manifest', 'scorm-1.2', inManifest('</manifest>', '<manifest identifier="inner"/></manifest>')],
  ['scorm/character-reference', 'scorm-1.2', inManifest('<title>A small course', '<title>A teacher&#39;s course')],
  ['scorm/base', 'scorm-1.2', inManifest('<resources>', '<resources xml:base="./">')],
  ['scorm/module-script', 'scorm-1.2', adding({'app.mjs': ''}), listing('app.mjs', 'resource_small')],
  ['cartridge/namespace-too-late', 'cartridge', inManifest('<manifest', `<!-- ${long.repeat(5)} --><manifest`)],
  ['cartridge/unknown-version', 'cartridge', inManifest('1.1.0', '1.1')],
  ['cartridge/no-type', 'cartridge', inManifest('type="webcontent" href="welcome.html"', 'href="welcome.html"')],
  [
    'cartridge/resource-type',
    'cartridge',
    inManifest('type="webcontent" href="welcome.html"', 'type="webcontents" href="welcome.html"'),
  ],
  [
    'cartridge/intended-use',
    'cartridge',
    inManifest('href="welcome.html"', 'href="welcome.html" intendeduse="assignment"'),
  ],
  ['cartridge/structure', 'cartridge', inManifest(' structure="rooted-hierarchy"', '')],
  ['cartridge/no-items', 'cartridge', inManifest(/<organization [\s\S]*<\/organization>/, '')],
  ['cartridge/title-tag', 'cartridge', inManifest('>A small course<', '>Using the &lt;div&gt; tag<')],
  [
    'cartridge/empty-page',
    'cartridge',
    inFile('lessons/first.html', /<body>[\s\S]*<\/body>/, '<body><iframe src="https://example.org/"></iframe></body>'),
  ],
  [
    'cartridge/entity-name',
    'cartridge',
    inFile('lessons/first.html', 'The second', '&amp;nbsp; is a blank. The second'),
  ],
  [
    'cartridge/filebase',
    'cartridge',
    inFile('lessons/first.html', 'The second', '<a href="$IMS-CC-FILEBASE$/welcome.html">The</a> second'),
  ],
  ['cartridge/odd-name', 'cartridge', adding({'Größe 1.png': ''}), listing('Größe 1.png')],
  [
    'cartridge/link-address',
    'cartridge',
    adding({
      'link.xml':
        '<webLink xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imswl_v1p1"><title>A</title><url href="page two.html"/></webLink>',
    }),
    inManifest(
      '</resources>',
      '<resource identifier="link" type="imswl_xmlv1p1"><file href="link.xml"/></resource></resources>',
    ),
  ],
  ['cartridge/protected', 'cartridge', inManifest('<metadata>', '<metadata><authorizations access="resource"/>')],
  [
    'cartridge/used-twice',
    'cartridge',
    inManifest(
      /<item identifier="item_small_check"/,
      '<item identifier="again" identifierref="quiz_small_check"><title>Again</title></item>$&',
    ),
  ],
  ['canvas/page-unnamed', 'canvas', inFile('wiki_content/first.html', /<title>.*<\/title>/, '<title></title>')],
  [
    'canvas/discussion-type',
    'canvas',
    inManifest('1.1.0', '1.3.0'),
    inManifest(
      '</resources>',
      '<resource identifier="topic" type="imsdt_xmlv1p3"><file href="topic.xml"/></resource></resources>',
    ),
    adding({'topic.xml': '<topic><title>A</title><text>B</text></topic>'}),
  ],
  ['canvas/dangling-item', 'canvas', inFile('course_settings/module_meta.xml', '>lesson_small_first<', '>gone<')],
  [
    'canvas/no-grading-type',
    'canvas',
    inFile('assignment_small_essay/assignment_settings.xml', /<grading_type>.*/, ''),
  ],
  ['qti/profile', 'cartridge', inFile('quizzes/final.xml', 'cc.multiple_choice.v0p1', 'cc.matching.v0p1')],
  ['qti/empty', 'cartridge', inFile('quizzes/check.xml', /<item [\s\S]*<\/item>/, '')],
  ['qti/true-false', 'cartridge', inFile('quizzes/check.xml', /"true"/g, '"t"')],
  ['qti/no-right-answer', 'cartridge', inFile('quizzes/final.xml', />100<\/setvar>/, '>0</setvar>')],
  ['qti/pattern-match', 'cartridge', inFile('quizzes/final.xml', 'cc.fib.v0p1', 'cc.pattern_match.v0p1')],
  ['qti/case', 'cartridge', inFile('quizzes/final.xml', 'cc.multiple_choice.v0p1', 'cc.multiple_response.v0p1')],
  ['qti/duplicate-item', 'cartridge', inFile('quizzes/final.xml', /(<item [\s\S]*?<\/item>)/, '$1$1')],
  [
    'qti/bare-score',
    'cartridge',
    inFile(
      'quizzes/final.xml',
      '<respcondition',
      '<respcondition><conditionvar><other/></conditionvar><setvar varname="SCORE">0</setvar></respcondition><respcondition',
    ),
  ],
  ['qti/long-text', 'qti1', inFile('qti-final.xml', '&lt;p&gt;Which is', `${long.repeat(65)} Which is`)],
  [
    'qti/nested-section',
    'cartridge',
    inFile('quizzes/final.xml', /(<section [^>]*>)([\s\S]*)(<\/section>)/, '$1<section ident="inner">$2$3$3'),
  ],
  [
    'qti/undeclared-response',
    'qti2',
    inFile('items/question_small_final_capital.xml', 'responseIdentifier="RESPONSE"', 'responseIdentifier="OTHER"'),
  ],
  ['qti/test-version', 'qti2', inManifest(/imsqti_test_xmlv2p1/, 'imsqti_test_xmlv2p2')],
  [
    'backup/not-at-root',
    'backup',
    (files) => Object.fromEntries(Object.entries(files).map(([path, content]) => [`backup/${path}`, content])),
  ],
  ['backup/not-recognised', 'backup', inFile(inBackup, '<moodle_backup>', '<moodle_backup version="1">')],
  ['backup/missing-file', 'backup', (files) => without(files, 'scales.xml')],
  ['backup/missing-file', 'backup', (files) => without(files, 'activities/quiz_3/inforef.xml')],
  ['backup/empty-hints', 'backup', inFile('questions.xml', '</question>', '<question_hints/></question>')],
  [
    'backup/missing-content',
    'backup',
    inFile(
      'files.xml',
      /<files\s*\/>|<files>\s*<\/files>/,
      '<files><file id="1"><contenthash>0123456789012345678901234567890123456789</contenthash><filename>map.png</filename><filesize>9</filesize></file></files>',
    ),
  ],
  ['backup/title-tag', 'backup', inFile(inBackup, /(<original_course_fullname>)[^<]*/, '$1The &lt;b&gt; tag')],
  ['backup/lost-activity', 'backup', inFile(inBackup, /<sectionid>2<\/sectionid>/, '<sectionid>9</sectionid>')],
  ['backup/no-settings', 'backup', inFile(inBackup, /<settings>[\s\S]*<\/settings>/, '<settings/>')],
  [
    'backup/setting-target',
    'backup',
    inFile(inBackup, /<section>section_2<\/section>/, '<section>section_9</section>'),
  ],
  ['backup/sum-of-grades', 'backup', inFile('activities/quiz_3/quiz.xml', /<sumgrades>[\d.]+/, '<sumgrades>0')],
  [
    'backup/dangling-question',
    'backup',
    inFile('activities/quiz_3/quiz.xml', /<questionbankentryid>\d+/, '<questionbankentryid>999'),
  ],
  [
    'backup/two-tops',
    'backup',
    inFile('questions.xml', /<question_category id="(\d+)">\s*<name>top<\/name>[\s\S]*?<\/question_category>/, '$&$&'),
  ],
]

describe('a sound package of ours', () => {
  it.each(Object.entries(ours))('%s has no problem', async (_, files) => {
    expect(await codesIn(files)).toEqual([])
  })
})

describe('a package in which one thing is broken', () => {
  it.each(faults.map(([code, kind, ...changes]) => ({code, kind, changes})))(
    '$code in $kind',
    async ({code, kind, changes}) => {
      const files = changes.reduce<Files>((before, change) => change(before), ours[kind])
      const {diagnostics} = await inspected(files)
      expect([...new Set(diagnostics.map((each) => each.code))]).toEqual([code])
      expect(messageOf(diagnostics[0]!)).not.toMatch(/undefined|\[object|NaN/)
      expect(harmOf(diagnostics[0]!)?.systems.length).toBeGreaterThan(0)
    },
  )

  it('in Moodle XML: a share of the marks that Moodle does not have', async () => {
    const [[file, text] = ['', '']] = Object.entries(await smallPackage('moodle-xml'))
    const bytes = (from: string, to: string) => new TextEncoder().encode(String(text).replace(from, to))
    expect(inspectDocument(file, bytes('', '')).diagnostics).toEqual([])
    const {diagnostics} = inspectDocument(file, bytes('fraction="100"', 'fraction="33"'))
    expect(diagnostics.map(({code, place}) => [code, place?.line])).toEqual([['moodle-xml/fraction', 22]])
  })

  it('is shown at its line', async () => {
    const files = listing('gone.js', 'resource_small')(ours['scorm-1.2'])
    const line =
      String(files[manifest])
        .split('\n')
        .findIndex((text) => text.includes('gone.js')) + 1
    expect((await inspected(files)).diagnostics[0]?.place).toMatchObject({file: manifest, line})
  })
})

describe('each code of the rules', () => {
  const shown = new Set([...faults.map(([code]) => code), 'moodle-xml/fraction'])
  /** Those of the zip itself need real zips; see packed.test.ts. */
  const packed = new Set(['zip/data-descriptor', 'zip/method', 'zip/backslash', 'zip/name-encoding'])
  it.each(inspectRules.flatMap(({codes}) => codes).filter((code) => !packed.has(code)))('%s has a test', (code) => {
    expect(shown).toContain(code)
    expect(catalogue).toHaveProperty([code])
  })
})

describe('what is none of the kinds', () => {
  it.each([
    ['cmi5.xml', 'a cmi5 package'],
    ['h5p.json', 'an H5P package'],
    ['[Content_Types].xml', 'an office document'],
    ['notes.txt', 'a zip without imsmanifest.xml and moodle_backup.xml'],
  ])('with %s is named', async (path, what) => {
    const {value, diagnostics} = await inspectArchive(archiveOf({[path]: '{}'}), 'x.zip')
    expect([value, diagnostics.map(({code, facts}) => [code, facts.what])]).toEqual([
      undefined,
      [['inspect/unknown', what]],
    ])
  })
})
