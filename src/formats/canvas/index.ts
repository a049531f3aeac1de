import {mediaResource} from '../_cartridge/context.js'
import {manifest} from '../_cartridge/manifest.js'
import {referenceData, welcomeBodies, welcomeData} from '../_cartridge/page-data.js'
import {listedInManifest, manifestPath} from '../_content-packaging/manifest.js'
import {defineFormat} from '../format.js'
import {addresses} from './addresses.js'
import {type Context, contextOf, html, idOf, learningApplication, type Part} from './context.js'
import {itemPart, join, pagePart} from './items.js'
import {forLearners} from './learners.js'
import {type CanvasModule, moduleMeta, requirementLosses} from './modules.js'
import {type Options, options} from './options.js'
import {bankParts} from './quizzes.js'
import {courseLosses, markerPath, settingsFiles, syllabus, syllabusPath} from './settings.js'
import {titleLosses} from './titles.js'

/**
 * A cartridge of version 1.1 that also carries Canvas's own files. Canvas reads those and leaves the table of contents
 * alone; every other system reads the table of contents and leaves those alone.
 */
export const canvas = defineFormat<Options>({
  id: 'canvas',
  title: 'Canvas',
  summary:
    'Pages, modules, quizzes with banks, discussions and assignments with rubrics, as Canvas itself exports them.',
  container: {kind: 'zip', extension: 'imscc'},
  options,
  listed: listedInManifest,
  addresses,
  write: (input) => {
    const context = contextOf(input)
    const {course} = context.cartridge
    const welcome = welcomePart(context)
    const modules = course.modules.map((module) => ({
      module,
      part: join(module.items.map((item) => itemPart(context, module, item))),
    }))
    const reference = referencePart(context)
    const rest = join([bankParts(context), filePart(context)])
    const all = join([welcome, ...modules.map(({part}) => part), reference, rest])
    const listed: readonly CanvasModule[] = [
      ...modules.map(({module, part}) => ({
        identifier: idOf(context, 'module', module.id),
        title: module.title,
        entries: part.entries,
        module,
      })),
      ...(reference.entries.length > 0
        ? [
            {
              identifier: idOf(context, 'folder', 'reference'),
              title: context.cartridge.text('cartridge.reference'),
              entries: reference.entries,
            },
          ]
        : []),
    ]
    const settings = [...settingsFiles(context, all.rubrics ?? []), moduleMeta(context, listed)]
    const folders = listed.map(({identifier, title}, index) => ({
      identifier,
      title,
      items: modules[index]?.part.items ?? reference.items,
    }))
    const resources = [
      {
        identifier: idOf(context, 'settings', 'canvas'),
        type: learningApplication,
        href: markerPath,
        files: settings.map(({path}) => path),
      },
      {
        identifier: idOf(context, 'settings', 'syllabus'),
        type: learningApplication,
        href: syllabusPath,
        files: [syllabusPath],
      },
      ...all.resources,
    ]
    return {
      files: [
        {
          path: manifestPath,
          content: {text: manifest(context.cartridge, [...welcome.items, ...folders], resources)},
        },
        {path: syllabusPath, content: {text: syllabus(context)}},
        ...settings,
        ...all.files,
      ],
      losses: [...courseLosses(context), ...titleLosses(input.course), ...requirementLosses(context), ...all.losses],
    }
  },
})

/** The front page: what the course is, and what is in it. */
const welcomePart = (context: Context): Part => {
  const {course} = context.cartridge
  return pagePart(context, {
    identifier: idOf(context, 'page', 'welcome'),
    entry: idOf(context, 'entry', 'welcome'),
    slug: context.slugOf('welcome'),
    title: context.cartridge.text('cartridge.welcome'),
    template: 'cartridge/welcome',
    data: welcomeData({...context.cartridge, course: forLearners(course)}, (body, own) => html(context, body, own)),
    bodies: welcomeBodies(forLearners(course)),
    isFront: true,
  })
}

const referencePart = (context: Context): Part => {
  const {course} = context.cartridge
  const bodies = {
    glossary: course.glossary.map((entry) => entry.definition),
    references: [],
    resources: [],
    about: course.about ? [course.about.body] : [],
  }
  return join(
    referenceData(context.cartridge, (body, own) => html(context, body, own)).map(({id, title, data}) =>
      pagePart(context, {
        identifier: idOf(context, 'page', id),
        entry: idOf(context, 'entry', id),
        slug: context.slugOf(id),
        title,
        template: `cartridge/${id}`,
        data,
        bodies: bodies[id],
      }),
    ),
  )
}

/** What Canvas keeps below Files: each a resource of its own, so that several can depend on it. */
const filePart = ({cartridge}: Context): Part => {
  const media = [...cartridge.edition.media.keys()].sort()
  return {
    items: [],
    entries: [],
    resources: media.map((path) => ({
      identifier: mediaResource(cartridge, path),
      type: 'webcontent',
      href: cartridge.mediaPath(path),
      files: [cartridge.mediaPath(path)],
    })),
    files: media.map((path) => ({path: cartridge.mediaPath(path), content: {media: path}})),
    losses: [],
  }
}
