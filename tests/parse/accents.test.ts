import {describe, expect, it} from 'vitest'
import {questionsOf} from '../../src/model/course.js'
import {withoutAccents} from '../../src/parse/accents.js'
import {compileSound} from '../helpers/compile.js'

const courseWith = async (question: string) => {
  const {course} = await compileSound({
    'course.yaml':
      'id: c\nversion: 1.0.0\ntitle: C\nlanguage: es\ndescription: D.\nlicence: CC-BY-4.0\nauthors: [A]\nmodules:\n  - {id: m, title: M, items: [{quiz: q}]}\n',
    'quizzes/q.yaml': `id: q\ntitle: Q\nmode: graded\nquestions:\n  - id: one\n    prompt: Where?\n${question}`,
  })
  return questionsOf(course)[0]?.question
}

describe('an answer without its accents', () => {
  it('loses those of letters, and the vowel signs of Arabic, and nothing else', () => {
    expect(withoutAccents('São Tomé, Ἀθήνα, Čapek, ø, ñ')).toBe('Sao Tome, Αθηνα, Capek, ø, n')
    expect(withoutAccents('كَتَبَ')).toBe('كتب')
    // Vowels of other scripts are marks as well, and no accents.
    expect(withoutAccents('हिन्दी')).toBe('हिन्दी'.normalize('NFC'))
  })

  it('counts too where the author says so, behind all that is written', async () => {
    const question = await courseWith(
      '    type: short-answer\n    accent-sensitive: false\n    accept: [Münster, {text: Göttingen, score: 50}]\n    reject: [{text: Munster}]\n',
    )
    expect(question?.type === 'short-answer' && question.answers.map(({text, score}) => [text, score])).toEqual([
      ['Münster', 100],
      ['Göttingen', 50],
      // What an author rejects stays rejected.
      ['Munster', 0],
      ['Gottingen', 50],
    ])
  })

  it('does not count where nobody says so', async () => {
    const question = await courseWith('    type: short-answer\n    accept: [Münster]\n')
    expect(question?.type === 'short-answer' && question.answers.map(({text}) => text)).toEqual(['Münster'])
  })

  it('counts in gaps to type in, and not among words to choose from', async () => {
    const gaps = '    type: fill-blanks\n    accent-sensitive: false\n    text: "In {{Málaga|Cádiz}} or {{Lima}}."\n'
    const acceptedBy = async (more: string) => {
      const question = await courseWith(gaps + more)
      return question?.type === 'fill-blanks' && question.blanks.map(({accept}) => accept)
    }
    expect(await acceptedBy('')).toEqual([['Málaga', 'Cádiz', 'Malaga', 'Cadiz'], ['Lima']])
    expect(await acceptedBy('    mode: dropdown\n')).toEqual([['Málaga', 'Cádiz'], ['Lima']])
  })
})
