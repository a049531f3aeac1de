import {describe, expect, it} from 'vitest'
import {readAiken} from '../../src/import/aiken/index.js'
import type {DraftQuestion} from '../../src/import/draft.js'
import {readGift} from '../../src/import/gift/index.js'
import {readClozeText, readMoodleXml} from '../../src/import/moodle-xml/index.js'
import {readXml} from '../../src/import/xml.js'
import {compileDraft} from '../helpers/import.js'

const moodle = (inner: string) => {
  const {value, diagnostics} = readXml('q.xml', new TextEncoder().encode(`<quiz>${inner}</quiz>`))
  if (!value) throw new Error(JSON.stringify(diagnostics))
  return readMoodleXml(value, 'q.xml', 'Questions')
}
const text = (name: string, content: string, more = '') =>
  `<${name} format="html"><text><![CDATA[${content}]]></text>${more}</${name}>`
const answer = (share: number | string, content: string, feedback = '', more = '') =>
  `<answer fraction="${share}" format="html"><text><![CDATA[${content}]]></text>${more}${text('feedback', feedback)}</answer>`
const question = (type: string, inner: string, asked = '<p>Asked?</p>') =>
  `<question type="${type}"><name><text>Name of it</text></name>${text('questiontext', asked)}${inner}</question>`

const one = async (draft: ReturnType<typeof moodle>) => {
  await compileDraft(draft)
  return draft.quizzes[0]?.questions[0] as DraftQuestion
}
const losses = (draft: ReturnType<typeof moodle>) => draft.unkept.map(({feature, kind}) => `${kind} ${feature}`)

describe('Moodle XML', () => {
  it('gives a single choice with its feedback, points, tags and hints', async () => {
    const draft = moodle(
      question(
        'multichoice',
        `<defaultgrade>2.5</defaultgrade><single>true</single><shuffleanswers>1</shuffleanswers>${text('generalfeedback', 'All.')}
        ${text('correctfeedback', 'Right.')}${text('incorrectfeedback', 'Wrong.')}${answer(100, '<p>A <b>b</b></p>', 'Yes.')}${answer(0, '<p>C</p>')}
        ${text('hint', 'Think.')}<tags><tag><text>t1</text></tag></tags>`,
      ),
    )
    expect(await one(draft)).toEqual({
      id: 'name-of-it',
      type: 'multiple-choice',
      prompt: 'Asked?',
      points: 2.5,
      tags: ['t1'],
      hints: ['Think.'],
      feedback: {right: 'Right.', wrong: 'Wrong.', general: 'All.'},
      choices: [{text: 'A **b**', correct: true, feedback: 'Yes.'}, {text: 'C'}],
    })
    expect(draft.quizzes[0]?.shuffle).toEqual(['choices'])
  })

  it('never makes a wrong key: other right choices go, and so does a question without a right one', async () => {
    const twice = moodle(
      question('multichoice', `${answer(100, 'A')}${answer(100, 'B')}${answer(50, 'C')}${answer(0, 'D')}`),
    )
    expect(await one(twice)).toMatchObject({choices: [{text: 'A', correct: true}, {text: 'C'}, {text: 'D'}]})
    expect(losses(twice)).toEqual(
      expect.arrayContaining(['degraded question/several-right', 'degraded question/partial-credit']),
    )
    const none = moodle(question('multichoice', `${answer(0, 'A')}${answer(0, 'B')}`))
    expect([none.quizzes, losses(none)]).toEqual([[], ['dropped question/no-key']])
  })

  it('gives several right choices our rule of partial marks, and says where it was another', async () => {
    const same = moodle(
      question('multichoice', `<single>false</single>${answer(50, 'A')}${answer(50, 'B')}${answer(-50, 'C')}`),
    )
    expect(await one(same)).toMatchObject({
      type: 'multiple-response',
      choices: [{correct: true}, {correct: true}, {text: 'C'}],
    })
    expect(losses(same)).toEqual([])
    const other = moodle(
      question('multichoice', `<single>false</single>${answer(50, 'A')}${answer(50, 'B')}${answer(0, 'C')}`),
    )
    expect(losses(other)).toEqual(['approximated question/partial-credit'])
  })

  it('gives typed answers with their shares; an asterisk alone is what is said to all others', async () => {
    const draft = moodle(
      question(
        'shortanswer',
        `<usecase>1</usecase>${answer(100, 'Bonn')}${answer(50, 'Berlin', 'Now.')}${answer(0, '*', 'No.')}${answer(0, 'K*n')}`,
      ),
    )
    expect(await one(draft)).toMatchObject({
      type: 'short-answer',
      accept: ['Bonn', {text: 'Berlin', score: 50, feedback: 'Now.'}],
      feedback: {wrong: 'No.'},
      'case-sensitive': true,
    })
    expect(losses(draft)).toEqual(['degraded question/wildcard'])
  })

  it('gives numbers with tolerance, near answers and a unit', async () => {
    const draft = moodle(
      question(
        'numerical',
        `${answer(100, '3.14', '', '<tolerance>0.01</tolerance>')}${answer(50, '3', 'Near.', '<tolerance>0</tolerance>')}
        <units><unit><multiplier>1</multiplier><unit_name>m</unit_name></unit></units>`,
      ),
    )
    expect(await one(draft)).toMatchObject({
      answer: 3.14,
      tolerance: 0.01,
      unit: 'm',
      near: [{answer: 3, score: 50, feedback: 'Near.'}],
    })
  })

  it('gives pairs, and answers without a question as distractors', async () => {
    const pair = (left: string, right: string) =>
      `<subquestion format="html"><text>${left}</text><answer><text>${right}</text></answer></subquestion>`
    const draft = moodle(question('matching', `${pair('France', 'Paris')}${pair('Italy', 'Rome')}${pair('', 'Bonn')}`))
    expect(await one(draft)).toMatchObject({
      pairs: [
        {left: 'France', right: 'Paris'},
        {left: 'Italy', right: 'Rome'},
      ],
      distractors: ['Bonn'],
    })
  })

  it('gives Cloze and words for gaps as gaps in a text', async () => {
    const cloze = moodle(
      question('cloze', '', '<p>First.</p><p>The {1:SHORTANSWER:=cat~=the &#126; cat} and {1:SA:=d*g~=dog}.</p>'),
    )
    expect(await one(cloze)).toMatchObject({
      type: 'fill-blanks',
      prompt: 'First.',
      text: 'The {{cat|the \\~ cat}} and {{dog}}.',
      points: 2,
    })
    const drag = moodle(
      question(
        'ddwtos',
        '<dragbox><text>sat</text><group>1</group></dragbox><dragbox><text>ran</text><group>1</group></dragbox>',
        'It [[1]] down.',
      ),
    )
    expect(await one(drag)).toMatchObject({mode: 'drag', text: 'It {{sat}} down.', distractors: ['ran']})
  })

  it('makes a question of each gap where the gaps of one question could not be marked the same', async () => {
    const draft = moodle(
      question('cloze', '', 'Pi is {2:NUMERICAL:=3.14:0.01}, and {1:MULTICHOICE:=e~%50%i~x} is a letter.'),
    )
    await compileDraft(draft)
    expect(draft.quizzes[0]?.questions).toMatchObject([
      {id: 'name-of-it-1', type: 'numeric', answer: 3.14, tolerance: 0.01, points: 2},
      {id: 'name-of-it-2', type: 'multiple-choice'},
    ])
    expect(losses(draft)).toContain('approximated question/split')
  })

  it('gives true or false, essays and orders', async () => {
    const truth = moodle(question('truefalse', `${answer(0, 'true', 'No.')}${answer(100, 'false', 'Yes.')}`))
    expect(await one(truth)).toMatchObject({answer: false, feedback: {right: 'Yes.', wrong: 'No.'}})
    const essay = moodle(question('essay', text('graderinfo', 'Look for it.')))
    expect(await one(essay)).toMatchObject({type: 'essay', 'model-answer': 'Look for it.'})
    const order = moodle(
      question('ordering', `<gradingtype>ABSOLUTE_POSITION</gradingtype>${answer(2, 'second')}${answer(1, 'first')}`),
    )
    expect(await one(order)).toMatchObject({items: ['first', 'second']})
  })

  it('takes pictures out of the file, each once', async () => {
    const file = '<file name="a b.png" path="/" encoding="base64">iVBORw0KGgo=</file>'
    const picture = '<p><img src="@@PLUGINFILE@@/a%20b.png" alt="A"></p>'
    const draft = moodle(
      question('essay', text('generalfeedback', picture, file), picture).replace(
        ']]></text></questiontext>',
        `]]></text>${file}</questiontext>`,
      ),
    )
    expect(await one(draft)).toMatchObject({
      prompt: '![A](../media/a-b.png)',
      feedback: {general: '![A](../media/a-b.png)'},
    })
    expect(draft.media).toHaveLength(1)
  })

  it('makes a quiz of each category, named without what all have in common', () => {
    const category = (path: string) => `<question type="category"><category><text>${path}</text></category></question>`
    const truth = question('truefalse', `${answer(100, 'true')}${answer(0, 'false')}`)
    const draft = moodle(
      `${category('$course$/top/Maps/Rivers')}${truth}${category('$course$/top/Maps/Sea//Shore')}${truth}${truth}`,
    )
    expect(draft.course.title).toBe('Maps')
    expect(draft.quizzes.map(({title, questions}) => [title, questions.length])).toEqual([
      ['Rivers', 1],
      ['Sea/Shore', 2],
    ])
  })

  it('says which types it has nothing for, and puts texts before the question that follows', async () => {
    const truth = question('truefalse', `${answer(100, 'true')}${answer(0, 'false')}`)
    const draft = moodle(`${question('calculated', '')}${question('description', '', 'Read this.')}${truth}`)
    expect(losses(draft)).toEqual(['dropped question/type', 'approximated question/text-only'])
    expect(await one(draft)).toMatchObject({prompt: 'Read this.\n\nAsked?'})
  })
})

describe('GIFT', () => {
  const gift = (source: string) => readGift(source, 'q.gift', 'Questions')

  it('gives each kind of question by its answers', async () => {
    const draft = gift(
      [
        '// [id:first] [tag:a b]\n::One:: Which?{\n=right#Yes.\n~wrong#No.\n####All.\n}',
        'Two{~%50%a ~%50%b ~%-50%c}',
        'Three {T#No.#Yes.}',
        'Four{=Bonn =%50%Berlin#Now.}',
        'Five{#3.14:0.01}',
        'Six{#1..5}',
        'Seven{=France -> Paris =Italy -> Rome = -> Bonn}',
        'Eight{}',
        'Nine is {=a ~b} in the text.',
        'Ten\\: \\{x\\} a\\=b{=\\~c}',
      ].join('\n\n'),
    )
    const {course} = await compileDraft(draft)
    expect(draft.quizzes[0]?.questions).toMatchObject([
      {
        id: 'first',
        tags: ['a b'],
        prompt: 'Which?',
        choices: [{correct: true, feedback: 'Yes.'}, {feedback: 'No.'}],
        feedback: {general: 'All.'},
      },
      {type: 'multiple-response', choices: [{correct: true}, {correct: true}, {text: 'c'}]},
      {type: 'true-false', answer: true, feedback: {right: 'Yes.', wrong: 'No.'}},
      {accept: ['Bonn', {text: 'Berlin', score: 50, feedback: 'Now.'}]},
      {answer: 3.14, tolerance: 0.01},
      {answer: 3, tolerance: 2},
      {pairs: [{left: 'France', right: 'Paris'}, {right: 'Rome'}], distractors: ['Bonn']},
      {type: 'essay'},
      {type: 'multiple-choice', prompt: 'Nine is \\_\\_\\_\\_\\_ in the text.'},
      {prompt: 'Ten: {x} a=b', accept: ['~c']},
    ])
    expect(course.modules[0]?.items).toHaveLength(1)
  })

  it('makes a quiz of each category', () => {
    const draft = gift('$CATEGORY: $course$/A\n\nOne{T}\n\n$CATEGORY: $course$/B\n\nTwo{F}')
    expect(draft.quizzes.map(({title}) => title)).toEqual(['A', 'B'])
  })

  it('says what it cannot read, and goes on', () => {
    const draft = gift('Broken }{\n\nGood{T}')
    expect(draft.quizzes[0]?.questions).toHaveLength(1)
    expect(draft.unkept.map(({feature}) => feature)).toEqual(['question/broken'])
  })
})

describe('Aiken and Cloze texts', () => {
  it('give a quiz', async () => {
    const aiken = readAiken('Which <b>?\nA) One & two\nB. Three\nANSWER: B\n\nBroken\nA) x\nANSWER: C\n', 'a.txt', 'A')
    await compileDraft(aiken)
    expect(aiken.quizzes[0]?.questions).toMatchObject([
      {prompt: 'Which \\<b>?', choices: [{text: 'One & two'}, {text: 'Three', correct: true}]},
    ])
    expect(aiken.unkept.filter(({kind}) => kind === 'dropped')).toHaveLength(1)
    const cloze = readClozeText('The {1:SHORTANSWER:=cat} sat.', 'c.txt', 'C')
    await compileDraft(cloze)
    expect(cloze.quizzes[0]?.questions).toMatchObject([{type: 'fill-blanks', prompt: 'C', text: 'The {{cat}} sat.'}])
  })
})
