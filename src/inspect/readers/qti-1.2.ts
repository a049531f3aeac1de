import {plainOf} from '../../import/html/passage.js'
import {metadataOf, readItem} from '../../import/qti-1.2/item.js'
import {materialReader, materialsIn} from '../../import/qti-1.2/material.js'
import {element, elements, textOf, type XmlNode} from '../../import/xml.js'
import type {ContentItem, ContentQuestion} from '../contents.js'
import type {PackageManifest} from '../manifest.js'
import {asItStands, isTooLong, questionOf, unreadQuestion} from '../questions.js'
import type {Sources} from '../sources.js'

const texts = materialReader(asItStands)

/** Quizzes and banks of a package that holds nothing else. */
export const readQtiFiles = async (
  sources: Sources,
  manifest: PackageManifest | undefined,
): Promise<readonly ContentItem[]> => {
  const paths = manifest
    ? manifest.resources
        .filter(({type}) => /^imsqti(?:asi)?_xmlv1p/.test(type))
        .flatMap(({href, files}) => href?.path ?? files.find(({path}) => path?.endsWith('.xml'))?.path ?? [])
    : sources.paths.filter((path) => /\.(?:xml|qti)$/i.test(path))
  const items: ContentItem[] = []
  for (const path of new Set(paths)) {
    const root = await sources.document(path)
    if (root?.name !== 'questestinterop') continue
    const ident = elements(root, 'assessment')[0]?.attributes.ident ?? ''
    const meta = [`${manifest?.root ?? ''}${ident}/assessment_meta.xml`, path.replace(/[^/]*$/, 'assessment_meta.xml')]
    const found = meta.find((candidate) => sources.has(candidate))
    items.push(...quizzesIn(root, path, found === undefined ? undefined : await sources.document(found)))
  }
  return items
}

/** What a file of QTI 1.2 holds: assessments, object banks, or items alone. */
export const quizzesIn = (root: XmlNode, file: string, meta?: XmlNode): readonly ContentItem[] => {
  const loose = elements(root, 'item', 'section').length > 0 ? [root] : []
  return [
    ...[...elements(root, 'assessment'), ...loose].map((node) => quizOf(node, file, meta)),
    ...elements(root, 'objectbank').map(
      (node): ContentItem => ({
        type: 'bank',
        id: node.attributes.ident ?? file,
        title: metadataOf(node).get('bank_title') ?? node.attributes.title ?? '',
        file,
        questions: elements(node, 'item').map((item) => qtiQuestion(item, meta !== undefined)),
      }),
    ),
  ]
}

const quizOf = (node: XmlNode, file: string, meta: XmlNode | undefined): ContentItem => {
  const metadata = metadataOf(node)
  const from = (name: string) => textOf(element(meta, name)).trim() || undefined
  const draws: string[] = []
  const questions = sectionQuestions(node, draws, meta !== undefined)
  const description = from('description')
  return {
    type: 'quiz',
    id: node.attributes.ident ?? file,
    title: from('title') ?? node.attributes.title ?? '',
    file,
    text: description === undefined ? [] : [plainOf(description)],
    questions,
    settings: {
      attempts: attemptsOf(from('allowed_attempts') ?? metadata.get('cc_maxattempts')),
      'time-limit': from('time_limit') ?? (metadata.get('qmd_timelimit') || undefined),
      mode: from('quiz_type'),
      points: from('points_possible'),
      feedback: from('hide_results'),
      draws: draws.join(', ') || undefined,
      length: String(questions.length),
    },
  }
}

const attemptsOf = (text: string | undefined): string | undefined => (text === '-1' ? 'unlimited' : text || undefined)

const sectionQuestions = (node: XmlNode, draws: string[], isCanvas: boolean): readonly ContentQuestion[] =>
  elements(node).flatMap((child): readonly ContentQuestion[] => {
    if (child.name === 'item') return [qtiQuestion(child, isCanvas)]
    if (child.name !== 'section') return []
    const selection = element(child, 'selection_ordering', 'selection')
    const count = textOf(element(selection, 'selection_number')).trim()
    const source = textOf(element(selection, 'sourcebank_ref')).trim()
    if (count !== '')
      draws.push(`${count} of ${source || child.attributes.title || child.attributes.ident || 'a group'}`)
    return sectionQuestions(child, draws, isCanvas)
  })

const qtiQuestion = (item: XmlNode, isCanvas: boolean): ContentQuestion => {
  const id = item.attributes.ident ?? ''
  const read = isTooLong(item) ? undefined : readItem(item, id, texts, {partial: isCanvas})
  if (read && read !== 'text-only' && read.question) {
    const question = questionOf(id, read.question)
    return read.more?.length ? {...question, points: pointsOf(item)} : question
  }
  const metadata = metadataOf(item)
  const type =
    read === 'text-only'
      ? 'text'
      : (metadata.get('question_type') ?? metadata.get('cc_profile') ?? metadata.get('bbmd_questiontype') ?? 'unknown')
  const words = texts.plain(materialsIn(element(item, 'presentation')))
  return unreadQuestion(id, type, words || item.attributes.title || id, [words])
}

const pointsOf = (item: XmlNode): number | undefined => {
  const points = Number(metadataOf(item).get('points_possible') ?? Number.NaN)
  return Number.isFinite(points) ? points : undefined
}
