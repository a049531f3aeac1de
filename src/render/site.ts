import type {FormatInput} from '../formats/format.js'
import type {PackageFile} from '../model/package.js'
import type {PlayerCourse, PlayerPage} from '../model/player.js'
import {packagePaths} from '../package/path.js'
import {brandCss} from './brand.js'
import {directionOf} from './direction.js'
import {packageScript} from './html.js'
import {type Outline, outline, quizOutline, type ReferencePage} from './outline.js'
import type {PageContext} from './pages.js'
import {searchIndex} from './search-index.js'
import {siteMemory} from './site-memory.js'
import type {Templates} from './templates.js'

/** What a course may say about its documents; formats pass their own options on. */
export interface SiteOptions {
  /** Lessons for teachers are part of the package. Default: they are left out. */
  readonly teachers?: boolean
  /** The package has a `player.html`, which keeps the session: its pages need none of their own. */
  readonly framed?: boolean
  readonly status?: PlayerCourse['status']
  readonly scoring?: PlayerCourse['scoring']
  readonly exitWhenComplete?: PlayerCourse['exitWhenComplete']
  readonly resume?: PlayerCourse['resume']
}

export interface Site {
  readonly files: readonly PackageFile[]
  /** In reading order, home first. */
  readonly pages: readonly PlayerPage[]
  /** What `assets/course.js` tells the run time. */
  readonly course: PlayerCourse
}

/**
 * All documents of a course: static pages, complete without a script, and the same bytes in every package that holds them.
 * The other languages of an edition are sites of their own, each in its folder; media stand once.
 */
export const site = (input: FormatInput): Site => {
  const {edition, language, course, others = []} = input
  const media = packagePaths(edition.media.keys())
  const mediaFiles = [...edition.media.keys()]
    .sort()
    .map((path) => ({path: media.get(path) ?? path, content: {media: path}}))
  const main = {language, course, folder: ''}
  const languages = [main, ...others.map((other) => ({...other, folder: `${other.language.toLowerCase()}/`}))]
  const written = languages.map((each) => siteIn(input, each, languages, media))
  const [first] = written
  if (!first) throw new Error('A site has a language.')
  return {...first, files: [...written.flatMap(({files}) => files), ...mediaFiles]}
}

interface SiteLanguage {
  readonly language: string
  readonly course: FormatInput['course']
  /** Empty for the main one. */
  readonly folder: string
}

const siteIn = (
  {edition, templates, options, memo}: FormatInput,
  {language, course, folder}: SiteLanguage,
  languages: readonly SiteLanguage[],
  paths: ReadonlyMap<string, string>,
): Site => {
  const {
    teachers = false,
    framed = false,
    status = 'passed',
    scoring = 'best',
    exitWhenComplete = 'suspend',
    resume = 'always',
  } = (options ?? {}) as SiteOptions
  const messages = templates.messages(language)
  const title = (page: ReferencePage) =>
    page === 'about' ? (course.about?.title ?? messages.text('page.about')) : messages.text(`page.${page}`)
  const plan: Outline = outline(course, edition.slots, {
    teachers,
    titles: {
      home: course.title,
      glossary: title('glossary'),
      references: title('references'),
      resources: title('resources'),
      about: title('about'),
    },
  })
  const up = folder === '' ? '' : '../'
  const mediaPath = (path: string): string => up + (paths.get(path) ?? path)
  const context: PageContext = {
    edition,
    mediaPath,
    course,
    language,
    direction: directionOf(language),
    templates,
    text: messages.text,
    plan,
    up,
    languages: languages
      .filter((each) => languages.length > 1 || each.folder !== folder)
      .map((each) => ({
        language: each.language,
        direction: directionOf(each.language),
        name: nameOf(each.language),
        folder: each.folder,
        isCurrent: each.folder === folder,
      })),
    contents: {'': '', '../': ''},
  }
  const memory = siteMemory(context, memo)
  const ready: PageContext = {...context, contents: {'': memory.contents(''), '../': memory.contents('../')}}
  const player: PlayerCourse = {
    // What a device keeps belongs to one edition: each has a ledger of its own.
    id: [course.id, ...(edition.provenance ? [edition.provenance.edition] : [])].join('+'),
    version: course.version,
    title: course.title,
    language,
    direction: context.direction,
    completion: course.completion,
    status,
    scoring,
    exitWhenComplete,
    resume,
    pages: plan.pages,
    quizzes: [...plan.quizzes.values()].map(({quiz, page}) => quizOutline(quiz, page, course, edition)),
    messages: {...messages.compiled('run.'), ...messages.compiled('player.')},
  }
  return {
    pages: plan.pages,
    course: player,
    files: [
      ...plan.pages.map((page) => ({path: page.path, content: memory.page(page, ready)})),
      {path: 'assets/course.js', content: {text: courseScript(player)}},
      {path: 'assets/search-index.js', content: {text: searchIndex(ready)}},
      {path: 'assets/tokens.css', content: {text: templates.file('tokens.css') + brandCss(edition.brand)}},
      {path: 'assets/site.css', content: {text: siteCss(templates)}},
      ...['early', 'page', 'search'].map((name) => ({
        path: `assets/${name}.js`,
        content: {asset: `runtime/${name === 'page' && framed ? 'page-framed' : name}.js`},
      })),
    ].map((file) => ({...file, path: folder + file.path})),
  }
}

/** On paper the website follows the same rules as the book. */
const siteCss = (templates: Templates): string =>
  `${templates.file('site.css')}@media print {\n${templates.file('paper.css')}}\n`

/** What speakers of a language call it. */
const nameOf = (language: string): string => {
  const name = new Intl.DisplayNames([language], {type: 'language', languageDisplay: 'standard'}).of(
    language.split('-')[0] ?? language,
  )
  return name === undefined ? language : name.charAt(0).toLocaleUpperCase(language) + name.slice(1)
}

/** A script that any page can load, from disk too. `</` cannot end a script that stands in its own file. */
export const courseScript = (course: PlayerCourse): string => packageScript('course', course)
