import {decoded} from '../../import/media.js'
import {descendants, element, elements, textOf, type XmlNode} from '../../import/xml.js'
import {resolvePath} from '../../model/names.js'
import type {ContentItem, ContentQuestion, Contents} from '../contents.js'
import type {PackageManifest} from '../manifest.js'
import {short} from '../questions.js'
import type {Sources} from '../sources.js'

/** A package of QTI 2: its tests with their items, and the items that no test asks. */
export const readQti2 = async (sources: Sources, manifest: PackageManifest): Promise<Contents> => {
  const files = (pattern: RegExp) =>
    manifest.resources
      .filter(({type}) => pattern.test(type))
      .flatMap(({href, files}) => href?.path ?? files[0]?.path ?? [])
  const questions = new Map<string, ContentQuestion>()
  for (const path of files(/^imsqti_item_xmlv/)) {
    const node = await sources.document(path)
    if (node) questions.set(path, itemQuestion(node))
  }
  const asked = new Set<string>()
  const askedOf = (path: string, references: readonly XmlNode[]) =>
    references.flatMap((reference) => {
      const target = targetOf(path, reference)
      const question = questions.get(target)
      asked.add(target)
      const weight = Number(element(reference, 'weight')?.attributes.value ?? Number.NaN)
      return question ? [Number.isFinite(weight) ? {...question, points: weight} : question] : []
    })
  const items: ContentItem[] = []
  for (const path of files(/^imsqti_(?:test|assessment)_xmlv/)) {
    const node = await sources.document(path)
    if (!node) continue
    const references = descendants(node, 'assessmentItemRef')
    // Some list the items with their test alone.
    for (const target of references.map((reference) => targetOf(path, reference))) {
      const item = questions.has(target) ? undefined : await sources.document(target)
      if (item) questions.set(target, itemQuestion(item))
    }
    const limits = descendants(node, 'timeLimits')[0]?.attributes.maxTime
    const draws = descendants(node, 'assessmentSection').flatMap((section) => {
      const count = element(section, 'selection')?.attributes.select
      return count === undefined
        ? []
        : [`${count} of ${section.attributes.title ?? section.attributes.identifier ?? ''}`]
    })
    items.push({
      type: 'quiz',
      id: node.attributes.identifier ?? path,
      title: node.attributes.title ?? '',
      file: path,
      settings: {
        attempts: descendants(node, 'itemSessionControl')[0]?.attributes.maxAttempts,
        'time-limit': limits === undefined ? undefined : String(Number(limits) / 60),
        length: String(references.length),
        draws: draws.join(', ') || undefined,
      },
      questions: askedOf(path, references),
    })
  }
  const rest = [...questions].filter(([path]) => !asked.has(path)).map(([, question]) => question)
  const bank: ContentItem = {type: 'bank', id: '', title: 'Questions that no test asks', questions: rest}
  return {
    kind: 'qti-2',
    version: manifest.version.trim() && `${manifest.schema} ${manifest.version.trim()}`.trim(),
    id: manifest.node.attributes.identifier ?? '',
    title: textOf(element(descendants(element(manifest.node, 'metadata'), 'general')[0], 'title')).trim(),
    items: rest.length === 0 ? items : [...items, bank],
  }
}

const targetOf = (path: string, reference: XmlNode): string =>
  resolvePath(path, decoded(reference.attributes.href ?? '')) ?? ''

const types: Readonly<Record<string, string>> = {
  choiceInteraction: 'choice',
  orderInteraction: 'ordering',
  matchInteraction: 'matching',
  gapMatchInteraction: 'gap match',
  inlineChoiceInteraction: 'inline choice',
  textEntryInteraction: 'text entry',
  extendedTextInteraction: 'essay',
  hotspotInteraction: 'hotspot',
}

const itemQuestion = (node: XmlNode): ContentQuestion => {
  const body = element(node, 'itemBody')
  const interactions = interactionsIn(body)
  const names = [...new Set(interactions.map(({name}) => types[name] ?? name.replace(/Interaction$/, '')))]
  const words = new Map(
    descendants(body, 'simpleChoice')
      .concat(...choiceNames.map((name) => descendants(body, name)))
      .map((choice) => [choice.attributes.identifier ?? '', wordsIn(choice)]),
  )
  const key = elements(node, 'responseDeclaration').flatMap((declaration) =>
    elements(element(declaration, 'correctResponse'), 'value').map((value) =>
      textOf(value)
        .trim()
        .split(/\s+/)
        .map((part) => words.get(part) ?? part)
        .join(' – '),
    ),
  )
  const prompt = [besides(body), ...descendants(body, 'prompt').map(wordsIn)].filter(Boolean).join(' ')
  const outcome = elements(node, 'outcomeDeclaration').find(({attributes}) => attributes.identifier === 'MAXSCORE')
  const points = Number(textOf(element(outcome, 'defaultValue', 'value')) || Number.NaN)
  return {
    id: node.attributes.identifier ?? '',
    type: names.join(', ') || 'text',
    title: short(prompt || wordsIn(body) || (node.attributes.title ?? '')),
    points: Number.isFinite(points) ? points : undefined,
    key,
    text: [...blockWords(body), ...elements(node, 'modalFeedback').map(wordsIn)],
  }
}

const choiceNames = ['simpleAssociableChoice', 'gapText', 'inlineChoice', 'hotspotChoice']

const interactionsIn = (node: XmlNode | undefined): readonly XmlNode[] =>
  elements(node).flatMap((child) => (child.name.endsWith('Interaction') ? [child] : interactionsIn(child)))

const wordsIn = (node: XmlNode | undefined): string => textOf(node).replace(/\s+/g, ' ').trim()

/** What stands around the interactions. */
const besides = (node: XmlNode | undefined): string =>
  (node?.children ?? [])
    .map((child) => (typeof child === 'string' ? child : child.name.endsWith('Interaction') ? ' ' : besides(child)))
    .join('')
    .replace(/\s+/g, ' ')
    .trim()

/** The body passage by passage: each element that holds no further blocks. */
const blockWords = (node: XmlNode | undefined): readonly string[] => {
  const children = elements(node)
  if (!node || !children.some(({name}) => block.test(name))) return node && wordsIn(node) !== '' ? [wordsIn(node)] : []
  return children.flatMap(blockWords)
}

const block =
  /^(?:p|div|ul|ol|li|dl|dt|dd|table|tbody|thead|tr|td|th|h[1-6]|pre|blockquote|prompt|rubricBlock|\w+Interaction|simple\w*Choice|simpleMatchSet|gapText)$/
