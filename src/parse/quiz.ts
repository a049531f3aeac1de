import type {Outcome} from '../diagnostics/diagnostic.js'
import type {Bank, Draw} from '../model/course.js'
import {baseName} from '../model/names.js'
import {type Place, startOf} from '../model/place.js'
import {type Question, withoutUndefined} from '../model/question.js'
import type {Local} from '../model/text.js'
import type {SourceText} from '../source/source.js'
import {type WrittenQuizSettings, writtenBank, writtenQuiz} from '../written/quiz.js'
import {readYaml} from '../yaml/read.js'
import type {Unnamed} from './pages.js'
import {readQuestion} from './question.js'
import {yamlReader} from './yaml-passage.js'

/** A quiz as its file has it; what it leaves out, the course's defaults fill in. */
export interface ParsedQuiz {
  readonly id?: string
  readonly place: Place
  readonly title: string
  readonly description?: Local['rich']
  readonly settings: WrittenQuizSettings
  readonly entries: readonly (Question<Local> | Draw)[]
}

export const parseQuiz = (file: SourceText): Outcome<ParsedQuiz | undefined> => {
  const {value: written, diagnostics} = readYaml({file: file.path, text: file.text}, writtenQuiz)
  if (!written) return {value: undefined, diagnostics}
  const {id, title, description, questions, ...settings} = written.value
  const reader = yamlReader(file, written)
  const quiz = withoutUndefined({
    id,
    place: startOf(file.path),
    title,
    description: description === undefined ? undefined : reader.rich(description, ['description']),
    settings,
    entries: questions.map((entry, index): Question<Local> | Draw => {
      const path = ['questions', index]
      if ('draw' in entry) return {type: 'draw', place: written.placeOf(path), bank: entry.from, count: entry.draw}
      return readQuestion(entry, path, reader)
    }),
  })
  return {value: quiz, diagnostics: reader.diagnostics}
}

export const parseBank = (file: SourceText): Outcome<Unnamed<Bank<Local>> | undefined> => {
  const {value: written, diagnostics} = readYaml({file: file.path, text: file.text}, writtenBank)
  if (!written) return {value: undefined, diagnostics}
  const reader = yamlReader(file, written)
  const bank = {
    id: written.value.id ?? baseName(file.path),
    place: startOf(file.path),
    title: written.value.title,
    questions: written.value.questions.map((question, index) => readQuestion(question, ['questions', index], reader)),
  }
  return {value: bank, diagnostics: reader.diagnostics}
}
