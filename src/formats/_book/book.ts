import {type Course, type Item, isQuestion, type Module, type Quiz} from '../../model/course.js'
import type {PackageFile} from '../../model/package.js'
import {never, type Question} from '../../model/question.js'
import type {Local} from '../../model/text.js'
import {packagePaths} from '../../package/path.js'
import type {Style} from '../../render/body.js'
import {brandData} from '../../render/brand.js'
import {directionOf} from '../../render/direction.js'
import {type Outline, outline, pageKey, questionsOf} from '../../render/outline.js'
import {lessonData, licenceName, licenceUrl, submissionText} from '../../render/pages.js'
import {aboutData, glossaryData, referencesData, resourcesData} from '../../render/reference-pages.js'
import {allowedInXml} from '../_xml/write.js'
import type {FormatInput} from '../format.js'
import type {BookOptions} from './options.js'
import {answerOf, answerSpace, type Pen} from './question.js'
import {type Abilities, writeXhtml} from './xhtml.js'

/** How one kind of book holds its sections. */
export interface Medium extends Abilities {
  /** Address of a section, or of a place in it, as it is written in another (`from`). Keys as in `Section`. */
  readonly href: (from: string, to: string, anchor: string) => string
  /** Address of a file of the course, by its path in the book. */
  readonly media: (from: string, path: string) => string
  /**
   * One document holds all sections: ids begin with that of their section, headings of items stand below those of modules,
   * and answers have a section of their own, near the end.
   */
  readonly isOne?: boolean
  /** A picture that leads from paper to an address, as XHTML. */
  readonly qr?: (address: string, alternative: string) => string
}

/** A part of the book that stands in its contents. */
export interface Section {
  /** `page:home`, `module:x`, `lesson:x`, `quiz:x`, `page:glossary` … */
  readonly key: string
  readonly title: string
  /** XHTML of one `section` element. */
  readonly html: string
  readonly parts: readonly Section[]
}

/** Everything that the sections of a book are made from. */
export interface Book {
  readonly input: FormatInput<BookOptions>
  /** Without what the options leave out. */
  readonly course: Course<Local>
  readonly direction: 'ltr' | 'rtl'
  readonly medium: Medium
  readonly plan: Outline
  readonly text: Style['text']
  /** Path in the book of a file of the course. */
  readonly mediaPath: (path: string) => string
  /** Quizzes whose questions are in the book, in reading order. */
  readonly quizzes: readonly Quiz<Local>[]
}

export const bookOf = (input: FormatInput<BookOptions>, medium: Medium): Book => {
  const {edition, language, options, templates} = input
  const {text} = templates.messages(language)
  const isPrinted = (quiz: Quiz<Local>) => covers(options.quizzes, quiz)
  const course: Course<Local> = {
    ...input.course,
    modules: input.course.modules.map((module) => ({
      ...module,
      items: module.items.filter((item) => item.type !== 'quiz' || isPrinted(item)),
    })),
  }
  const plan = outline(course, edition.slots, {
    teachers: options.teachers,
    titles: {
      home: text('book.title-page'),
      glossary: text('page.glossary'),
      references: text('page.references'),
      resources: text('page.resources'),
      about: course.about?.title ?? text('page.about'),
    },
  })
  const paths = packagePaths(edition.media.keys())
  return {
    input,
    course,
    direction: directionOf(language),
    medium,
    plan,
    text,
    mediaPath: (path) => paths.get(path) ?? path,
    quizzes: [...plan.quizzes.values()].map(({quiz}) => quiz).filter(isPrinted),
  }
}

/** The sections in reading order: title page, modules with their items, the rest. */
export const sectionsOf = (book: Book): readonly Section[] => {
  const {plan} = book
  const reference = plan.pages.filter((page) => page.kind === 'reference')
  const pages = (isLast: boolean) =>
    reference.filter(({id}) => (id === 'about') === isLast).map((page) => referenceSection(book, page.id, page.title))
  return [
    titlePage(book),
    ...plan.modules.map((module, index) => moduleSection(book, module, index + 1)),
    ...pages(false),
    ...answersApart(book),
    ...pages(true),
  ]
}

/** The id of a section's element, by its key. */
export const sectionId = (key: string): string => key.replace(':', '-')

/** What the ids within a section begin with. No id of a course has a full stop, so that none can be another's. */
export const idPrefix = ({isOne}: Medium, key: string): string => (isOne ? `${sectionId(key)}.` : '')

/** Whether the answers of a quiz are in the book. */
const hasKey = ({input}: Book, quiz: Quiz<Local>): boolean => covers(input.options.key, quiz)

const levelOf = ({isOne}: Medium, key: string): number => (isOne && !/^(page|module):/.test(key) ? 2 : 1)

/** All sections, each before its parts. */
export const flat = (sections: readonly Section[]): readonly Section[] =>
  sections.flatMap((section) => [section, ...flat(section.parts)])

/** The files of the course that these documents show. */
export const mediaIn = (book: Book, documents: readonly string[]): readonly PackageFile[] =>
  [...book.input.edition.media.keys()]
    .map((path) => ({path: book.mediaPath(path), content: {media: path}}))
    .filter(({path}) => documents.some((text) => text.includes(`${encodeURI(path)}"`)))
    .sort((a, b) => (a.path < b.path ? -1 : 1))

/** A template of the book, filled in; the words are those of its language. */
export const fill = (book: Book, name: string, data: Readonly<Record<string, unknown>>): string =>
  allowedInXml(book.input.templates.render(`book/${name}`, {...common(book), ...data})).trim()

const common = ({input, course, direction}: Book) => ({
  language: input.language,
  direction,
  course: {
    ...course,
    licence: licenceName(course.licence),
    licenceUrl: licenceUrl(course.licence),
  },
  provenance: input.edition.provenance,
})

const covers = (which: 'all' | 'practice' | 'none', quiz: Quiz<Local>): boolean =>
  which === 'all' || (which === 'practice' && quiz.mode === 'practice')

/** A section by its template. */
const section = (
  book: Book,
  template: string,
  {key, title, parts = []}: {key: string; title: string; parts?: readonly Section[]},
  data: Readonly<Record<string, unknown>>,
): Section => ({
  key,
  title,
  parts,
  html: fill(book, template, {
    id: sectionId(key),
    prefix: idPrefix(book.medium, key),
    level: levelOf(book.medium, key),
    title,
    ...data,
  }),
})

const titlePage = (book: Book): Section => {
  const {input, medium, text} = book
  const title = text('book.title-page')
  const style = styleOf(book, 'page:home')
  const {official} = input.course
  const qr = official && medium.qr?.(official, text('book.qr', {address: official}))
  return section(book, 'title', {key: 'page:home', title}, {brand: brandData(input.edition.brand, style), qr})
}

const moduleSection = (book: Book, module: Module<Local>, number: number): Section => {
  const {medium} = book
  const key = `module:${module.id}`
  const style = styleOf(book, key)
  return section(
    book,
    'module',
    {
      key,
      title: module.title,
      parts: module.items.flatMap((item) => itemSection(book, item, module, number)),
    },
    {
      number,
      description: module.description && write(book)(module.description, style),
      items: module.items.map((item) => ({
        title: item.title,
        kindName: book.text(item.type === 'quiz' && item.mode === 'graded' ? 'item.quiz-graded' : `item.${item.type}`),
        time: item.type === 'lesson' ? item.time : undefined,
        href: item.type === 'link' ? item.url : medium.href(key, `${item.type}:${item.id}`, ''),
        isLink: item.type === 'link',
        description:
          item.type === 'link' && item.description
            ? write(book)(item.description, {...style, idPrefix: `${style.idPrefix ?? ''}${item.id}-`})
            : undefined,
      })),
    },
  )
}

const itemSection = (book: Book, item: Item<Local>, module: Module<Local>, number: number): readonly Section[] => {
  const key = `${item.type}:${item.id}`
  const style = styleOf(book, key)
  const pen: Pen = {style, write: write(book)}
  const head = {key, title: item.title}
  const data = {module: {number, title: module.title, href: book.medium.href(key, `module:${module.id}`, '')}}
  switch (item.type) {
    case 'lesson': {
      const {sections: _, ...lesson} = lessonData(item, {course: book.course, plan: book.plan, style, write: pen.write})
      return [section(book, 'lesson', head, {...data, ...lesson})]
    }
    case 'quiz':
      return [section(book, 'quiz', head, {...data, ...quizData(book, item, pen)})]
    case 'discussion':
      return [section(book, 'discussion', head, {...data, body: pen.write(item.body, style)})]
    case 'assignment':
      return [
        section(book, 'assignment', head, {
          ...data,
          body: pen.write(item.body, style),
          points: item.points,
          submissionText: submissionText(item.submission, book.text),
          rubric: item.rubric,
        }),
      ]
    case 'link':
    case 'tool':
      return []
    default:
      return never(item)
  }
}

const referenceSection = (book: Book, id: string, title: string): Section => {
  const key = `page:${id}`
  const style = styleOf(book, key)
  const whole = {course: book.course, style, write: write(book)}
  const head = {key, title}
  switch (id) {
    case 'glossary':
      return section(book, 'glossary', head, glossaryData({...whole, language: book.input.language}))
    case 'references':
      return section(book, 'references', head, referencesData({...whole, plan: book.plan}))
    case 'resources':
      return section(book, 'resources', head, resourcesData(whole))
    case 'about':
      return section(book, 'about', head, aboutData(whole))
    default:
      throw new Error(`There is no section ${id}.`)
  }
}

const quizData = (book: Book, quiz: Quiz<Local>, pen: Pen) => ({
  answers: book.medium.isOne && hasKey(book, quiz) ? answersId(quiz) : undefined,
  description: quiz.description && pen.write(quiz.description, pen.style),
  mode: quiz.mode,
  passMark: quiz.passMark,
  timeLimit: quiz.timeLimit,
  draws: quiz.entries.flatMap((entry) => {
    if (isQuestion<Local>(entry)) return []
    const bank = book.course.banks.find((candidate) => candidate.id === entry.bank)
    return [{title: bank?.title ?? entry.bank, count: entry.count, all: bank?.questions.length ?? 0}]
  }),
  questions: questionData(book, quiz, pen),
})

const questionData = (book: Book, quiz: Quiz<Local>, {style, write: writeWith}: Pen) => {
  const withAnswers = hasKey(book, quiz) && !book.medium.isOne
  const asked = questionsOf(quiz, book.course, book.input.edition.slots)
  return asked.map(({slot, question}, index) => {
    const id = `${style.idPrefix ?? ''}q-${slot}`
    const pen = {style: {...style, idPrefix: `${id}-`}, write: writeWith}
    return {
      id,
      number: index + 1,
      all: asked.length,
      points: question.points,
      type: question.type,
      prompt: pen.write(question.prompt, pen.style),
      space: answerSpace(question, pen),
      ...(withAnswers ? keyOf(question, id, pen) : {}),
    }
  })
}

/** What helps to answer a question, and the answer. */
const keyOf = (question: Question<Local>, id: string, {style, write: writeWith}: Pen) => ({
  hints: question.hints.map((hint, at) => writeWith(hint, {...style, idPrefix: `${id}-h${at + 1}-`})),
  answer: answerOf(question, {style: {...style, idPrefix: `${id}-a-`}, write: writeWith}),
})

const answersKey = 'page:answers'
const answersId = ({id}: Quiz<Local>): string => `${sectionId(answersKey)}.${id}`

/** The key of all quizzes, where it does not stand with their questions. */
const answersApart = (book: Book): readonly Section[] => {
  const quizzes = book.quizzes.filter((quiz) => hasKey(book, quiz))
  if (!book.medium.isOne || quizzes.length === 0) return []
  const style = styleOf(book, answersKey)
  return [
    section(
      book,
      'answers',
      {key: answersKey, title: book.text('book.answers')},
      {
        quizzes: quizzes.map((quiz) => {
          const id = answersId(quiz)
          return {
            id,
            title: quiz.title,
            href: style.link(`quiz:${quiz.id}`),
            questions: questionsOf(quiz, book.course, book.input.edition.slots).map(({slot, question}, index) => ({
              number: index + 1,
              ...keyOf(question, `${id}-q-${slot}`, {style, write: write(book)}),
            })),
          }
        }),
      },
    ),
  ]
}

/** A practice quiz where its lesson has it, with all its questions. */
const practiceHtml = (book: Book, id: string, style: Style): string => {
  const quiz = book.quizzes.find((candidate) => candidate.id === id)
  if (!quiz) return ''
  const prefix = `${style.idPrefix ?? ''}quiz-${id}`
  const shift = (style.headingShift ?? 0) + 1
  const own = {...style, idPrefix: `${prefix}-`, headingShift: shift, practice: () => ''}
  return fill(book, 'quiz', {
    id: prefix,
    prefix: `${prefix}-`,
    level: 1 + shift,
    title: quiz.title,
    isEmbedded: true,
    ...quizData(book, quiz, {style: own, write: write(book)}),
  })
}

const write =
  ({medium}: Book) =>
  (body: Local['rich'], style: Style): string =>
    writeXhtml(body, style, medium)

/** How passages of a section are written. */
const styleOf = (book: Book, key: string): Style => {
  const {medium, plan, course, text, mediaPath} = book
  const style: Style = {
    math: 'mathml',
    text,
    idPrefix: idPrefix(medium, key),
    headingShift: levelOf(medium, key) - 1,
    media: (path) => medium.media(key, mediaPath(path)),
    link: (target) => {
      const [, kind = '', id = '', anchor = ''] = /^([a-z]+):([^#]*)#?(.*)$/.exec(target) ?? []
      switch (kind) {
        case 'term':
          return plan.pageOf.has('page:glossary') ? medium.href(key, 'page:glossary', `term-${id}`) : undefined
        case 'reference':
          return plan.pageOf.has('page:references') ? medium.href(key, 'page:references', `ref-${id}`) : undefined
        case 'link':
          return course.modules
            .flatMap((module) => module.items)
            .flatMap((item) => (item.type === 'link' && item.id === id ? [item.url] : []))[0]
        case 'quiz': {
          const placed = book.quizzes.some((quiz) => quiz.id === id) ? plan.quizzes.get(id) : undefined
          if (!placed) return undefined
          return placed.page.kind === 'quiz'
            ? medium.href(key, `quiz:${id}`, '')
            : medium.href(key, pageKey(placed.page), `quiz-${id}`)
        }
        default:
          return plan.pageOf.has(`${kind}:${id}`) ? medium.href(key, `${kind}:${id}`, anchor) : undefined
      }
    },
    practice: (id) => practiceHtml(book, id, style),
  }
  return style
}
