import {diagnose} from '../../diagnostics/diagnostic.js'
import {descendants, element, elements, textOf, wordOf, type XmlNode} from '../../import/xml.js'
import {startOf} from '../../model/place.js'
import {known} from '../readers/moodle-backup.js'
import {hasTag} from './cartridge.js'
import {type InspectRule, named, rulesFor, type Subject} from './rule.js'

type BackupSubject = Subject & {readonly backup: NonNullable<Subject['backup']>}

const rule = rulesFor((subject): subject is BackupSubject => subject.backup !== undefined)

const parts = (node: XmlNode) => {
  const contents = element(node, 'information', 'contents')
  return {
    sections: elements(element(contents, 'sections'), 'section'),
    activities: elements(element(contents, 'activities'), 'activity'),
  }
}

const beginning = rule(['backup/not-at-root', 'backup/not-recognised'], function* ({backup, sources}) {
  const {path, root} = backup
  if (root !== '') yield diagnose('backup/not-at-root', {path}, startOf(path))
  const head = (sources.texts.get(path) ?? '').slice(0, 200).toLowerCase()
  if (
    !['<?xml version="1.0" encoding="utf-8"?>', '<moodle_backup>', '<information>'].every((part) => head.includes(part))
  )
    yield diagnose('backup/not-recognised', {}, startOf(path))
})

/** Backups of a single activity or section have fewer files. */
const isOfCourse = (node: XmlNode): boolean =>
  descendants(element(node, 'information', 'details'), 'type').every((type) => textOf(type).trim() === 'course')

/** Read without asking whether they are there, in Moodle 4 and later; elsewhere other files may do. */
const always = [
  'files.xml',
  'questions.xml',
  'roles.xml',
  'scales.xml',
  'outcomes.xml',
  'groups.xml',
  'course/course.xml',
  'course/roles.xml',
]

const filesAreThere = rule(['backup/missing-file'], function* ({backup, sources}) {
  const {node, root} = backup
  if (!isOfCourse(node)) return
  const settings = new Map(
    elements(element(node, 'information', 'settings'), 'setting')
      .filter((setting) => wordOf(setting, 'level') === 'root')
      .map((setting) => [wordOf(setting, 'name'), wordOf(setting, 'value')]),
  )
  const {sections, activities} = parts(node)
  const wanted = [
    ...always.map((path) => [path, true] as const),
    ...(settings.get('users') === '1' ? [['users.xml', true] as const] : []),
    ...sections.map((section) => [`${wordOf(section, 'directory') ?? ''}/section.xml`, true] as const),
    ...activities.flatMap((activity) => {
      const folder = wordOf(activity, 'directory') ?? ''
      const own = `${wordOf(activity, 'modulename') ?? ''}.xml`
      return [
        ...['module.xml', own, 'grades.xml', 'roles.xml'].map((name) => [`${folder}/${name}`, true] as const),
        [`${folder}/inforef.xml`, false] as const,
      ]
    }),
  ]
  for (const [path, refused] of wanted)
    if (!sources.has(root + path)) yield diagnose('backup/missing-file', {path, refused})
})

const hints = rule(['backup/empty-hints'], function* ({backup, sources}) {
  const path = `${backup.root}questions.xml`
  const found = descendants(sources.documents.get(path), 'question_hints').filter(({children}) => children.length === 0)
  if (found.length > 0) yield diagnose('backup/empty-hints', {count: found.length}, found[0]?.place)
})

const contents = rule(['backup/missing-content'], function* ({backup, sources}) {
  const files = elements(sources.documents.get(`${backup.root}files.xml`), 'file')
  const lost = files.filter((file) => {
    const digest = wordOf(file, 'contenthash') ?? ''
    const isFolder = wordOf(file, 'filename') === '.' || Number(wordOf(file, 'filesize') ?? 0) === 0
    return (
      !isFolder &&
      known(wordOf(file, 'repositoryid')) === undefined &&
      !sources.has(`${backup.root}files/${digest.slice(0, 2)}/${digest}`)
    )
  })
  if (lost.length > 0) {
    const {count, paths} = named(lost.map((file) => wordOf(file, 'filename') ?? ''))
    yield diagnose('backup/missing-content', {count, names: paths}, lost[0]?.place)
  }
})

const title = rule(['backup/title-tag'], function* ({backup, contents: {title: name}}) {
  if (hasTag(name)) yield diagnose('backup/title-tag', {title: name}, startOf(backup.path))
})

const settings = rule(['backup/no-settings', 'backup/setting-target'], function* ({backup}) {
  const list = elements(element(backup.node, 'information', 'settings'), 'setting')
  if (list.length === 0) yield diagnose('backup/no-settings', {}, startOf(backup.path))
  const {sections, activities} = parts(backup.node)
  const there = new Set(
    [...sections, ...activities].map((part) => (wordOf(part, 'directory') ?? '').replace(/^.*\//, '')),
  )
  for (const setting of list) {
    const target = wordOf(setting, 'section') ?? wordOf(setting, 'activity')
    if (target !== undefined && !there.has(target))
      yield diagnose('backup/setting-target', {name: wordOf(setting, 'name') ?? '', target}, setting.place)
  }
})

const places = rule(['backup/lost-activity'], function* ({backup}) {
  if (!isOfCourse(backup.node)) return
  const {sections, activities} = parts(backup.node)
  const there = new Set(sections.map((section) => wordOf(section, 'sectionid')))
  for (const activity of activities) {
    const section = wordOf(activity, 'sectionid') ?? ''
    if (!there.has(section))
      yield diagnose('backup/lost-activity', {title: wordOf(activity, 'title') ?? '', section}, activity.place)
  }
})

const quizzes = rule(['backup/sum-of-grades', 'backup/dangling-question'], function* ({backup, sources}) {
  const questions = sources.documents.get(`${backup.root}questions.xml`)
  const entries = new Set(descendants(questions, 'question_bank_entry').map(({attributes}) => attributes.id))
  for (const activity of parts(backup.node).activities) {
    if (wordOf(activity, 'modulename') !== 'quiz') continue
    const quiz = element(sources.documents.get(`${backup.root}${wordOf(activity, 'directory') ?? ''}/quiz.xml`), 'quiz')
    const name = wordOf(quiz, 'name') ?? ''
    // Before Moodle 2.8 an instance was no slot, and its marks had another name.
    const slots = elements(element(quiz, 'question_instances'), 'question_instance').filter((slot) =>
      wordOf(slot, 'maxmark'),
    )
    const wanted = sum(slots.map((slot) => Number(wordOf(slot, 'maxmark') ?? 0)))
    const found = Number(wordOf(quiz, 'sumgrades') ?? 0)
    if (slots.length > 0 && Math.abs(found - wanted) > 0.01)
      yield diagnose('backup/sum-of-grades', {title: name, found, wanted}, quiz?.place)
    for (const slot of slots) {
      const entry = wordOf(slot, 'question_reference', 'questionbankentryid')
      if (questions && entry !== undefined && !entries.has(entry))
        yield diagnose('backup/dangling-question', {title: name, entry}, slot.place)
    }
  }
})

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)

const categories = rule(['backup/two-tops'], function* ({backup, sources}) {
  const seen = new Set<string>()
  for (const category of elements(sources.documents.get(`${backup.root}questions.xml`), 'question_category')) {
    if (wordOf(category, 'parent') !== '0') continue
    const context = wordOf(category, 'contextid') ?? ''
    if (seen.has(context)) yield diagnose('backup/two-tops', {context}, category.place)
    seen.add(context)
  }
})

export const backupRules: readonly InspectRule[] = [
  beginning,
  filesAreThere,
  hints,
  contents,
  title,
  settings,
  places,
  quizzes,
  categories,
]
