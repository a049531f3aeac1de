import {type Diagnostic, diagnose} from '../../diagnostics/diagnostic.js'
import {metadataOf} from '../../import/qti-1.2/item.js'
import {descendants, element, elements, textOf, type XmlNode} from '../../import/xml.js'
import {startOf} from '../../model/place.js'
import {questionFiles} from './cartridge.js'
import {isForMoodle} from './cartridge-version.js'
import type {InspectRule, Subject} from './rule.js'

/** The questions that a cartridge has for every system. */
const cartridgeFiles = ({
  manifest,
  sources,
  kind,
}: Subject): readonly {readonly root: XmlNode; readonly isQuiz: boolean}[] =>
  manifest && (kind === 'common-cartridge' || kind === 'canvas')
    ? questionFiles(manifest).flatMap(({path, isQuiz}) => {
        const root = sources.documents.get(path)
        return root ? [{root, isQuiz}] : []
      })
    : []

/** All files of QTI 1.2, whichever system they are for. */
const allFiles = ({sources}: Subject): readonly XmlNode[] =>
  [...sources.documents.values()].filter(({name}) => name === 'questestinterop')

const profileOf = (item: XmlNode): string =>
  /^cc\.(\w+)\.v0p1$/.exec(metadataOf(item).get('cc_profile') ?? '')?.[1] ?? ''
const idOf = (item: XmlNode): string => item.attributes.ident ?? item.attributes.title ?? ''

const known = new Set(['multiple_choice', 'multiple_response', 'true_false', 'fib', 'pattern_match', 'essay'])

const profiles: InspectRule = {
  codes: ['qti/profile', 'qti/empty', 'qti/nested-section'],
  *find(subject) {
    if (!isForMoodle(subject)) return
    for (const {root, isQuiz} of cartridgeFiles(subject)) {
      const items = descendants(root, 'item')
      for (const item of items)
        if (!known.has(profileOf(item)))
          yield diagnose('qti/profile', {id: idOf(item), profile: metadataOf(item).get('cc_profile') ?? ''}, item.place)
      const [holder] = elements(root, 'assessment', 'objectbank')
      const title = holder?.attributes.title ?? holder?.attributes.ident ?? ''
      if (!items.some((item) => known.has(profileOf(item)))) yield diagnose('qti/empty', {title}, holder?.place)
      const nested = isQuiz && elements(holder, 'section').flatMap((section) => elements(section, 'section'))[0]
      if (nested) yield diagnose('qti/nested-section', {title}, nested.place)
    }
  },
}

const moodleQuestions: InspectRule = {
  codes: ['qti/true-false', 'qti/pattern-match', 'qti/case'],
  *find(subject) {
    if (!isForMoodle(subject)) return
    for (const {root} of cartridgeFiles(subject))
      for (const item of descendants(root, 'item')) yield* moodleQuestion(item)
  },
}

function* moodleQuestion(item: XmlNode): Iterable<Diagnostic> {
  const id = idOf(item)
  switch (profileOf(item)) {
    case 'true_false': {
      const idents = descendants(item, 'response_label').map(({attributes}) => attributes.ident)
      if (idents.length !== 2 || !idents.includes('true') || !idents.includes('false'))
        yield diagnose('qti/true-false', {id}, item.place)
      return
    }
    case 'pattern_match':
      yield diagnose('qti/pattern-match', {id}, item.place)
      return
    case 'multiple_response': {
      const scoring = descendants(item, 'respcondition').filter(isScoring)
      const right = scoring.flatMap((condition) => rightChoices(element(condition, 'conditionvar')))
      if (right.length > 0 && !right.every(({attributes}) => attributes.case === 'Yes'))
        yield diagnose('qti/case', {id}, item.place)
    }
  }
}

/** `varequal` that has to hold, not those within `not`. */
const rightChoices = (node: XmlNode | undefined): readonly XmlNode[] =>
  elements(node).flatMap((child) =>
    child.name === 'varequal' ? [child] : child.name === 'not' ? [] : rightChoices(child),
  )

const isScoring = (condition: XmlNode): boolean =>
  elements(condition, 'setvar').some((node) => Number(textOf(node)) > 0)

const rightAnswers: InspectRule = {
  codes: ['qti/no-right-answer', 'qti/bare-score'],
  *find(subject) {
    for (const root of allFiles(subject))
      for (const item of descendants(root, 'item')) {
        const isChoice = descendants(element(item, 'presentation'), 'response_lid').length > 0
        if (!isChoice || /essay|survey/.test(metadataOf(item).get('question_type') ?? '')) continue
        const conditions = descendants(item, 'respcondition')
        if (!conditions.some(isScoring)) yield diagnose('qti/no-right-answer', {id: idOf(item)}, item.place)
        const bare = conditions.find(
          (condition) => elements(condition, 'setvar').length > 0 && descendants(condition, 'varequal').length === 0,
        )
        if (bare) yield diagnose('qti/bare-score', {id: idOf(item)}, bare.place)
      }
  },
}

const distinct: InspectRule = {
  codes: ['qti/duplicate-item', 'qti/long-text'],
  *find(subject) {
    for (const root of allFiles(subject)) {
      const seen = new Set<string>()
      for (const item of descendants(root, 'item')) {
        const id = item.attributes.ident
        if (id !== undefined && seen.has(id)) yield diagnose('qti/duplicate-item', {id}, item.place)
        seen.add(id ?? '')
        const length = textOf(element(item, 'presentation', 'material')).length
        if (length > 16_384) yield diagnose('qti/long-text', {id: idOf(item), length}, item.place)
      }
    }
  },
}

const qti2: InspectRule = {
  codes: ['qti/undeclared-response', 'qti/test-version'],
  *find({kind, manifest, sources}) {
    if (kind !== 'qti-2') return
    for (const {type, href} of manifest?.resources ?? [])
      if (/^imsqti_test_xmlv2p2/.test(type) && href?.path !== undefined)
        yield diagnose('qti/test-version', {path: href.path}, startOf(href.path))
    for (const root of sources.documents.values()) {
      if (root.name !== 'assessmentItem') continue
      const declared = new Set(elements(root, 'responseDeclaration').map(({attributes}) => attributes.identifier))
      for (const node of responders(root))
        if (!declared.has(node.attributes.responseIdentifier))
          yield diagnose(
            'qti/undeclared-response',
            {id: root.attributes.identifier ?? '', response: node.attributes.responseIdentifier ?? ''},
            node.place,
          )
    }
  },
}

const responders = (node: XmlNode): readonly XmlNode[] =>
  elements(node).flatMap((child) => [
    ...(child.name.endsWith('Interaction') && child.attributes.responseIdentifier !== undefined ? [child] : []),
    ...responders(child),
  ])

export const questionRules: readonly InspectRule[] = [profiles, moodleQuestions, rightAnswers, distinct, qti2]
