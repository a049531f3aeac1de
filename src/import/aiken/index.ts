import type {Draft, DraftQuestion} from '../draft.js'
import {markdownOfWords} from '../html/passage.js'
import {takeIds} from '../ids.js'
import {mediaShelf} from '../media.js'
import {courseOfGroups} from '../question/group.js'
import {unreadable} from '../question/losses.js'
import {oneChoice, sound} from '../question/make.js'
import {startReport} from '../unkept.js'

/** Aiken: a question on a line, choices behind letters, the right letter. Source: Moodle 5.1, question/format/aiken/format.php. */
export const readAiken = (source: string, file: string, title: string): Draft => {
  const report = startReport()
  const ids = takeIds('question')
  const questions: DraftQuestion[] = []
  let asked: string[] = []
  let choices: {letter: string; text: string}[] = []
  for (const line of source.replace(/^\ufeff/, '').split(/\r\n?|\n/)) {
    const choice = /^([A-Z])[).] +(.+)$/.exec(line.trim())
    const key = /^ANSWER: *([A-Z])\s*$/.exec(line.trim())?.[1]
    if (choice) {
      choices.push({letter: choice[1] ?? '', text: choice[2] ?? ''})
      continue
    }
    if (key === undefined) {
      if (line.trim() === '') continue
      // Choices without a key belong to a question that is broken.
      if (choices.length > 0) [asked, choices] = [[], []]
      asked.push(line.trim())
      continue
    }
    const prompt = markdownOfWords(asked.join('\n'))
    const read = sound(
      oneChoice(
        {id: ids.take(asked[0]), prompt: prompt || '–'},
        choices.map(({letter, text}) => ({text: markdownOfWords(text), share: letter === key ? 100 : 0})),
      ),
    )
    const broken = asked.length === 0 ? [{...unreadable('it asks nothing'), kind: 'dropped' as const}] : []
    for (const loss of [...broken, ...read.losses])
      report.add({...loss, item: {type: 'question', title: asked[0] ?? key}, file})
    if (read.question && asked.length > 0) questions.push(read.question)
    asked = []
    choices = []
  }
  const group = {path: [title], shuffleChoices: false, questions}
  return courseOfGroups([group], title, {ids: takeIds('quiz'), shelf: mediaShelf([]), report})
}
