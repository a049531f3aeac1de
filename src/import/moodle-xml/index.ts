import type {Draft, DraftEntry} from '../draft.js'
import {markdownOf, markdownOfWords} from '../html/passage.js'
import {takeIds} from '../ids.js'
import {mediaShelf, readBase64} from '../media.js'
import {courseOfGroups, type QuestionGroup} from '../question/group.js'
import {textAlone} from '../question/losses.js'
import {joined} from '../question/read-question.js'
import {passageLosses, startReport} from '../unkept.js'
import {element, elements, textOf, wordOf, type XmlNode} from '../xml.js'
import {categoryPath} from './category.js'
import {nameOf, readQuestion} from './question.js'
import {questionTexts, rawText} from './texts.js'

/** A file of Moodle’s question bank as a course: each category becomes a quiz. */
export const readMoodleXml = (root: XmlNode, file: string, title: string): Draft => {
  const report = startReport()
  const shelf = mediaShelf([])
  const quizIds = takeIds('quiz')
  const groups: (QuestionGroup & {
    questions: DraftEntry[]
    shuffleChoices: boolean
    description?: string | undefined
  })[] = []
  let group: (typeof groups)[number] | undefined
  let ids = takeIds('question')
  let penalties = 0
  let waiting: string | undefined
  const nodes = root.name === 'question' ? [root] : elements(root, 'question')
  const end = () => {
    if (group && waiting) group.description = joined(group.description, waiting)
    waiting = undefined
  }
  const begin = (path: readonly string[], description?: string) => {
    end()
    const there = groups.find((group) => group.path.join('\n') === path.join('\n'))
    if (there) return there
    ids = takeIds('question')
    const made = {path, description, shuffleChoices: false, questions: []}
    groups.push(made)
    return made
  }
  for (const node of nodes) {
    const type = node.attributes.type ?? ''
    if (type === 'category') {
      const info = element(node, 'info')
      group = begin(
        categoryPath(wordOf(node, 'category', 'text') ?? textOf(element(node, 'category')).trim()),
        infoText(info),
      )
      continue
    }
    group ??= begin([title])
    const passages = passageLosses()
    const texts = questionTexts(shelf, passages.lose)
    const name = nameOf(node, texts)
    const item = {type: 'question', title: name || type}
    const say = (losses: readonly Omit<Parameters<typeof report.add>[0], 'item' | 'file'>[]) => {
      for (const loss of losses) report.add({...loss, item, file})
    }
    if (type === 'description') {
      waiting = joined(waiting, texts.rich(element(node, 'questiontext')))
      say([...passages.losses(), {...textAlone, kind: 'approximated'}])
      continue
    }
    const id = ids.take(wordOf(node, 'idnumber'), name, type)
    const {question, more = [], losses} = readQuestion(withOldImage(node), id, texts)
    say([...losses, ...passages.losses()])
    if (!question) continue
    if (Number(wordOf(node, 'penalty') ?? 0) > 0) penalties += 1
    if (/^(?:1|true)$/i.test(wordOf(node, 'shuffleanswers') ?? '')) group.shuffleChoices = true
    group.questions.push(waiting === undefined ? question : {...question, prompt: `${waiting}\n\n${question.prompt}`})
    group.questions.push(...more)
    waiting = undefined
  }
  end()
  if (penalties > 0) report.add(penaltiesLost(penalties, file))
  return courseOfGroups(groups, title, {ids: quizIds, shelf, report})
}

const infoText = (info: XmlNode | undefined): string | undefined => {
  const text = rawText(info).trim()
  if (text === '') return undefined
  const reader = {link: (url: string) => (/^https?:/.test(url) ? url : undefined), media: () => undefined, lose() {}}
  return info?.attributes.format === 'plain_text' ? markdownOfWords(text) : markdownOf(text, reader)
}

/** A text that is one Cloze question (question/format/multianswer/format.php). */
export const readClozeText = (source: string, file: string, title: string): Draft => {
  const node = (name: string, attributes: XmlNode['attributes'], ...children: XmlNode['children']): XmlNode => ({
    name,
    attributes,
    children,
  })
  const text = node(
    'questiontext',
    {format: 'moodle_auto_format'},
    node('text', {}, source.replace(/^\ufeff/, '').trim()),
  )
  const question = node('question', {type: 'cloze'}, node('name', {}, node('text', {}, title)), text)
  return readMoodleXml(node('quiz', {}, question), file, title)
}

/** Moodle 1.9 had one picture for a question, beside its text. */
const withOldImage = (node: XmlNode): XmlNode => {
  const data = textOf(element(node, 'image_base64')).trim()
  if (data === '' || readBase64(data).length === 0) return node
  const name = (wordOf(node, 'image') ?? 'picture.png').replace(/^.*\//, '')
  const change = (child: XmlNode | string): XmlNode | string => {
    if (typeof child === 'string' || child.name !== 'questiontext') return child
    const text = `${rawText(child)}<p><img src="@@PLUGINFILE@@/${encodeURIComponent(name)}"></p>`
    const file = {name: 'file', attributes: {name, path: '/', encoding: 'base64'}, children: [data]}
    return {...child, children: [{name: 'text', attributes: {}, children: [text]}, file]}
  }
  return {...node, children: node.children.map(change)}
}

const penaltiesLost = (count: number, file: string) =>
  ({
    feature: 'question/penalty',
    kind: 'dropped',
    file,
    what: `What a further try costs is left out (${count === 1 ? 'one question' : `${count} questions`}).`,
    why: 'A question has one try within an attempt.',
    remedy: 'None is needed, unless the quiz was for practice in several tries.',
  }) as const
