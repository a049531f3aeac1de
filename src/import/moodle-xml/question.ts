import {markdownOfWords, withoutControls} from '../html/passage.js'
import {fillBlanks, gapMark} from '../question/gaps.js'
import * as losses from '../question/losses.js'
import {
  essay,
  type Given,
  matching,
  numeric,
  oneChoice,
  ordering,
  severalChoices,
  shortAnswer,
  sound,
  trueFalse,
} from '../question/make.js'
import {
  dropped,
  feedbackOf,
  type QuestionBase,
  type QuestionLoss,
  type ReadQuestion,
} from '../question/read-question.js'
import {element, elements, wordOf, type XmlNode} from '../xml.js'
import {readCloze} from './cloze.js'
import {type QuestionTexts, rawText} from './texts.js'

/** Reads one question; Moodle 5.1, question/format/xml/format.php and `export_to_xml` of the types of question. */
export const readQuestion = (node: XmlNode, id: string, texts: QuestionTexts): ReadQuestion => {
  const type = node.attributes.type ?? ''
  const base = baseOf(node, id, texts)
  const read = readType(type, node, base, texts)
  return sound({...read, losses: [...read.losses, ...sharedLosses(node, texts)]})
}

/** What the question is called, for people. */
export const nameOf = (node: XmlNode, texts: QuestionTexts): string =>
  texts.plain(element(node, 'name')) || texts.plain(element(node, 'questiontext')).slice(0, 80)

/** The name alone, where the text would give the answers away. */
const ownName = (node: XmlNode, texts: QuestionTexts): string =>
  markdownOfWords(texts.plain(element(node, 'name'))) || '–'

const baseOf = (node: XmlNode, id: string, texts: QuestionTexts): QuestionBase => {
  const rich = (name: string) => texts.rich(element(node, name))
  const grade = Number(wordOf(node, 'defaultgrade') ?? 1)
  const tags = elements(element(node, 'tags'), 'tag')
    .map((tag) => withoutControls(rawText(tag)).trim())
    .filter(Boolean)
  const hints = elements(node, 'hint').flatMap((hint) => texts.rich(hint) ?? [])
  return {
    id,
    prompt: rich('questiontext') ?? ownName(node, texts),
    points: Number.isFinite(grade) ? Number(grade.toFixed(5)) : 1,
    ...(tags.length > 0 ? {tags: [...new Set(tags)]} : {}),
    ...(hints.length > 0 ? {hints} : {}),
    ...feedbackOf({
      right: rich('correctfeedback'),
      wrong: rich('incorrectfeedback'),
      general: rich('generalfeedback'),
    }),
  }
}

/** Moodle fills these in by itself, so that nobody misses them. */
const ready = /^(?:your answer is (?:partially )?(?:correct|incorrect)\.)$/i

const sharedLosses = (node: XmlNode, texts: QuestionTexts): readonly QuestionLoss[] => {
  const partly = texts.plain(element(node, 'partiallycorrectfeedback'))
  const said = [texts.plain(element(node, 'correctfeedback')), texts.plain(element(node, 'incorrectfeedback'))]
  return partly === '' || ready.test(partly) || said.includes(partly) ? [] : [losses.partlyFeedbackLost]
}

const readType = (type: string, node: XmlNode, base: QuestionBase, texts: QuestionTexts): ReadQuestion => {
  const answers = elements(node, 'answer')
  const share = (answer: XmlNode) => Number(answer.attributes.fraction ?? 0)
  const feedback = (answer: XmlNode) => texts.rich(element(answer, 'feedback'))
  const chosen = () =>
    answers.map((answer) => ({text: texts.rich(answer) ?? '', share: share(answer), feedback: feedback(answer)}))
  switch (type) {
    case 'multichoice':
      // Files that say nothing mean one (format.php, import_multichoice: getpath … true).
      return isTrue(wordOf(node, 'single') ?? 'true')
        ? oneChoice(base, chosen())
        : severalChoices(base, chosen(), 'partial')
    case 'multichoiceset':
      return severalChoices(base, chosen(), 'all-or-nothing')
    case 'truefalse': {
      const right = answers.reduce<XmlNode | undefined>(
        (best, answer) => (best === undefined || share(answer) > share(best) ? answer : best),
        undefined,
      )
      if (!right || share(right) <= 0) return dropped(losses.noRightAnswer)
      const wrong = answers.find((answer) => answer !== right)
      return trueFalse(base, /true/i.test(rawText(right)), {right: feedback(right), wrong: wrong && feedback(wrong)})
    }
    case 'shortanswer':
      return shortAnswer(
        base,
        answers.map((answer) => ({
          text: withoutControls(rawText(answer)).trim(),
          share: share(answer),
          feedback: feedback(answer),
        })),
        isTrue(wordOf(node, 'usecase') ?? '0'),
      )
    case 'numerical':
      return readNumerical(
        node,
        base,
        answers.map((answer) => givenOf(answer, share(answer), feedback(answer))),
      )
    case 'matching':
    case 'match':
    case 'ddmatch':
      return readMatching(node, base, texts)
    case 'essay':
      return readEssay(node, base, texts)
    case 'ordering': {
      const read = ordering(
        base,
        [...answers].sort((a, b) => share(a) - share(b)).map((answer) => texts.rich(answer) ?? ''),
        (wordOf(node, 'gradingtype') ?? '').toUpperCase() === 'ABSOLUTE_POSITION',
      )
      const told = answers.some((answer) => feedback(answer) !== undefined)
      return {...read, losses: [...read.losses, ...(told ? [losses.answerFeedbackLost] : [])]}
    }
    case 'cloze':
    case 'multianswer':
      return readCloze(element(node, 'questiontext'), {...base, prompt: ownName(node, texts)}, texts)
    case 'gapselect':
      return readWordGaps(node, base, 'selectoption', texts)
    case 'ddwtos':
      return readWordGaps(node, base, 'dragbox', texts)
    default:
      return dropped(losses.noSuchType(type))
  }
}

const isTrue = (word: string): boolean => /^(?:true|1|yes)$/i.test(word.trim())

const givenOf = (answer: XmlNode, share: number, feedback: string | undefined): Given => {
  const text = rawText(answer).trim()
  const value = Number(text.replace(',', '.'))
  const tolerance = Number(wordOf(answer, 'tolerance') ?? 0)
  return {
    answer: text === '*' || text === '' || !Number.isFinite(value) ? undefined : value,
    tolerance: Number.isFinite(tolerance) ? Math.abs(tolerance) : 0,
    share,
    feedback,
  }
}

const readNumerical = (node: XmlNode, base: QuestionBase, answers: readonly Given[]): ReadQuestion => {
  const units = elements(element(node, 'units'), 'unit')
  const main = units.find((unit) => Number(wordOf(unit, 'multiplier') ?? 1) === 1) ?? units[0]
  // 3: units are not asked for (question/type/numerical/questiontype.php, UNITNONE).
  const unit = wordOf(node, 'showunits') === '3' ? undefined : wordOf(main, 'unit_name')
  const read = numeric(base, answers, unit)
  const isStrict = units.length > 1 || Number(wordOf(node, 'unitgradingtype') ?? 0) > 0
  return {...read, losses: [...read.losses, ...(isStrict ? [losses.unitsLost] : [])]}
}

const readMatching = (node: XmlNode, base: QuestionBase, texts: QuestionTexts): ReadQuestion => {
  const parts = elements(node, 'subquestion').map((part) => ({
    left: texts.rich(part) ?? '',
    right: texts.plain(element(part, 'answer')),
  }))
  return matching(
    base,
    parts.filter(({left}) => left !== ''),
    parts.filter(({left}) => left === '').map(({right}) => right),
  )
}

const readEssay = (node: XmlNode, base: QuestionBase, texts: QuestionTexts): ReadQuestion => {
  const read = essay(base, texts.rich(element(node, 'graderinfo')))
  const limits = ['minwordlimit', 'maxwordlimit', 'attachments', 'attachmentsrequired'].some(
    (name) => Number(wordOf(node, name) ?? 0) > 0,
  )
  return {
    ...read,
    losses: [
      ...read.losses,
      ...(texts.rich(element(node, 'responsetemplate')) === undefined ? [] : [losses.templateLost]),
      ...(limits ? [losses.essayLimitsLost] : []),
    ],
  }
}

/** `[[n]]` in the text is rightly filled by word n, the first being 1; words of its group are offered. */
const readWordGaps = (node: XmlNode, base: QuestionBase, name: string, texts: QuestionTexts): ReadQuestion => {
  const words = elements(node, name).map((word) => ({text: texts.plain(word), group: wordOf(word, 'group') ?? '1'}))
  const gaps: {accept: readonly string[]}[] = []
  const used = new Set<number>()
  const text =
    texts.rich(element(node, 'questiontext'), (raw) =>
      raw.replace(/\[\[(\d+)\]\]/g, (found, number: string) => {
        const word = words[Number(number) - 1]
        if (!word) return found
        used.add(Number(number) - 1)
        gaps.push({accept: [word.text]})
        return gapMark(gaps.length - 1)
      }),
    ) ?? ''
  const read = fillBlanks({...base, prompt: ownName(node, texts)}, text, gaps, {
    mode: name === 'dragbox' ? 'drag' : 'dropdown',
    distractors: words.filter((_, index) => !used.has(index)).map((word) => word.text),
  })
  const groups = new Set(words.map(({group}) => group))
  return {...read, losses: [...read.losses, ...(groups.size > 1 ? [losses.gapsAlike] : [])]}
}
