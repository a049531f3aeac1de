import type {MediaShelf} from '../../import/media.js'
import {categoryPath} from '../../import/moodle-xml/category.js'
import {nameOf, readQuestion} from '../../import/moodle-xml/question.js'
import {questionTexts} from '../../import/moodle-xml/texts.js'
import {element, elements, textOf, wordOf, type XmlNode} from '../../import/xml.js'
import type {ContentItem, ContentQuestion, Contents} from '../contents.js'
import {isTooLong, questionOf, unreadQuestion} from '../questions.js'

/** Pictures in questions stay where they are. */
const noShelf: MediaShelf = {keep: (path) => path, add: (name) => name, all: () => []}
const texts = questionTexts(noShelf, () => {})

/** A file of Moodle’s question bank: a bank for each category. */
export const readMoodleXmlContents = (root: XmlNode): Contents => {
  const banks: {title: string; questions: ContentQuestion[]}[] = []
  for (const node of root.name === 'question' ? [root] : elements(root, 'question')) {
    if (node.attributes.type === 'category') {
      const path = categoryPath(wordOf(node, 'category', 'text') ?? textOf(element(node, 'category')).trim())
      banks.push({title: path.join(' / '), questions: []})
      continue
    }
    if (banks.length === 0) banks.push({title: 'Questions', questions: []})
    banks.at(-1)?.questions.push(moodleQuestion(node, banks.at(-1)?.questions.length ?? 0))
  }
  const items = banks
    .filter(({questions}) => questions.length > 0)
    .map(({title, questions}): ContentItem => ({type: 'bank', id: title, title, questions}))
  return {kind: 'moodle-xml', version: '', id: '', title: '', items}
}

/** A question as Moodle XML has it. Without an id number its name, and where that is empty too its place, must do. */
export const moodleQuestion = (node: XmlNode, index: number): ContentQuestion => {
  const name = nameOf(node, texts)
  const id = wordOf(node, 'idnumber') ?? (name || String(index + 1))
  const question = isTooLong(node) ? undefined : readQuestion(node, id, texts).question
  if (question) return questionOf(id, question)
  const words = texts.plain(element(node, 'questiontext'))
  return unreadQuestion(id, node.attributes.type ?? 'unknown', words || name, [words])
}
