import {itemsOf, type Module, quizzesOf} from '../../model/course.js'
import type {Loss} from '../../model/package.js'
import type {Local} from '../../model/text.js'
import {cartridgeBrandCss} from '../../render/brand.js'
import {manifestPath, type PackagedItem} from '../_content-packaging/manifest.js'
import type {FormatInput, Written} from '../format.js'
import {type CartridgeOptions, type Context, contextOf, mediaResource, named, type Piece} from './context.js'
import {join, pagePiece, placedPiece, stylesheet} from './items.js'
import {lossOf, lossOfItem, sources} from './losses.js'
import {manifest} from './manifest.js'
import {welcomeBodies} from './page-data.js'
import {referencePages, welcomePage} from './pages.js'
import {bankPiece} from './quizzes.js'
import type {Version} from './version.js'

/** A whole cartridge: welcome page, modules, reference pages, the bank and the files. */
export const writeCartridge = (input: FormatInput<CartridgeOptions>, version: Version): Written => {
  const context = contextOf(input, version)
  const modules = context.course.modules.map((module) => modulePiece(context, module))
  const all = join([welcomePiece(context), ...modules, referencePiece(context), bankPiece(context), filePiece(context)])
  return {
    files: [{path: manifestPath, content: {text: manifest(context, all.items, all.resources)}}, ...all.files],
    losses: [...courseLosses(context), ...all.losses].map((loss) => ({
      ...loss,
      source: sourceIn(version, loss.source),
    })),
  }
}

/** What is cited of 1.1 stands in the documents of the other versions too, under their names. */
const sourceIn = ({id, prefix}: Version, source: string): string =>
  source
    .replaceAll('Common Cartridge 1.1', `Common Cartridge ${id}`)
    .replaceAll('ccv1p1', prefix)
    .replace(/_(imsdt|imswl)_v1p1/g, `_$1_${prefix.slice(2)}`)

/** A page before the first folder: Moodle puts the first entry into its general section, and folders into their own. */
const welcomePiece = (context: Context): Piece =>
  pagePiece(context, {
    kind: 'page',
    id: 'welcome',
    title: context.text('cartridge.welcome'),
    path: 'welcome.html',
    html: welcomePage(context),
    bodies: welcomeBodies(context.course),
  })

const modulePiece = (context: Context, module: Module<Local>): Piece => {
  const inside = join(module.items.map((item) => placedPiece(context, module, item)))
  return {
    ...inside,
    items: [folder(context, 'module', module.id, module.title, inside.items)],
    losses: [...(module.description ? [lossOf('module', module, descriptionMoved)] : []), ...inside.losses],
  }
}

const referencePiece = (context: Context): Piece => {
  const {course} = context
  const bodies = {
    glossary: course.glossary.map((entry) => entry.definition),
    references: [],
    resources: [],
    about: course.about ? [course.about.body] : [],
  }
  const pages = join(
    referencePages(context).map((page) =>
      pagePiece(context, {...page, kind: 'page', path: `reference/${page.id}.html`, bodies: bodies[page.id]}),
    ),
  )
  if (pages.items.length === 0) return pages
  return {...pages, items: [folder(context, 'folder', 'reference', context.text('cartridge.reference'), pages.items)]}
}

const folder = (
  context: Context,
  kind: string,
  id: string,
  title: string,
  items: readonly PackagedItem[],
): PackagedItem => ({identifier: named(context, kind, id), title, items})

/** Each file that pages need is a resource of its own, so that several can depend on it. */
const filePiece = (context: Context): Piece => {
  const media = [...context.edition.media.keys()].sort()
  const resource = (identifier: string, path: string) => ({identifier, type: 'webcontent', href: path, files: [path]})
  return {
    items: [],
    resources: [
      resource(named(context, 'asset', 'stylesheet'), stylesheet),
      ...media.map((path) => resource(mediaResource(context, path), context.mediaPath(path))),
    ],
    files: [
      {
        path: stylesheet,
        content: {text: context.templates.file('cartridge.css') + cartridgeBrandCss(context.edition.brand)},
      },
      ...media.map((path) => ({path: context.mediaPath(path), content: {media: path}})),
    ],
    losses: [],
  }
}

const courseLosses = ({course, version}: Context): readonly Loss[] => {
  const whole = {id: course.id, title: course.title, place: course.place}
  return [lossOf('course', whole, completionLost), ...(version.isForMoodle ? lossesInMoodle(course) : [])]
}

const lossesInMoodle = (course: Context['course']): readonly Loss[] => {
  const whole = {id: course.id, title: course.title, place: course.place}
  return [
    ...(course.modules.length > 0 ? [lossOf('course', whole, sectionsInMoodle)] : []),
    ...(quizzesOf(course).length > 0 ? [lossOf('course', whole, marksInMoodle)] : []),
    ...(tagLike.test(course.title) ? [lossOf('course', whole, titleStopsMoodle)] : []),
    ...course.modules
      .filter(({title}) => tagLike.test(title))
      .map((module) => lossOf('module', module, titleShortened)),
    ...itemsOf(course)
      .filter(({title}) => tagLike.test(title))
      .map((item) => lossOfItem(item, titleShortened)),
  ]
}

const tagLike = /<[a-z/!?]/i

const completionLost = {
  feature: 'course/completion',
  kind: 'dropped',
  what: 'The rule when the course counts as completed is left out.',
  why: 'A cartridge says nothing of completion.',
  source: sources.manifest,
  remedy: 'Set the completion of the course and of its parts after the import.',
} as const

const sectionsInMoodle = {
  feature: 'module/title',
  kind: 'degraded',
  what: 'Moodle calls every section “New section” and shows the title of the module below.',
  why: 'Its importer puts the title of a folder into the summary of the section.',
  source: 'Moodle 5.1, backup/cc/cc2moodle.php:332',
  remedy: 'Rename the sections after the import.',
} as const

const marksInMoodle = {
  feature: 'quiz/marks',
  kind: 'approximated',
  what: 'In Moodle every question counts one mark, each quiz counts as if it had four, and results stay hidden.',
  why: 'Its importer writes these numbers into every quiz.',
  source: sources.marks,
  remedy: 'Open the questions page of each quiz, set the marks, save, and tick the review options.',
} as const

const titleStopsMoodle = {
  feature: 'course/title',
  kind: 'degraded',
  what: 'The title of the course looks like markup, and Moodle refuses the cartridge for it.',
  why: 'Its import form takes such a title for an attack.',
  source: sources.title,
  remedy: 'Write the title without “<”, or use the Moodle formats.',
} as const

const titleShortened = {
  feature: 'text/title',
  kind: 'degraded',
  what: 'Moodle may leave out a part of the title that looks like markup.',
  why: 'It shows titles of folders as HTML.',
  source: 'Moodle 5.1, backup/cc/cc2moodle.php:332',
  remedy: 'Write the title without “<”.',
} as const

const descriptionMoved = {
  feature: 'module/description',
  kind: 'approximated',
  what: 'The description stands on the welcome page, not beside its module.',
  why: 'A folder of a cartridge has a title only.',
  source: sources.manifest,
  remedy: 'Copy it into the section or module after the import.',
} as const
