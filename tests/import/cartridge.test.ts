import {describe, expect, it} from 'vitest'
import {archiveOf, importArchive} from '../helpers/import.js'

const manifest = (items: string, resources: string, version = '1.3.0') => `<?xml version="1.0"?>
<manifest identifier="m1" xmlns="http://www.imsglobal.org/xsd/imsccv1p3/imscp_v1p1" xmlns:lom="http://ltsc.ieee.org/xsd/imsccv1p3/LOM/manifest">
<metadata><schema>IMS Common Cartridge</schema><schemaversion>${version}</schemaversion><lom:lom><lom:general><lom:title><lom:string language="de">Ein Kurs</lom:string></lom:title><lom:language>de</lom:language></lom:general>
<lom:rights><lom:description><lom:string>https://creativecommons.org/licenses/by-sa/4.0/</lom:string></lom:description></lom:rights></lom:lom></metadata>
<organizations><organization structure="rooted-hierarchy"><item identifier="root">${items}</item></organization></organizations>
<resources>${resources}</resources></manifest>`
const item = (title: string, resource: string) =>
  `<item identifier="i-${resource}" identifierref="${resource}"><title>${title}</title></item>`
const folder = (title: string, ...inner: string[]) =>
  `<item identifier="f-${title}"><title>${title}</title>${inner.join('')}</item>`
const resource = (id: string, type: string, path: string, more = '', attributes = '') =>
  `<resource identifier="${id}" type="${type}" href="${path}"${attributes}><file href="${path}"/>${more}</resource>`

const web = 'webcontent'

describe('a Common Cartridge of another system', () => {
  it('becomes modules, lessons, quizzes, discussions, links, tools and assignments', async () => {
    const {draft, course, files} = await importArchive(
      archiveOf({
        'imsmanifest.xml': manifest(
          folder(
            'Woche 1',
            item('Seite', 'r1'),
            folder('Tiefer', item('Test', 'r2'), item('Forum', 'r3')),
            item('Netz', 'r4'),
            item('Werkzeug', 'r5'),
            item('Aufgabe', 'r6'),
            item('Papier', 'r8'),
          ),
          [
            resource('r1', web, 'week%201/page.html'),
            resource('r2', 'imsqti_xmlv1p2/imscc_xmlv1p3/assessment', 'quiz.xml'),
            resource('r3', 'imsdt_xmlv1p3', 'topic.xml'),
            resource('r4', 'imswl_xmlv1p3', 'link.xml'),
            resource('r5', 'imsbasiclti_xmlv1p3', 'lti.xml'),
            `<resource identifier="r6" type="webcontent" href="fallback.html"><file href="fallback.html"/><cpx:variant xmlns:cpx="u" identifier="v" identifierref="r7"/></resource>`,
            resource('r7', 'assignment_xmlv1p0', 'assignment.xml'),
            resource('r8', web, 'paper.pdf'),
            resource('r9', web, 'img/a.png'),
          ].join(''),
        ),
        'week 1/page.html':
          '<html><head><title>x</title></head><body><h1>Seite</h1><p>Text <img src="../img/a.png" alt="A"> <a href="../quiz.xml">Test</a> <a href="../gone.html">fort</a></p></body></html>',
        'quiz.xml': `<questestinterop><assessment ident="a" title="Quiz"><qtimetadata><qtimetadatafield><fieldlabel>cc_maxattempts</fieldlabel><fieldentry>2</fieldentry></qtimetadatafield></qtimetadata><section ident="s">
          <item ident="i1" title="Q"><itemmetadata><qtimetadata><qtimetadatafield><fieldlabel>cc_profile</fieldlabel><fieldentry>cc.multiple_response.v0p1</fieldentry></qtimetadatafield></qtimetadata></itemmetadata>
          <presentation><material><mattext texttype="text/html">&lt;p&gt;Was?&lt;/p&gt;</mattext></material><response_lid ident="r" rcardinality="Multiple"><render_choice>
          ${['a', 'b', 'c'].map((id) => `<response_label ident="${id}"><material><mattext>${id}</mattext></material></response_label>`).join('')}</render_choice></response_lid></presentation>
          <resprocessing><outcomes><decvar varname="SCORE" maxvalue="100"/></outcomes><respcondition><conditionvar><and><varequal respident="r">a</varequal><varequal respident="r">b</varequal><not><varequal respident="r">c</varequal></not></and></conditionvar><setvar varname="SCORE">100</setvar></respcondition></resprocessing></item></section></assessment></questestinterop>`,
        'topic.xml':
          '<topic><title>Forum</title><text texttype="text/html">&lt;p&gt;Redet &lt;img src="$IMS-CC-FILEBASE$/img/a.png" alt="A"&gt;&lt;/p&gt;</text></topic>',
        'link.xml': '<webLink><title>Netz</title><url href="https://example.org/"/></webLink>',
        'lti.xml':
          '<cartridge_basiclti_link xmlns:blti="u"><blti:title>Werkzeug</blti:title><blti:launch_url>http://example.org/lti</blti:launch_url><blti:secure_launch_url>https://example.org/lti</blti:secure_launch_url></cartridge_basiclti_link>',
        'fallback.html': '<p>Ersatz</p>',
        'assignment.xml':
          '<assignment><title>Aufgabe</title><text texttype="text/html">&lt;p&gt;Schreibt.&lt;/p&gt;</text><gradable points_possible="20">true</gradable><submission_formats><format type="file"/></submission_formats></assignment>',
        'paper.pdf': '%PDF',
        'img/a.png': 'png',
      }),
    )
    expect(course.modules.map(({title, items}) => [title, items.map(({type, id}) => `${type}:${id}`)])).toEqual([
      [
        'Woche 1',
        [
          'lesson:page',
          'quiz:quiz',
          'discussion:topic',
          'link:link',
          'tool:lti',
          'assignment:assignment',
          'lesson:paper',
        ],
      ],
    ])
    expect([course.title, course.licence]).toEqual(['Ein Kurs', 'CC-BY-SA-4.0'])
    expect(files['lessons/page.md']).toContain('Text ![A](../media/img/a.png) [Test](../quizzes/quiz.yaml) fort')
    expect(files['quizzes/quiz.yaml']).toContain('scoring: all-or-nothing')
    expect(files['quizzes/quiz.yaml']).toContain('attempts: 2')
    expect(files['discussions/topic.md']).toContain('![A](../media/img/a.png)')
    expect(files['assignments/assignment.md']).toContain('points: 20')
    expect(draft.unkept.map(({feature, kind}) => `${kind} ${feature}`).sort()).toEqual([
      'approximated item/file',
      'degraded module/folder',
      'degraded text/link',
    ])
  })

  it('is read through one folder around it, and with what its contents do not show', async () => {
    const {course} = await importArchive(
      archiveOf({
        'export/imsmanifest.xml': manifest(
          folder('A', item('Page', 'r1')),
          resource('r1', web, 'a.html') + resource('r2', web, 'b.html'),
          '1.0.0',
        ),
        'export/a.html': '<p>One <a href="b.html">two</a></p>',
        'export/b.html': '<p>Two</p>',
      }),
    )
    expect(course.modules.map(({title, items}) => [title, items.map(({id}) => id)])).toEqual([
      ['A', ['a']],
      ['Other parts', ['b']],
    ])
  })

  it('loses what is broken, and keeps the rest', async () => {
    const {draft, course} = await importArchive(
      archiveOf({
        'imsmanifest.xml': manifest(
          folder(
            'A',
            item('Good', 'r1'),
            item('Gone', 'r2'),
            item('Broken', 'r3'),
            item('Nowhere', 'r9'),
            item('Good again', 'r1'),
            item('Odd', 'r4'),
          ),
          resource('r1', web, 'a.html') +
            resource('r2', web, 'gone.html') +
            resource('r3', 'imsdt_xmlv1p1', 't.xml') +
            resource('r4', 'imsiwb_iwbv1p0', 'x.iwb'),
        ),
        'a.html': '<p>Good</p>',
        't.xml':
          '<!DOCTYPE t [<!ENTITY a SYSTEM "file:///etc/passwd">]><topic><title>T</title><text>&a;</text></topic>',
        'x.iwb': '',
      }),
    )
    expect(course.modules[0]?.items.map(({id}) => id)).toEqual(['a'])
    expect(draft.unkept.map(({feature}) => feature).sort()).toEqual([
      'item/broken',
      'item/broken',
      'item/missing',
      'item/twice',
      'item/type',
    ])
  })
})
