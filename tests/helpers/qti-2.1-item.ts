import {qti21} from '../../src/formats/qti-2.1/index.js'
import type {PlayerQuestion, Response} from '../../src/model/player.js'
import type {Question} from '../../src/model/question.js'
import type {Local} from '../../src/model/text.js'
import {playerQuiz} from '../../src/render/player-quiz.js'
import {course, editionOf, inputOf, lesson, module, quiz} from './model-course.js'
import type {Candidate} from './qti-2.1-interpreter.js'
import {all, type ReadElement, readXml, textOf} from './read-xml.js'

export const courseWith = (made: Question<Local>) =>
  course({modules: [module('m', [lesson('one'), quiz('quiz', [made])])]})

/** A question as it stands in the package, and what it lost. */
export const inPackage = (made: Question<Local>) => {
  const {files, losses} = qti21.write(inputOf(courseWith(made), {}, ['media/map.svg']))
  const xml = textOf(files, `items/question_small_quiz_${made.id}.xml`)
  return {
    xml,
    item: readXml(xml),
    losses: losses.filter((loss) => loss.item?.type === 'question'),
  }
}

/** The same question as the model marks it. */
export const asPlayed = (made: Question<Local>): PlayerQuestion => {
  const whole = courseWith(made)
  const style = {math: 'tex', text: String, media: String, link: () => undefined, practice: () => ''} as const
  const [asked] = playerQuiz(quiz('quiz', [made]), whole, editionOf(whole).slots, style).questions
  if (!asked) throw new Error('The quiz asks nothing.')
  return asked
}

/** What a browser would show of an element. */
export const shown = (element: ReadElement): string =>
  element.children.length === 0 ? element.text : element.text + element.children.map(shown).join('')

/** The response in the words of the item: every part is found by what learners see of it. */
export const candidate = (item: ReadElement, asked: PlayerQuestion, given: Response): Candidate => {
  if (given === null) return {}
  const labelled = (name: string, text: string, at = 0): string => {
    const found = all(item, name).filter((each) => (each.attributes.hotspotLabel ?? shown(each)) === text)[at]
    if (!found?.attributes.identifier) throw new Error(`No ${name} says ${text}.`)
    return found.attributes.identifier
  }
  const textOfSlot = (parts: readonly {readonly slot: number; readonly text: string}[], slot: number) =>
    parts.find((part) => part.slot === slot)?.text ?? ''
  const pairs = given as readonly (readonly [number, number])[]
  switch (asked.type) {
    case 'multiple-choice':
      return {RESPONSE: [labelled('simpleChoice', textOfSlot(asked.parts, Number(given)))]}
    case 'hotspot':
      return {RESPONSE: [labelled('hotspotChoice', textOfSlot(asked.parts, Number(given)))]}
    case 'multiple-response':
    case 'ordering':
      return {
        RESPONSE: (given as readonly number[]).map((slot) => labelled('simpleChoice', textOfSlot(asked.parts, slot))),
      }
    case 'true-false':
      return {RESPONSE: [given === 1 ? 'true' : 'false']}
    case 'short-answer':
    case 'numeric':
    case 'essay':
      return {RESPONSE: [String(given)]}
    case 'matching':
      return {
        RESPONSE: pairs.map(([left, right]) =>
          [textOfSlot(asked.left, left), textOfSlot(asked.right, right)]
            .map((text) => labelled('simpleAssociableChoice', text))
            .join(' '),
        ),
      }
    case 'categorise':
      return {
        RESPONSE: pairs.map(([part, category]) =>
          [textOfSlot(asked.parts, part), textOfSlot(asked.categories, category)]
            .map((text) => labelled('simpleAssociableChoice', text))
            .join(' '),
        ),
      }
    case 'fill-blanks': {
      const words = [...asked.blanks.map(({slot, accept}) => ({slot, text: accept[0] ?? ''})), ...asked.distractors]
      const place = (slot: number) => asked.blanks.findIndex((blank) => blank.slot === slot)
      if (asked.mode === 'drag') {
        const gaps = all(item, 'gap')
        return {
          RESPONSE: pairs.map(
            ([blank, word]) =>
              `${labelled('gapText', textOfSlot(words, word))} ${gaps[place(blank)]?.attributes.identifier}`,
          ),
        }
      }
      const name = asked.mode === 'text' ? 'textEntryInteraction' : 'inlineChoiceInteraction'
      return Object.fromEntries(
        (given as readonly (readonly [number, number | string])[]).map(([blank, what]) => {
          const field = all(item, name)[place(blank)] as ReadElement
          const value = typeof what === 'string' ? what : identOf(field, textOfSlot(words, what))
          return [field.attributes.responseIdentifier, [value]]
        }),
      )
    }
  }
}

const identOf = (field: ReadElement, text: string): string =>
  all(field, 'inlineChoice').find((each) => each.text === text)?.attributes.identifier ?? `no ${text}`
