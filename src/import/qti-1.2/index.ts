import type {Archive} from '../../package/archive.js'
import {quizMeta} from '../canvas/quiz-meta.js'
import {aboutCourse} from '../cartridge/about.js'
import {type Addresses, addressesOf} from '../cartridge/addresses.js'
import {readManifest} from '../cartridge/manifest.js'
import type {Draft, DraftBank, DraftItem, DraftQuiz} from '../draft.js'
import {markdownOf} from '../html/passage.js'
import {takeIds} from '../ids.js'
import {type MediaShelf, mediaShelf, readDataUrl} from '../media.js'
import {joined} from '../question/read-question.js'
import {passageLosses, type Report, startReport} from '../unkept.js'
import {elements, readXml, type XmlNode} from '../xml.js'
import {type QtiContext, questionReader, readAssessment} from './assessment.js'
import {metadataOf} from './item.js'

/** A file of questions, and what Canvas says of it beside it. */
interface QtiFile {
  readonly path: string
  readonly root: XmlNode
  readonly meta?: XmlNode | undefined
}

/** A zip of QTI 1.2: a quiz for each assessment, a bank for each object bank. */
export const readQtiPackage = async (
  archive: Archive,
  manifestNode: XmlNode | undefined,
  {root, file, title}: {readonly root: string; readonly file: string; readonly title: string},
): Promise<Draft> => {
  const report = startReport()
  const shelf = mediaShelf(archive.paths, root)
  const manifest = manifestNode && readManifest(manifestNode, root)
  const listed = manifest
    ? [...manifest.resources.values()]
        .filter(({type}) => /^imsqti(?:asi)?_xmlv1p/.test(type))
        .flatMap(({href, files}) => href ?? files.find((path) => path.endsWith('.xml')) ?? [])
    : archive.paths.filter((path) => /\.(?:xml|qti)$/i.test(path))
  const files: QtiFile[] = []
  for (const path of new Set(listed)) {
    const read = archive.paths.includes(path) ? readXml(path, await archive.read(path)) : undefined
    if (read?.value?.name === 'questestinterop') {
      const ident = elements(read.value, 'assessment')[0]?.attributes.ident ?? ''
      // Canvas looks for its settings by the name of the quiz (qti_exporter, converter.rb:65).
      const metaPath = [`${root}${ident}/assessment_meta.xml`, path.replace(/[^/]*$/, 'assessment_meta.xml')].find(
        (candidate) => archive.paths.includes(candidate),
      )
      const meta = metaPath === undefined ? undefined : readXml(metaPath, await archive.read(metaPath)).value
      files.push({path, root: read.value, meta})
    } else if (manifest) report.add(brokenFile(path))
  }
  const addresses = addressesOf({paths: archive.paths, root, shelf, itemOf: () => undefined})
  const about = aboutCourse(manifest?.about)
  return draftOf(files, {report, shelf, addresses, file, title: about.title ?? title, about})
}

/** A single file of QTI 1.2: pictures beside it are not there. */
export const readQtiFile = (root: XmlNode, file: string, title: string): Draft => {
  const report = startReport()
  const shelf = mediaShelf([])
  const addresses: Addresses = {
    readerFor: (_, lose) => ({
      lose,
      link: (url) => (/^(?:https?:\/\/|mailto:)/i.test(url) ? url : undefined),
      media(url) {
        if (/^https?:\/\//i.test(url)) return url
        const inline = url.startsWith('data:') ? readDataUrl(url) : undefined
        return inline && `../${shelf.add(`picture.${inline.ending}`, inline.bytes)}`
      },
    }),
  }
  return draftOf([{path: file, root}], {report, shelf, addresses, file, title, about: {}})
}

interface Making {
  readonly report: Report
  readonly shelf: MediaShelf
  readonly addresses: Addresses
  readonly file: string
  readonly title: string
  readonly about: ReturnType<typeof aboutCourse>
}

const draftOf = (files: readonly QtiFile[], making: Making): Draft => {
  const ids = takeIds('quiz')
  const bankIds = takeIds('bank')
  const banks = new Map<string, DraftBank>()
  const quizzes: DraftQuiz[] = []
  const contextOf = (path: string, partial: boolean): QtiContext => ({
    file: path,
    report: making.report,
    partial,
    readerFor: (lose) => making.addresses.readerFor(path, lose),
    bankIds,
    bankOf: (ident) => banks.get(ident),
  })
  const isCanvas = files.some(({meta}) => meta !== undefined)
  for (const {path, root} of files) {
    for (const node of elements(root, 'objectbank')) {
      const title = metadataOf(node).get('bank_title') || making.title
      const reader = questionReader(contextOf(path, isCanvas))
      const questions = elements(node, 'item').flatMap((item) => reader.read(item))
      const ident = node.attributes.ident ?? path
      if (questions.length > 0) banks.set(ident, {id: bankIds.take(ownName(ident), title), title, questions})
    }
  }
  const further: DraftBank[] = []
  for (const {path, root, meta} of files) {
    const loose = elements(root, 'item', 'section').length > 0 ? [{...root, name: 'assessment'}] : []
    for (const node of [...elements(root, 'assessment'), ...loose]) {
      const read = readAssessment(node, contextOf(path, isCanvas))
      if (read.entries.length === 0) continue
      further.push(...read.banks)
      const passages = passageLosses()
      const front = quizMeta(meta, read, (html) => markdownOf(html, making.addresses.readerFor(path, passages.lose)))
      const title = front.title ?? read.title ?? making.title
      for (const loss of [...passages.losses(), ...front.losses])
        making.report.add({...loss, item: {type: 'quiz', title}, file: path})
      const description = joined(front.description, read.description)
      quizzes.push({
        id: ids.take(ownName(node.attributes.ident), title),
        title,
        ...(description ? {description} : {}),
        ...front.settings,
        questions: [...read.entries],
      })
    }
  }
  const all = [...banks.values(), ...further]
  // Banks alone would be a course of nothing: each becomes a quiz.
  const own = quizzes.length > 0 ? quizzes : all.map((bank): DraftQuiz => ({...bank, mode: 'graded'}))
  const items: DraftItem[] = own.map(({id}) => ({quiz: id}))
  return {
    course: {...making.about, title: making.title, modules: [{id: 'questions', title: making.title, items}]},
    lessons: [],
    discussions: [],
    assignments: [],
    quizzes: own,
    banks: quizzes.length > 0 ? all : [],
    links: [],
    tools: [],
    glossary: [],
    media: making.shelf.all(),
    unkept: making.report.all(),
  }
}

const ownName = (ident: string | undefined): string | undefined =>
  /^(?:assessment|quiz|bank)_[a-z0-9-]+_([a-z0-9-]+)$/.exec(ident ?? '')?.[1]

const brokenFile = (path: string) =>
  ({
    feature: 'quiz/broken',
    kind: 'dropped',
    file: path,
    what: 'A file of questions is left out.',
    why: 'It is not in the package, or no well-formed XML of QTI 1.2.',
    remedy: 'Export it again.',
  }) as const
