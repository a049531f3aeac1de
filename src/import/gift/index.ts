import type {Draft, DraftEntry} from '../draft.js'
import {plainOf} from '../html/passage.js'
import {type Ids, takeIds} from '../ids.js'
import {mediaShelf} from '../media.js'
import {categoryPath} from '../moodle-xml/category.js'
import {courseOfGroups, type QuestionGroup} from '../question/group.js'
import * as losses from '../question/losses.js'
import {joined} from '../question/read-question.js'
import {markdownIn} from '../texts.js'
import {passageLosses, startReport} from '../unkept.js'
import {type GiftQuestion, hideEscaped, plainSigns, readGiftQuestion} from './question.js'

/** A GIFT file as a course: each category becomes a quiz. */
export const readGift = (source: string, file: string, title: string): Draft => {
  const report = startReport()
  const groups: (QuestionGroup & {questions: DraftEntry[]; description?: string | undefined})[] = []
  let current: {readonly group: (typeof groups)[number]; readonly ids: Ids} | undefined
  let waiting: string | undefined
  const endGroup = () => {
    if (current && waiting) current.group.description = joined(current.group.description, waiting)
    waiting = undefined
  }
  const startGroup = (path: readonly string[]) => {
    endGroup()
    const there = groups.find((group) => group.path.join('\n') === path.join('\n'))
    const group = there ?? {path, shuffleChoices: true, questions: []}
    if (!there) groups.push(group)
    return {group, ids: takeIds('question')}
  }
  for (const block of blocksOf(source)) {
    const {comments, text} = withoutComments(block)
    const category = /^\$CATEGORY:(.*)$/m.exec(text)?.[1]
    if (category !== undefined) {
      current = startGroup(categoryPath(category.trim()))
      if (text.trim().split('\n').length === 1) continue
    }
    const body = text.replace(/^\$CATEGORY:.*$/m, '').trim()
    if (body === '') continue
    const gift = partsOf(body, comments)
    const passages = passageLosses()
    const reader = {
      lose: passages.lose,
      link: (url: string) => (/^(?:https?:\/\/|mailto:)/i.test(url) ? url : undefined),
      media: (url: string) => (/^https?:\/\//i.test(url) ? url : undefined),
    }
    const name = gift && (gift.name ?? plainOf(plainSigns(gift.text.replace(/^\[\w+\]/, ''))).slice(0, 80))
    const say = (found: readonly Omit<Parameters<typeof report.add>[0], 'item' | 'file'>[]) => {
      for (const loss of found) report.add({...loss, item: {type: 'question', title: name ?? body.slice(0, 80)}, file})
    }
    if (!gift) {
      say([{...losses.unreadable('its braces do not match'), kind: 'dropped'}])
      continue
    }
    if (gift.answers === undefined) {
      const {text: words = ''} = gift
      const format = /^\[(\w+)\]/.exec(words)?.[1] ?? 'moodle'
      const said = markdownIn(format, plainSigns(words.replace(/^\[\w+\]/, '')), reader)
      waiting = joined(waiting, said)
      say([{...losses.textAlone, kind: 'approximated'}, ...passages.losses()])
      continue
    }
    current ??= startGroup([title])
    const id = current.ids.take(gift.idnumber, name)
    const {question, losses: found} = readGiftQuestion(gift, id, reader)
    say([...found, ...passages.losses()])
    if (!question) continue
    current.group.questions.push(
      waiting === undefined ? question : {...question, prompt: `${waiting}\n\n${question.prompt}`},
    )
    waiting = undefined
  }
  endGroup()
  return courseOfGroups(groups, title, {ids: takeIds('quiz'), shelf: mediaShelf([]), report})
}

/** Blank lines part questions, within braces too (question/format.php, readquestions). */
const blocksOf = (source: string): readonly string[] =>
  source
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n')
    .split(/\n[ \t]*\n/)

const withoutComments = (block: string): {readonly comments: string; readonly text: string} => {
  const lines = block.split('\n')
  const isComment = (line: string) => line.trimStart().startsWith('//')
  return {
    comments: lines.filter(isComment).join('\n'),
    text: lines.filter((line) => !isComment(line)).join('\n'),
  }
}

/** `[id:…]` and `[tag:…]` stand in comments; `\]` is a bracket in them. */
const noted = (comments: string, key: string): readonly string[] =>
  [...comments.matchAll(new RegExp(`\\[${key}:((?:\\\\.|[^\\]\\\\])*)\\]`, 'g'))].map(([, value = '']) =>
    value.replace(/\\(.)/g, '$1').trim(),
  )

const partsOf = (body: string, comments: string): GiftQuestion | undefined => {
  const hidden = hideEscaped(body)
  const [, title, rest = ''] = /^(?:::([\s\S]*?)::)?([\s\S]*)$/.exec(hidden) ?? []
  const start = rest.indexOf('{')
  const end = rest.indexOf('}')
  const shared = {
    name: title === undefined ? undefined : plainOf(plainSigns(title)) || undefined,
    idnumber: noted(comments, 'id')[0],
    tags: [...new Set(noted(comments, 'tag').filter((tag) => tag !== ''))],
  }
  if (start < 0 && end < 0) return {...shared, text: rest.trim(), answers: undefined}
  if (start < 0 || end < start) return undefined
  const before = rest.slice(0, start)
  const after = rest.slice(end + 1)
  // What stands behind the answers makes them a gap in the text; a stray quotation mark does not.
  const isGap = /[\p{L}\p{N}]/u.test(after) || /^\s*[.,:!?)]+\s*$/.test(after)
  return {...shared, text: isGap ? `${before}_____${after}` : before, answers: rest.slice(start + 1, end)}
}
