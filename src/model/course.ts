import type {PhrasingContent} from 'mdast'
import type {Brand, Provenance} from './edition.js'
import type {Place} from './place.js'
import {mapQuestion, never, type Question, withoutUndefined} from './question.js'
import type {Keyed, Local, TextForm, TextKey, TextMapper} from './text.js'

/** A BCP 47 tag, such as `en-GB`. */
export type Language = string

export interface Person {
  readonly name: string
  readonly url?: string
}

/** A work that this course owes something to. */
export interface Source {
  readonly title: string
  readonly author: string
  readonly publisher?: string
  /** ISO 8601, to the precision that is known. */
  readonly date?: string
  readonly url?: string
  /** SPDX; present where the course is a derivative of the work. */
  readonly licence?: string
  readonly note?: string
}

export interface Objective<T extends TextForm> {
  /** Unique in the course. */
  readonly id: string
  readonly place: Place
  readonly text: T['plain']
}

export type Audience = 'learners' | 'teachers'

/** What course.yaml says of an item where it puts it. */
export interface Placement {
  /** Ids of items or modules that a learner must have done before. */
  readonly requires: readonly string[]
  /** There, but shown to nobody until a teacher shows it. */
  readonly hidden: boolean
  /** Id of the assignment group that its marks belong to. */
  readonly group?: string
  /** Days after the start of the course, when it can be opened, is due, and closes. */
  readonly opens?: number
  readonly due?: number
  readonly closes?: number
}

/** An item of which course.yaml says nothing. */
export const plainPlacement: Placement = {requires: [], hidden: false}

interface ItemBase<T extends TextForm> {
  /** Permanent; unique among all items of the course. */
  readonly id: string
  readonly place: Place
  readonly title: T['plain']
  readonly placement: Placement
}

export interface Lesson<T extends TextForm> extends ItemBase<T> {
  readonly type: 'lesson'
  readonly summary?: T['plain']
  /** Minutes that a learner should plan. */
  readonly time?: number
  readonly objectives: readonly Objective<T>[]
  readonly audience: Audience
  readonly body: T['rich']
}

/** `number` of questions drawn at random from a bank, anew for each attempt. */
export interface Draw {
  readonly type: 'draw'
  readonly place: Place
  readonly bank: string
  readonly count: number
}

export type FeedbackTime = 'immediate' | 'after-attempt' | 'after-last-attempt' | 'never'

export interface Quiz<T extends TextForm> extends ItemBase<T> {
  readonly type: 'quiz'
  /** Practice never counts; a graded quiz counts with its weight. */
  readonly mode: 'practice' | 'graded'
  /** Percent, 0 to 100; judged on graded quizzes. */
  readonly passMark: number
  /** `null`: as many as the learner likes. */
  readonly attempts: number | null
  /** Minutes; `null`: none. */
  readonly timeLimit: number | null
  readonly shuffleQuestions: boolean
  readonly shuffleChoices: boolean
  readonly feedback: FeedbackTime
  /** Share in the course score, relative to the other graded quizzes. */
  readonly weight: number
  readonly description?: T['rich']
  readonly entries: readonly (Question<T> | Draw)[]
}

/** Questions to draw from. */
export interface Bank<T extends TextForm> {
  readonly id: string
  readonly place: Place
  readonly title: T['plain']
  readonly questions: readonly Question<T>[]
}

export interface Discussion<T extends TextForm> extends ItemBase<T> {
  readonly type: 'discussion'
  /** Present where contributions are marked. */
  readonly points?: number
  readonly body: T['rich']
}

export interface RubricLevel<T extends TextForm> {
  readonly title: T['plain']
  readonly points: number
  readonly description?: T['plain']
}

export interface Criterion<T extends TextForm> {
  readonly id: string
  readonly place: Place
  readonly title: T['plain']
  readonly description?: T['plain']
  /** Best first. */
  readonly levels: readonly RubricLevel<T>[]
}

export type Submission = 'text' | 'file' | 'url'

export interface Assignment<T extends TextForm> extends ItemBase<T> {
  readonly type: 'assignment'
  readonly points: number
  readonly submission: readonly Submission[]
  readonly rubric: readonly Criterion<T>[]
  readonly body: T['rich']
}

export interface WebLink<T extends TextForm> extends ItemBase<T> {
  readonly type: 'link'
  readonly url: string
  readonly description?: T['rich']
}

/** A tool that speaks LTI: the LMS opens it with the learner's identity. */
export interface Tool<T extends TextForm> extends ItemBase<T> {
  readonly type: 'tool'
  /** Where the LMS launches it. */
  readonly url: string
  readonly description?: T['rich']
  /** Custom parameters, by name. */
  readonly custom: Readonly<Record<string, string>>
  /** What the tool is told of the learner. */
  readonly privacy: 'anonymous' | 'name' | 'email' | 'public'
  /** Present where the tool reports a mark. */
  readonly points?: number
}

/** Marks that are weighed together. */
export interface AssignmentGroup<T extends TextForm> {
  readonly id: string
  readonly place: Place
  readonly title: T['plain']
  /** Share of the final mark, relative to the other groups. */
  readonly weight: number
}

export type Item<T extends TextForm> = Lesson<T> | Quiz<T> | Discussion<T> | Assignment<T> | WebLink<T> | Tool<T>
export type ItemType = Item<TextForm>['type']

export interface Module<T extends TextForm> {
  readonly id: string
  readonly place: Place
  readonly title: T['plain']
  readonly description?: T['rich']
  /** Ids of modules that a learner must have done before. */
  readonly requires: readonly string[]
  readonly hidden: boolean
  readonly items: readonly Item<T>[]
}

export interface GlossaryEntry<T extends TextForm> {
  readonly id: string
  readonly place: Place
  readonly term: T['plain']
  /** Other words by which `:term[…]` finds this entry. */
  readonly also: readonly T['plain'][]
  readonly definition: T['rich']
  readonly see: readonly string[]
}

export const resourceKinds = [
  'article',
  'book',
  'chapter',
  'report',
  'document',
  'encyclopedia',
  'website',
  'video',
  'podcast',
  'data',
] as const
export type ResourceKind = (typeof resourceKinds)[number]

export interface Resource<T extends TextForm> {
  readonly id: string
  readonly place: Place
  readonly title: T['plain']
  readonly by: string
  readonly year?: number
  readonly kind: ResourceKind
  readonly url: string
  readonly why: T['plain']
}

export interface ResourceTier<T extends TextForm> {
  readonly id: string
  readonly place: Place
  readonly title: T['plain']
  readonly resources: readonly Resource<T>[]
}

export interface Name {
  readonly family?: string
  readonly given?: string
  /** A body, or a name that has no parts. */
  readonly literal?: string
}

/** A cited work: the part of CSL-JSON that coursewright prints. */
export interface Work {
  readonly id: string
  readonly place: Place
  readonly type: string
  readonly title: string
  readonly author: readonly Name[]
  readonly editor: readonly Name[]
  /** ISO 8601 to the precision that is known; absent: no date. */
  readonly issued?: string
  readonly containerTitle?: string
  readonly publisher?: string
  readonly publisherPlace?: string
  readonly volume?: string
  readonly issue?: string
  readonly page?: string
  readonly number?: string
  readonly edition?: string
  readonly genre?: string
  readonly doi?: string
  readonly url?: string
  /** Set by `resolve`: the entry of a list of references. */
  readonly entry?: readonly PhrasingContent[]
}

export interface AboutPage<T extends TextForm> {
  readonly place: Place
  readonly title: T['plain']
  readonly body: T['rich']
}

/** What must hold before the course counts as completed. */
export const completionRules = ['read', 'graded-done', 'passed'] as const
export type CompletionRule = (typeof completionRules)[number]

/** A course: its structure with the texts in the form `T`. */
export interface Course<T extends TextForm> {
  /** Permanent: the root of every identifier in every package. */
  readonly id: string
  readonly place: Place
  readonly version: string
  readonly title: T['plain']
  readonly description: T['plain']
  readonly keywords: readonly string[]
  readonly authors: readonly Person[]
  readonly publisher?: string
  /** SPDX expression. */
  readonly licence: string
  /** Address of the official version. */
  readonly official?: string
  readonly inspiredBy: readonly Source[]
  readonly adaptedFrom: readonly Source[]
  /** All of these must hold. */
  readonly completion: readonly CompletionRule[]
  readonly groups: readonly AssignmentGroup<T>[]
  readonly modules: readonly Module<T>[]
  /** Practice quizzes that lessons embed and that are no items themselves. */
  readonly practice: readonly Quiz<T>[]
  readonly banks: readonly Bank<T>[]
  readonly glossary: readonly GlossaryEntry<T>[]
  readonly resources: readonly ResourceTier<T>[]
  readonly works: readonly Work[]
  readonly about?: AboutPage<T>
}

/** A file below `media/`. */
export interface Media {
  /** Path below the course folder. */
  readonly path: string
  /** SHA-256, hexadecimal. */
  readonly digest: string
  /** SHA-1, hexadecimal: by it Moodle names the files that it keeps. */
  readonly sha1: string
  /** Bytes. */
  readonly size: number
  /** Present for pictures whose file says it. */
  readonly picture?: PictureSize
  /** Where it lies, from the course folder, if that is not its path: in an overlay. */
  readonly from?: string
}

/** In pixels. */
export interface PictureSize {
  readonly width: number
  readonly height: number
  /** Set where only the proportions are known, from the view box of an SVG: browsers show it as large as they like. */
  readonly isRatio?: true
}

/** Small permanent numbers, from which learner state is coded. See `Lock`. */
export interface Slots {
  /** Items and embedded practice quizzes, by id. */
  readonly items: Readonly<Record<string, number>>
  readonly banks: Readonly<Record<string, number>>
  /** Questions, by the id of their quiz or bank, then by their own. */
  readonly questions: Readonly<Record<string, Readonly<Record<string, number>>>>
  /** Parts of a question (choices, pairs …), by `owner/question`, then by their id. */
  readonly parts: Readonly<Record<string, Readonly<Record<string, number>>>>
}

/** What is finally built: one course as one institution offers it, in one or more languages. */
export interface Edition {
  readonly structure: Course<Keyed>
  /** The first is the main one. */
  readonly languages: readonly [Language, ...Language[]]
  readonly texts: ReadonlyMap<Language, Texts>
  readonly media: ReadonlyMap<string, Media>
  readonly slots: Slots
  /** Absent: the course as its authors publish it. */
  readonly provenance?: Provenance
  readonly brand?: Brand
}

/** All texts of one language. */
export interface Texts {
  readonly plain: ReadonlyMap<TextKey, string>
  readonly rich: ReadonlyMap<TextKey, Local['rich']>
}

/** The course with its texts of one language in their places. */
export const inLanguage = (edition: Edition, language: Language): Course<Local> => {
  const texts = edition.texts.get(language)
  if (!texts) throw new Error(`The edition has no texts in ${language}.`)
  const need = <V>(map: ReadonlyMap<TextKey, V>, key: TextKey): V => {
    const text = map.get(key)
    if (text === undefined) throw new Error(`The text ${key} is missing in ${language}.`)
    return text
  }
  return mapCourse<Keyed, Local>(edition.structure, {
    plain: (key) => need(texts.plain, key),
    rich: (key) => need(texts.rich, key),
  })
}

/** Splits a course in one language into its structure and its texts. */
export const splitTexts = (course: Course<Local>): {structure: Course<Keyed>; texts: Texts} => {
  const plain = new Map<TextKey, string>()
  const rich = new Map<TextKey, Local['rich']>()
  const structure = mapCourse<Local, Keyed>(course, {
    plain: (text, key) => {
      plain.set(key, text)
      return key
    },
    rich: (text, key) => {
      rich.set(key, text)
      return key
    },
  })
  return {structure, texts: {plain, rich}}
}

const mapQuiz = <A extends TextForm, B extends TextForm>(quiz: Quiz<A>, map: TextMapper<A, B>): Quiz<B> => {
  const key = `quiz/${quiz.id}`
  return withoutUndefined({
    ...quiz,
    title: map.plain(quiz.title, `${key}/title`),
    description: quiz.description === undefined ? undefined : map.rich(quiz.description, `${key}/description`),
    entries: quiz.entries.map((entry) =>
      entry.type === 'draw' ? entry : mapQuestion(entry, `${key}/question/${entry.id}`, map),
    ),
  })
}

const mapItem = <A extends TextForm, B extends TextForm>(item: Item<A>, map: TextMapper<A, B>): Item<B> => {
  const key = `${item.type}/${item.id}`
  const title = () => map.plain(item.title, `${key}/title`)
  const optionalPlain = (text: A['plain'] | undefined, name: string) =>
    text === undefined ? undefined : map.plain(text, `${key}/${name}`)
  switch (item.type) {
    case 'lesson':
      return withoutUndefined({
        ...item,
        title: title(),
        summary: optionalPlain(item.summary, 'summary'),
        objectives: item.objectives.map((objective) => ({
          ...objective,
          text: map.plain(objective.text, `objective/${objective.id}`),
        })),
        body: map.rich(item.body, `${key}/body`),
      })
    case 'quiz':
      return mapQuiz(item, map)
    case 'discussion':
      return {...item, title: title(), body: map.rich(item.body, `${key}/body`)}
    case 'assignment':
      return {
        ...item,
        title: title(),
        body: map.rich(item.body, `${key}/body`),
        rubric: item.rubric.map((criterion) =>
          withoutUndefined({
            ...criterion,
            title: map.plain(criterion.title, `${key}/rubric/${criterion.id}/title`),
            description: optionalPlain(criterion.description, `rubric/${criterion.id}/description`),
            levels: criterion.levels.map((level, index) =>
              withoutUndefined({
                ...level,
                title: map.plain(level.title, `${key}/rubric/${criterion.id}/${index + 1}/title`),
                description: optionalPlain(level.description, `rubric/${criterion.id}/${index + 1}/description`),
              }),
            ),
          }),
        ),
      }
    case 'link':
    case 'tool':
      return withoutUndefined({
        ...item,
        title: title(),
        description: item.description === undefined ? undefined : map.rich(item.description, `${key}/description`),
      })
    default:
      return never(item)
  }
}

/** The same course with each text replaced. */
export const mapCourse = <A extends TextForm, B extends TextForm>(
  course: Course<A>,
  map: TextMapper<A, B>,
): Course<B> =>
  withoutUndefined({
    ...course,
    title: map.plain(course.title, 'course/title'),
    description: map.plain(course.description, 'course/description'),
    groups: course.groups.map((group) => ({...group, title: map.plain(group.title, `group/${group.id}/title`)})),
    modules: course.modules.map((module) =>
      withoutUndefined({
        ...module,
        title: map.plain(module.title, `module/${module.id}/title`),
        description:
          module.description === undefined
            ? undefined
            : map.rich(module.description, `module/${module.id}/description`),
        items: module.items.map((item) => mapItem(item, map)),
      }),
    ),
    practice: course.practice.map((quiz) => mapQuiz(quiz, map)),
    banks: course.banks.map((bank) => ({
      ...bank,
      title: map.plain(bank.title, `bank/${bank.id}/title`),
      questions: bank.questions.map((question) =>
        mapQuestion(question, `bank/${bank.id}/question/${question.id}`, map),
      ),
    })),
    glossary: course.glossary.map((entry) => ({
      ...entry,
      term: map.plain(entry.term, `term/${entry.id}/term`),
      also: entry.also.map((text, index) => map.plain(text, `term/${entry.id}/also/${index + 1}`)),
      definition: map.rich(entry.definition, `term/${entry.id}/definition`),
    })),
    resources: course.resources.map((tier) => ({
      ...tier,
      title: map.plain(tier.title, `tier/${tier.id}/title`),
      resources: tier.resources.map((resource) => ({
        ...resource,
        title: map.plain(resource.title, `resource/${resource.id}/title`),
        why: map.plain(resource.why, `resource/${resource.id}/why`),
      })),
    })),
    about:
      course.about === undefined
        ? undefined
        : {
            ...course.about,
            title: map.plain(course.about.title, 'about/title'),
            body: map.rich(course.about.body, 'about/body'),
          },
  })

/** All items in reading order. */
export const itemsOf = <T extends TextForm>(course: Course<T>): readonly Item<T>[] =>
  course.modules.flatMap((module) => module.items)

/** All quizzes: those that are items, then those that lessons embed. */
export const quizzesOf = <T extends TextForm>(course: Course<T>): readonly Quiz<T>[] => [
  ...itemsOf(course).filter((item): item is Quiz<T> => item.type === 'quiz'),
  ...course.practice,
]

/** Whether an LMS enters marks for it. */
export const isMarked = (item: Item<TextForm>): boolean =>
  (item.type === 'quiz' && item.mode === 'graded') ||
  item.type === 'assignment' ||
  ((item.type === 'discussion' || item.type === 'tool') && item.points !== undefined)

export const isQuestion = <T extends TextForm>(entry: Question<T> | Draw): entry is Question<T> => entry.type !== 'draw'

/** Every question of the course with the id of the quiz or bank that owns it. */
export const questionsOf = <T extends TextForm>(
  course: Course<T>,
): readonly {readonly owner: string; readonly question: Question<T>}[] => [
  ...quizzesOf(course).flatMap((quiz) =>
    quiz.entries.filter(isQuestion).map((question) => ({owner: quiz.id, question: question as Question<T>})),
  ),
  ...course.banks.flatMap((bank) => bank.questions.map((question) => ({owner: bank.id, question}))),
]
