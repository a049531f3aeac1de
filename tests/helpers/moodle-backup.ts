import type {PackageFile} from '../../src/model/package.js'
import {type ReadElement, readXml} from './read-xml.js'

/**
 * Reads a Moodle backup as somebody who trusts nothing: follows every id, context, slot, reference, address and hash, and
 * says what leads nowhere. Without findings, nothing of the backup gets lost on restore for want of a name.
 */
export const readBackup = (files: readonly PackageFile[]) => {
  const texts = new Map(files.flatMap(({path, content}) => ('text' in content ? [[path, content.text] as const] : [])))
  const paths = new Set(files.map(({path}) => path))
  const problems: string[] = []
  const expect = (holds: boolean, problem: string) => {
    if (!holds) problems.push(problem)
  }
  const read = (path: string): ReadElement => {
    const text = texts.get(path)
    if (text === undefined) {
      problems.push(`${path} is missing`)
      return {name: '', attributes: {}, children: [], text: ''}
    }
    return readXml(text)
  }

  const main = texts.get('moodle_backup.xml') ?? ''
  // backup_general_helper::detect_backup_format looks at so many bytes.
  const head = new TextDecoder().decode(new TextEncoder().encode(main).subarray(0, 200))
  for (const sign of ['<?xml version="1.0" encoding="UTF-8"?>', '<moodle_backup>', '<information>'])
    expect(head.includes(sign), `${sign} is not in the first 200 bytes`)
  const information = at(read('moodle_backup.xml'), 'information')
  const contents = at(information, 'contents')
  const settings = list(information, 'settings', 'setting')
  const sections = list(contents, 'sections', 'section')
  const activities = list(contents, 'activities', 'activity')
  const hasUsers = settings.some((each) => field(each, 'name') === 'users' && field(each, 'value') === '1')
  for (const path of ['files', 'questions', 'roles', 'scales', 'outcomes', 'groups', 'course/course', 'course/roles'])
    expect(paths.has(`${path}.xml`), `${path}.xml is missing`)
  expect(paths.has('users.xml') === hasUsers, 'users.xml and the setting do not agree')

  const known = new Map<string, Set<string>>()
  const number = (kind: string, id: string | undefined, where: string) => {
    const ids = known.get(kind) ?? new Set()
    known.set(kind, ids)
    expect(/^[1-9]\d*$/.test(id ?? ''), `${where} has no number: ${id}`)
    expect(!ids.has(id ?? ''), `${where} has a number of another ${kind}: ${id}`)
    ids.add(id ?? '')
  }

  // What may be named, before anything is followed.
  const contexts = new Map<string, string>()
  const modules = new Map<string, string>()
  const course = read('course/course.xml')
  number('context', course.attributes.contextid, 'course')
  contexts.set(course.attributes.contextid ?? '', 'course')
  expect(field(information, 'original_course_contextid') === course.attributes.contextid, 'the course has two contexts')
  expect(field(information, 'original_course_id') === course.attributes.id, 'the course has two ids')
  const sectionIds = sections.map((section) => field(section, 'sectionid'))
  for (const id of sectionIds) number('section', id, 'section')
  const read1 = activities.map((entry) => {
    const folder = field(entry, 'directory')
    const name = field(entry, 'modulename')
    const id = field(entry, 'moduleid')
    expect(folder === `activities/${name}_${id}`, `${folder} is not named after ${name} and ${id}`)
    expect(sectionIds.includes(field(entry, 'sectionid')), `${folder} is in a section that is not there`)
    for (const file of ['roles', 'grades', 'inforef', 'module', name])
      expect(paths.has(`${folder}/${file}.xml`), `${folder}/${file}.xml is missing`)
    const activity = read(`${folder}/${name}.xml`)
    const own = at(activity, name)
    number('module', id, folder)
    number('context', activity.attributes.contextid, folder)
    number('instance', activity.attributes.id, folder)
    modules.set(id, name)
    contexts.set(activity.attributes.contextid ?? '', folder)
    expect(activity.attributes.moduleid === id, `${folder}: activity and folder have other module ids`)
    expect(activity.attributes.modulename === name, `${folder}: activity has another module`)
    expect(own.attributes.id === activity.attributes.id, `${folder}: two instance ids`)
    expect(field(own, 'name') !== '', `${folder} has no name`)
    return {folder, name, id, activity, own, section: field(entry, 'sectionid')}
  })

  for (const setting of settings) {
    const [section, activity] = [field(setting, 'section'), field(setting, 'activity')]
    if (section) expect(sectionIds.includes(section.replace('section_', '')), `a setting names ${section}`)
    if (activity) expect(paths.has(`activities/${activity}/module.xml`), `a setting names ${activity}`)
  }
  for (const folder of [
    ...sectionIds.map((id) => `section_${id}`),
    ...read1.map(({folder}) => folder.replace('activities/', '')),
  ]) {
    const included = settings.find((each) => field(each, 'name') === `${folder}_included`)
    expect(included !== undefined && field(included, 'value') === '1', `${folder} is not included`)
  }

  // Questions.
  const questions = new Map<string, ReadElement>()
  const itemIds = new Map<string, Set<string>>()
  const item = (area: string, id: string | undefined) =>
    itemIds.set(area, (itemIds.get(area) ?? new Set()).add(id ?? ''))
  const categories = read('questions.xml').children.map((category) => {
    const id = category.attributes.id ?? ''
    number('category', id, 'question category')
    const context = field(category, 'contextid')
    const owner = contexts.get(context)
    expect(owner !== undefined, `category ${id} is in an unknown context`)
    expect(field(category, 'contextlevel') === '70', `category ${id} is not in an activity`)
    expect(owner?.endsWith(`_${field(category, 'contextinstanceid')}`) ?? false, `category ${id} has another instance`)
    const entries = list(category, 'question_bank_entries', 'question_bank_entry').map((entry) => {
      number('bank entry', entry.attributes.id, 'bank entry')
      expect(field(entry, 'questioncategoryid') === id, `an entry of ${id} is in another category`)
      const question = all(entry, 'question').find((each) => each.attributes.id !== undefined)
      if (!question) throw new Error('An entry without a question.')
      number('question', question.attributes.id, 'question')
      questions.set(question.attributes.id ?? '', question)
      return {id: entry.attributes.id ?? '', idnumber: field(entry, 'idnumber'), question}
    })
    const idnumbers = entries.map((entry) => entry.idnumber).filter((each) => each !== nothing)
    expect(new Set(idnumbers).size === idnumbers.length, `an idnumber is twice in category ${id}`)
    return {id, context, parent: field(category, 'parent'), stamp: field(category, 'stamp'), entries}
  })
  const stamps = [
    ...categories.map(({stamp}) => stamp),
    ...[...questions.values()].map((question) => field(question, 'stamp')),
  ]
  expect(new Set(stamps).size === stamps.length, 'a stamp is used twice')
  for (const {id, parent, context} of categories) {
    if (parent !== '0')
      expect(
        categories.some((other) => other.id === parent && other.context === context),
        `category ${id} has no parent in its context`,
      )
  }
  for (const context of new Set(categories.map((each) => each.context)))
    expect(
      categories.filter((each) => each.context === context && each.parent === '0').length === 1,
      `context ${context} has not one top category`,
    )
  for (const question of questions.values()) judgeQuestion(question, questions, expect, number, item)

  // Files.
  const rows = read('files.xml').children.map((row) => ({
    id: row.attributes.id ?? '',
    hash: field(row, 'contenthash'),
    context: field(row, 'contextid'),
    component: field(row, 'component'),
    area: field(row, 'filearea'),
    item: field(row, 'itemid'),
    path: `${field(row, 'filepath')}${field(row, 'filename')}`,
    folder: field(row, 'filepath'),
  }))
  const keys = rows.map((row) => [row.context, row.component, row.area, row.item, row.path].join('|'))
  expect(new Set(keys).size === keys.length, 'a file stands twice in the same place')
  for (const row of rows) {
    number('file', row.id, 'file')
    expect(/^\/(.*\/)?$/.test(row.folder), `file ${row.id} is in the folder ${row.folder}`)
    expect(contexts.has(row.context), `file ${row.id} is in an unknown context`)
    expect(paths.has(`files/${row.hash.slice(0, 2)}/${row.hash}`), `file ${row.id} has no bytes`)
  }
  for (const path of paths) {
    if (path.startsWith('files/'))
      expect(
        rows.some((row) => path.endsWith(row.hash)),
        `${path} is used by nothing`,
      )
  }
  const questionRows = rows.filter((row) => row.component === 'question' || row.component.startsWith('qtype_'))

  // Sections and activities.
  for (const [index, id] of sectionIds.entries()) {
    const section = read(`sections/section_${id}/section.xml`)
    expect(section.attributes.id === id, `section ${id} calls itself ${section.attributes.id}`)
    expect(field(section, 'number') === String(index), `section ${id} has number ${field(section, 'number')}`)
    judgeAvailability(field(section, 'availabilityjson'), modules, `section ${id}`, expect)
    judgeTexts([field(section, 'summary')], rows, {component: 'course', area: 'section', item: id}, modules, expect)
  }
  const gradeCategories = new Set(all(read('gradebook.xml'), 'grade_category').map((each) => each.attributes.id ?? ''))
  for (const total of all(read('gradebook.xml'), 'grade_item'))
    expect(gradeCategories.has(field(total, 'iteminstance')), 'a total is of no category')
  for (const criterion of all(read('completion.xml'), 'course_completion_criteria'))
    expect(
      modules.get(field(criterion, 'moduleinstance')) === field(criterion, 'module'),
      'a criterion is of no module',
    )

  for (const {folder, name, id, activity, own, section} of read1) {
    const module = read(`${folder}/module.xml`)
    const context = activity.attributes.contextid ?? ''
    expect(module.attributes.id === id, `${folder}: module.xml has another id`)
    expect(Number(module.attributes.version) >= 2022020300, `${folder}: too old a version`)
    expect(field(module, 'sectionid') === section, `${folder}: module.xml names another section`)
    judgeAvailability(field(module, 'availability'), modules, folder, expect)
    const inforef = read(`${folder}/inforef.xml`)
    const named = (reference: string, of: string) => list(inforef, reference, of).map((each) => field(each, 'id'))
    const own1 = rows.filter((row) => row.context === context && !questionRows.includes(row))
    expect(
      same(
        named('fileref', 'file'),
        own1.map((row) => row.id),
      ),
      `${folder}: inforef names other files`,
    )
    expect(
      same(
        named('question_categoryref', 'question_category'),
        categories.filter((each) => each.context === context).map((each) => each.id),
      ),
      `${folder}: inforef names other categories`,
    )
    const grades = list(read(`${folder}/grades.xml`), 'grade_items', 'grade_item')
    expect(
      same(
        named('grade_itemref', 'grade_item'),
        grades.map((each) => each.attributes.id ?? ''),
      ),
      `${folder}: inforef names other grades`,
    )
    for (const grade of grades) {
      number('grade', grade.attributes.id, folder)
      expect(field(grade, 'iteminstance') === activity.attributes.id, `${folder}: its grade is of another instance`)
      expect(gradeCategories.has(field(grade, 'categoryid')), `${folder}: its grade is in no category`)
    }
    if (field(module, 'completiongradeitemnumber') !== nothing)
      expect(grades.length === 1, `${folder} waits for a grade that it has not`)
    judgeTexts(
      ['intro', 'content'].map((column) => field(own, column)),
      own1,
      {component: `mod_${name}`},
      modules,
      expect,
    )
    if (name === 'glossary')
      for (const entry of list(own, 'entries', 'entry'))
        judgeTexts(
          [field(entry, 'definition')],
          own1,
          {component: 'mod_glossary', area: 'entry', item: entry.attributes.id ?? ''},
          modules,
          expect,
        )
    if (name === 'quiz') judgeQuiz(own, context, categories, expect, folder)
  }
  for (const row of questionRows) {
    const category = categories.find((each) => each.context === row.context)
    expect(category !== undefined, `file ${row.id} is of a question elsewhere`)
    expect(itemIds.get(`${row.component}/${row.area}`)?.has(row.item) ?? false, `file ${row.id} is of no text`)
  }
  for (const category of categories)
    for (const {question} of category.entries)
      for (const {text, component, area, id} of textsOf(question))
        judgeTexts(
          [text],
          rows.filter((row) => row.context === category.context),
          {component, area, item: id},
          modules,
          expect,
        )
  return {problems, activities: read1, categories, rows, sections: sectionIds}
}

export const nothing = '$@NULL@$'

type Expect = (holds: boolean, problem: string) => void

const judgeQuiz = (
  quiz: ReadElement,
  context: string,
  categories: readonly {readonly id: string; readonly context: string; readonly entries: readonly {id: string}[]}[],
  expect: Expect,
  folder: string,
) => {
  const slots = list(quiz, 'question_instances', 'question_instance')
  const sum = slots.reduce((all, slot) => all + Number(field(slot, 'maxmark')), 0)
  expect(Math.abs(sum - Number(field(quiz, 'sumgrades'))) < 1e-4, `${folder}: sumgrades is not the sum of its marks`)
  for (const column of ['attempt', 'correctness', 'marks', 'specificfeedback', 'generalfeedback', 'rightanswer'])
    expect(/^\d+$/.test(field(quiz, `review${column}`)), `${folder}: review${column} is missing`)
  let page = 1
  for (const [index, slot] of slots.entries()) {
    expect(field(slot, 'slot') === String(index + 1), `${folder}: slot ${index + 1} is ${field(slot, 'slot')}`)
    expect([page, page + 1].includes(Number(field(slot, 'page'))), `${folder}: a page is left out`)
    page = Number(field(slot, 'page'))
    const [fixed, random] = [at(slot, 'question_reference'), at(slot, 'question_set_reference')]
    expect((fixed.name === '') !== (random.name === ''), `${folder}: slot ${index + 1} has not one reference`)
    const reference = fixed.name === '' ? random : fixed
    expect(field(reference, 'usingcontextid') === context, `${folder}: slot ${index + 1} is used elsewhere`)
    const own = categories.filter((category) => category.context === context)
    if (fixed.name !== '')
      expect(
        own.some(({entries}) => entries.some(({id}) => id === field(fixed, 'questionbankentryid'))),
        `${folder}: slot ${index + 1} names no question of its own`,
      )
    else {
      const filter = JSON.parse(field(random, 'filtercondition')) as {questioncategoryid: number}
      const drawn = categories.find(({id}) => id === String(filter.questioncategoryid))
      expect((drawn?.entries.length ?? 0) > 0, `${folder}: slot ${index + 1} draws from nothing`)
      expect(field(random, 'questionscontextid') === drawn?.context, `${folder}: slot ${index + 1} draws elsewhere`)
    }
  }
}

const judgeQuestion = (
  question: ReadElement,
  questions: ReadonlyMap<string, ReadElement>,
  expect: Expect,
  number: (kind: string, id: string | undefined, where: string) => void,
  item: (area: string, id: string | undefined) => void,
) => {
  const id = question.attributes.id ?? ''
  const type = field(question, 'qtype')
  const plugin = at(question, `plugin_qtype_${type}_question`)
  expect(plugin.name !== '', `question ${id} has nothing of its type ${type}`)
  for (const name of ['question_hints', 'tags', 'numerical_units'])
    for (const list of all(question, name)) expect(list.children.length > 0, `question ${id} has an empty ${name}`)
  const parent = field(question, 'parent')
  if (parent !== '0') expect(questions.has(parent), `question ${id} is a part of nothing`)
  const answers = list(plugin, 'answers', 'answer')
  for (const answer of answers) {
    number('answer', answer.attributes.id, `question ${id}`)
    item('question/answer', answer.attributes.id)
    item('question/answerfeedback', answer.attributes.id)
  }
  const isAnswer = (name: string) => answers.some((answer) => answer.attributes.id === name)
  for (const area of [
    'questiontext',
    'generalfeedback',
    'correctfeedback',
    'partiallycorrectfeedback',
    'incorrectfeedback',
  ])
    item(`question/${area}`, id)
  item('qtype_essay/graderinfo', id)
  item('qtype_ddmarker/bgimage', id)
  for (const hint of all(question, 'question_hint')) item('question/hint', hint.attributes.id)
  for (const match of all(plugin, 'match')) item('qtype_match/subquestion', match.attributes.id)
  const fractions = answers.map((answer) => Number(field(answer, 'fraction')))
  switch (type) {
    case 'multichoice': {
      const isSingle = field(at(plugin, 'multichoice'), 'single') === '1'
      const best = isSingle ? Math.max(...fractions) : fractions.reduce((sum, each) => sum + Math.max(0, each), 0)
      expect(Math.abs(best - 1) < 1e-5, `question ${id} cannot be answered rightly`)
      break
    }
    case 'shortanswer':
      expect(Math.max(...fractions) === 1, `question ${id} cannot be answered rightly`)
      break
    case 'truefalse':
      for (const name of ['trueanswer', 'falseanswer'])
        expect(isAnswer(field(at(plugin, 'truefalse'), name)), `question ${id}: ${name} is no answer`)
      break
    case 'numerical':
      for (const record of all(plugin, 'numerical_record'))
        expect(isAnswer(field(record, 'answer')), `question ${id}: a tolerance is of no answer`)
      expect(all(plugin, 'numerical_record').length === answers.length, `question ${id}: an answer has no tolerance`)
      break
    case 'multianswer': {
      const sequence = field(at(plugin, 'multianswer'), 'sequence').split(',')
      const places = [...field(question, 'questiontext').matchAll(/\{#(\d+)\}/g)].map(([, place]) => Number(place))
      expect(
        same(
          places.map(String),
          sequence.map((_, index) => String(index + 1)),
        ),
        `question ${id}: other gaps`,
      )
      for (const part of sequence)
        expect(field(questions.get(part) ?? question, 'parent') === id, `question ${id}: gap ${part} is not its own`)
      break
    }
    case 'gapselect':
    case 'ddwtos':
      for (const [, place] of field(question, 'questiontext').matchAll(/\[\[(\d+)\]\]/g))
        expect(answers[Number(place) - 1] !== undefined, `question ${id}: no word for gap ${place}`)
      break
  }
}

interface OwnText {
  readonly text: string
  readonly component: string
  readonly area: string
  readonly id: string
}

const textsOf = (question: ReadElement): readonly OwnText[] => {
  const plugin = at(question, `plugin_qtype_${field(question, 'qtype')}_question`)
  const id = question.attributes.id ?? ''
  const of = (element: ReadElement, column: string, area: string, item: string, component = 'question') => ({
    text: field(element, column),
    component,
    area,
    id: item,
  })
  return [
    of(question, 'questiontext', 'questiontext', id),
    of(question, 'generalfeedback', 'generalfeedback', id),
    ...all(question, 'question_hint').map((hint) => of(hint, 'hint', 'hint', hint.attributes.id ?? '')),
    ...list(plugin, 'answers', 'answer').flatMap((answer) => [
      of(answer, 'answertext', 'answer', answer.attributes.id ?? ''),
      of(answer, 'feedback', 'answerfeedback', answer.attributes.id ?? ''),
    ]),
    ...all(plugin, 'match').map((match) =>
      of(match, 'questiontext', 'subquestion', match.attributes.id ?? '', 'qtype_match'),
    ),
    ...plugin.children.flatMap((options) =>
      ['correctfeedback', 'partiallycorrectfeedback', 'incorrectfeedback'].map((column) =>
        of(options, column, column, id),
      ),
    ),
    ...plugin.children.map((options) => of(options, 'graderinfo', 'graderinfo', id, 'qtype_essay')),
  ]
}

/** Addresses of files lead to rows of the same place, tokens to modules of that kind; and no other address is relative. */
const judgeTexts = (
  texts: readonly string[],
  rows: readonly {readonly component: string; readonly area: string; readonly item: string; readonly path: string}[],
  where: {readonly component: string; readonly area?: string; readonly item?: string},
  modules: ReadonlyMap<string, string>,
  expect: Expect,
) => {
  for (const text of texts) {
    for (const [, address = ''] of text.matchAll(/\s(?:href|src|poster)="([^"]*)"/g)) {
      const file = /^@@PLUGINFILE@@([^?#]*)/.exec(address)
      const token = /^\$@([A-Z]+)VIEWBYID\*(\d+)@\$(?:#.*)?$/.exec(address)
      if (file) {
        const path = decodeURI(file[1] ?? '')
        expect(
          rows.some(
            (row) =>
              row.path === path &&
              row.component === where.component &&
              (where.area === undefined || row.area === where.area) &&
              (where.item === undefined || row.item === where.item),
          ),
          `${path} is not among the files of ${JSON.stringify(where)}`,
        )
      } else if (token) {
        const [, name = '', id = ''] = token
        expect(name === 'COURSE' ? id === '1' : modules.get(id)?.toUpperCase() === name, `${address} leads to nothing`)
      } else expect(/^(https?:|mailto:|#)/.test(address), `${address} is no address`)
    }
  }
}

const judgeAvailability = (json: string, modules: ReadonlyMap<string, string>, where: string, expect: Expect) => {
  if (json === nothing) return
  const tree = JSON.parse(json) as {op: string; c: {type: string; cm?: number}[]; showc: boolean[]}
  expect(tree.op === '&' && tree.c.length === tree.showc.length, `${where}: its conditions are not well-formed`)
  for (const {type, cm} of tree.c)
    if (type === 'completion') expect(modules.has(String(cm)), `${where} waits for something that is not there`)
}

const absent: ReadElement = {name: '', attributes: {}, children: [], text: ''}

/** A child by its name; one without a name if there is none. */
export const at = (element: ReadElement, name: string): ReadElement =>
  element.children.find((child) => child.name === name) ?? absent

export const field = (element: ReadElement, name: string): string => at(element, name).text

const list = (element: ReadElement, name: string, item: string): readonly ReadElement[] =>
  at(element, name).children.filter((child) => child.name === item)

const all = (from: ReadElement, name: string): readonly ReadElement[] =>
  from.children.flatMap((child) => [...(child.name === name ? [child] : []), ...all(child, name)])

const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && [...a].sort().every((each, index) => each === [...b].sort()[index])
