import {itemsOf, type Module, quizzesOf} from '../../model/course.js'
import type {Loss} from '../../model/package.js'
import type {Local} from '../../model/text.js'
import {cartridgeBrandCss} from '../../render/brand.js'
import {type Context, contextOf, mediaResource, named, type Piece} from '../_cartridge/context.js'
import {join, pagePiece, placedPiece, stylesheet} from '../_cartridge/items.js'
import {lossOf, lossOfItem, sources} from '../_cartridge/losses.js'
import {manifest} from '../_cartridge/manifest.js'
import {welcomeBodies} from '../_cartridge/page-data.js'
import {referencePages, welcomePage} from '../_cartridge/pages.js'
import {bankPiece} from '../_cartridge/quizzes.js'
import {listedInManifest, manifestPath, type PackagedItem} from '../_content-packaging/manifest.js'
import {defineFormat} from '../format.js'
import {type Options, options} from './options.js'

/** Common Cartridge 1.1: the one version that Moodle and Canvas both read. */
export const commonCartridge11 = defineFormat<Options>({
  id: 'cc-1.1',
  title: 'Common Cartridge 1.1',
  summary:
    'Pages, quizzes, discussions and links that Moodle, Canvas, Blackboard and others take apart and make their own.',
  container: {kind: 'zip', extension: 'imscc'},
  options,
  listed: listedInManifest,
  write: (input) => {
    const context = contextOf(input)
    const modules = context.course.modules.map((module) => modulePiece(context, module))
    const all = join([
      welcomePiece(context),
      ...modules,
      referencePiece(context),
      bankPiece(context),
      filePiece(context),
    ])
    return {
      files: [{path: manifestPath, content: {text: manifest(context, all.items, all.resources)}}, ...all.files],
      losses: [...courseLosses(context), ...all.losses],
    }
  },
})

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

const courseLosses = (context: Context): readonly Loss[] => {
  const {course} = context
  const whole = {id: course.id, title: course.title, place: course.place}
  return [
    lossOf('course', whole, completionLost),
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
