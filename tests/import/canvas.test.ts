import {describe, expect, it} from 'vitest'
import {formats} from '../../src/formats/index.js'
import {readQtiFile} from '../../src/import/qti-1.2/index.js'
import {readXml} from '../../src/import/xml.js'
import {inLanguage, itemsOf, type Quiz} from '../../src/model/course.js'
import type {Local} from '../../src/model/text.js'
import {compileFolder, templates} from '../helpers/compile.js'
import {archiveOf, archiveOfPackage, compileDraft, importArchive} from '../helpers/import.js'

const everything = await compileFolder('tests/fixtures/everything')
const course = inLanguage(everything.gathered.edition, everything.config.language)

const packageOf = (id: string) => {
  const format = formats.find((candidate) => candidate.id === id)
  if (!format) throw new Error(`There is no format ${id}.`)
  return format.write({
    edition: everything.gathered.edition,
    course: everything.course,
    language: everything.config.language,
    templates,
    options: format.options.parse({}),
  }).files
}

const canvas = await importArchive(archiveOfPackage(packageOf('canvas')))

describe('a cartridge of Canvas', () => {
  it('gives back modules, items and how they are placed', () => {
    const shape = (modules: typeof course.modules) =>
      modules.map(({id, title, hidden, items}) => [
        id,
        title,
        hidden,
        items.map(({type, id: item, title: name, placement}) => [type, item, name, placement.hidden, placement.group]),
      ])
    const practice = new Set(course.practice.map(({id}) => id))
    const placed = canvas.course.modules.map((module) => ({
      ...module,
      // Practice within a lesson follows it.
      items: module.items.filter(({id}) => !practice.has(id)),
    }))
    const seen = course.modules.map((module) => ({
      ...module,
      items: module.items.map((item) =>
        item.type === 'lesson' && item.audience === 'teachers'
          ? {...item, placement: {...item.placement, hidden: true}}
          : item,
      ),
    }))
    expect(shape(placed)).toEqual(shape(seen))
  })

  it('gives back groups, rubrics, points and settings of quizzes', () => {
    expect(canvas.course.groups.map(({id, title, weight}) => [id, title, weight])).toEqual(
      course.groups.map(({id, title, weight}) => [id, title, weight]),
    )
    const find = (all: typeof course, id: string) => itemsOf(all).find((item) => item.id === id)
    const rubric = (all: typeof course) => {
      const item = find(all, 'essay')
      return (
        item?.type === 'assignment' && [item.points, item.submission, item.rubric.map(({place: _, ...rest}) => rest)]
      )
    }
    expect(rubric(canvas.course)).toEqual(rubric(course))
    const settings = (all: typeof course) => {
      const {mode, attempts, timeLimit, shuffleChoices} = find(all, 'graded-all') as Quiz<Local>
      return {mode, attempts, timeLimit, shuffleChoices}
    }
    expect(settings(canvas.course)).toEqual(settings(course))
    const draws = (all: typeof course) =>
      (find(all, 'graded-draw') as Quiz<Local>).entries.flatMap((entry) =>
        entry.type === 'draw' ? [[entry.bank, entry.count]] : [],
      )
    expect(draws(canvas.course)).toEqual(draws(course))
    expect(canvas.course.banks.map(({id, title, questions}) => [id, title, questions.length])).toEqual(
      course.banks.map(({id, title, questions}) => [id, title, questions.length]),
    )
  })

  it('gives back links, terms, formulas and directives of lessons', () => {
    const body = canvas.files['lessons/elements.md'] ?? ''
    for (const part of [
      '[the second lesson](../lessons/second.md)',
      '[the quiz](../quizzes/graded-all.yaml)',
      '[the glossary](../glossary.yaml)',
      ':term[key term]{#key-term}',
      '\\frac{a}{b}=\\sqrt{',
      ':::tip[With a title]',
      '::::figure{#fig-shape src="../media/shape.svg" alt="A grey square."}',
      '[^1]: The first note',
    ])
      expect(body).toContain(part)
  })

  it('says of a foreign export what it leaves out', async () => {
    const {draft, course: read} = await importArchive(
      archiveOf({
        'imsmanifest.xml': `<manifest identifier="gabc"><metadata><schema>IMS Common Cartridge</schema></metadata><organizations/><resources>
          <resource identifier="gset" type="associatedcontent/imscc_xmlv1p1/learning-application-resource" href="course_settings/canvas_export.txt"><file href="course_settings/canvas_export.txt"/></resource>
          <resource identifier="g1" type="webcontent" href="wiki_content/start-here.html"><file href="wiki_content/start-here.html"/></resource>
          <resource identifier="g2" type="imsdt_xmlv1p1"><file href="g2.xml"/><dependency identifierref="g2m"/></resource>
          <resource identifier="g2m" type="associatedcontent/imscc_xmlv1p1/learning-application-resource" href="g2m.xml"><file href="g2m.xml"/></resource>
          <resource identifier="g3" type="associatedcontent/imscc_xmlv1p1/learning-application-resource" href="g3/essay.html"><file href="g3/essay.html"/><file href="g3/assignment_settings.xml"/></resource>
          </resources></manifest>`,
        'course_settings/canvas_export.txt': '',
        'course_settings/course_settings.xml': '<course><title>Foreign</title><license>cc_by</license></course>',
        'course_settings/module_meta.xml': `<modules><module identifier="m1"><title>One</title><require_sequential_progress>true</require_sequential_progress><items>
          <item identifier="i0"><content_type>ContextModuleSubHeader</content_type><title>Read</title></item>
          <item identifier="i1"><content_type>WikiPage</content_type><workflow_state>active</workflow_state><title>Start here</title><identifierref>g1</identifierref></item>
          <item identifier="i3"><content_type>Assignment</content_type><workflow_state>unpublished</workflow_state><title>Essay</title><identifierref>g3</identifierref></item>
          </items></module></modules>`,
        'wiki_content/start-here.html':
          '<html><head><title>Start</title><meta name="identifier" content="g1"></head><body><p><a href="%24CANVAS_OBJECT_REFERENCE%24/assignments/g3">Essay</a></p></body></html>',
        'g2.xml': '<topic><title>Welcome all</title><text texttype="text/html">Hi</text></topic>',
        'g2m.xml': '<topicMeta><topic_id>g2</topic_id><type>announcement</type></topicMeta>',
        'g3/essay.html': '<p>Write.</p>',
        'g3/assignment_settings.xml':
          '<assignment identifier="g3"><title>Essay</title><due_at>2026-01-01T00:00:00</due_at><points_possible>10</points_possible><grading_type>points</grading_type><submission_types>on_paper</submission_types><peer_reviews>true</peer_reviews></assignment>',
      }),
    )
    expect(
      read.modules.map(({items}) =>
        items.map(({type, id, placement}) => [type, id, placement.hidden, placement.requires]),
      ),
    ).toEqual([
      [
        ['lesson', 'start-here', false, []],
        ['assignment', 'essay', true, ['start-here']],
      ],
    ])
    expect([read.title, read.licence]).toEqual(['Foreign', 'CC-BY-4.0'])
    expect(draft.lessons[0]?.body).toBe('[Essay](../assignments/essay.md)')
    expect(draft.unkept.map(({feature}) => feature).sort()).toEqual([
      'assignment/submission',
      'course/announcement',
      'course/language',
      'item/dates',
      'item/setting',
      'module/header',
    ])
  })
})

describe('QTI 1.2', () => {
  it('alone in a file gives a quiz, by structure where nothing is named', async () => {
    const item = (ident: string, presentation: string, processing: string) =>
      `<item ident="${ident}" title="T ${ident}"><presentation><flow><material><mattext>Q ${ident}?</mattext></material>${presentation}</flow></presentation><resprocessing><outcomes><decvar varname="SCORE" maxvalue="2"/></outcomes>${processing}</resprocessing></item>`
    const label = (ident: string, text: string) =>
      `<response_label ident="${ident}"><material><mattext>${text}</mattext></material></response_label>`
    const met = (test: string, set: string) =>
      `<respcondition><conditionvar>${test}</conditionvar>${set}</respcondition>`
    const equal = (value: string, response = 'r') => `<varequal respident="${response}">${value}</varequal>`
    const source = `<questestinterop><assessment ident="a" title="Old test"><section ident="s">
      ${item('one', `<response_lid ident="r" rcardinality="Single"><render_choice>${label('A', 'a')}${label('B', 'b')}</render_choice></response_lid>`, met(equal('B'), '<setvar action="Set">2</setvar>'))}
      ${item('some', `<response_lid ident="r" rcardinality="Multiple"><render_choice>${label('A', 'a')}${label('B', 'b')}${label('C', 'c')}</render_choice></response_lid>`, met(equal('A'), '<setvar action="Add">1</setvar>').replace('<respcondition>', '<respcondition continue="Yes">') + met(equal('B'), '<setvar action="Add">1</setvar>').replace('<respcondition>', '<respcondition continue="Yes">') + met(equal('C'), '<setvar action="Subtract">1</setvar>').replace('<respcondition>', '<respcondition continue="Yes">'))}
      ${item('typed', '<response_str ident="r"><render_fib/></response_str>', met(equal('Bonn'), '<setvar>2</setvar>') + met(equal('Berlin'), '<setvar>1</setvar>'))}
      ${item('free', '<response_str ident="r"><render_fib rows="5"/></response_str>', '')}
      </section></assessment></questestinterop>`
    const {value} = readXml('old.xml', new TextEncoder().encode(source))
    if (!value) throw new Error('broken')
    const draft = readQtiFile(value, 'old.xml', 'old')
    await compileDraft(draft)
    expect(draft.quizzes[0]).toMatchObject({
      title: 'Old test',
      questions: [
        {type: 'multiple-choice', choices: [{text: 'a'}, {text: 'b', correct: true}]},
        {type: 'multiple-response', choices: [{correct: true}, {correct: true}, {text: 'c'}]},
        {type: 'short-answer', accept: ['Bonn', {text: 'Berlin', score: 50}]},
        {type: 'essay'},
      ],
    })
    expect(draft.unkept).toEqual([])
  })
})
