import type {Item as CourseItem} from '../../model/course.js'
import {itemsOf} from '../../model/course.js'
import type {Local} from '../../model/text.js'
import {aboutCourse} from '../_content-packaging/about.js'
import {identifier, packageIds} from '../_content-packaging/identifiers.js'
import {courseLom, itemLom} from '../_content-packaging/lom.js'
import {type PackagedResource, resourceTree} from '../_content-packaging/manifest.js'
import {writeXml, type XmlElement} from '../_xml/write.js'
import type {Context} from './context.js'
import {type Item, instance} from './item.js'
import type {Test} from './test.js'

const packaging = 'http://www.imsglobal.org/xsd/imscp_v1p1'
const lom = 'http://ltsc.ieee.org/xsd/LOM'
// Canvas takes the package for QTI 2 by this namespace (qti_exporter, converter.rb, `is_qti_2`).
const metadata = 'http://www.imsglobal.org/xsd/imsqti_metadata_v2p1'
const schemas = 'http://www.imsglobal.org/xsd'

/** `imsmanifest.xml`: tests and items as resources, without a table of contents. */
export const manifest = (context: Context, tests: readonly Test[], items: readonly Item[]): string =>
  writeXml([
    'manifest',
    {
      xmlns: packaging,
      'xmlns:lom': lom,
      'xmlns:imsqti': metadata,
      'xmlns:xsi': instance,
      identifier: identifier(
        'manifest',
        ...packageIds(context.course.id, context.edition),
        context.language.toLowerCase(),
      ),
      'xsi:schemaLocation': [
        `${packaging} ${schemas}/qti/qtiv2p1/qtiv2p1_imscpv1p2_v1p0.xsd`,
        `${lom} ${schemas}/imsmd_loose_v1p3p2.xsd`,
        `${metadata} ${schemas}/qti/qtiv2p1/imsqti_metadata_v2p1.xsd`,
      ].join(' '),
    },
    [
      'metadata',
      {},
      ['schema', {}, 'QTIv2.1 Package'],
      ['schemaversion', {}, '1.0.0'],
      courseLom(aboutCourse(context.course, context.language)),
    ],
    ['organizations', {}],
    [
      'resources',
      {},
      ...tests.map((test) => resourceTree(testResource(context, test))),
      ...items.map((item) => resourceTree(itemResource(context, item))),
    ],
  ])

const testResource = (context: Context, test: Test): PackagedResource => ({
  identifier: `${test.identifier}-file`,
  type: 'imsqti_test_xmlv2p1',
  href: test.path,
  files: [test.path, ...test.media.map(context.mediaPath)],
  dependencies: test.items.map(resourceId),
})

/** Pictures are files of the item itself: Canvas leaves out files that have a resource of their own (qti.rb, `convert_files`). */
const itemResource = (context: Context, item: Item): PackagedResource => ({
  identifier: resourceId(item),
  type: 'imsqti_item_xmlv2p1',
  href: item.path,
  files: [item.path, ...item.media.map(context.mediaPath)],
  metadata: [qtiMetadata(item), ...describe(context, item)],
})

const resourceId = (item: Item): string => `${item.identifier}-file`

const qtiMetadata = ({question, interactions}: Item): XmlElement => {
  const {right, wrong, general} = question.feedback
  const says = [right, wrong, general].some((body) => body !== undefined)
  return [
    'imsqti:qtiMetadata',
    {},
    ['imsqti:timeDependent', {}, 'false'],
    ['imsqti:composite', {}, 'false'],
    ...interactions
      .filter((name) => !betterGuessed.has(name))
      .map((name): XmlElement => ['imsqti:interactionType', {}, name]),
    ['imsqti:feedbackType', {}, says ? 'nonadaptive' : 'none'],
    ['imsqti:solutionAvailable', {}, String(question.type !== 'essay' || question.modelAnswer !== undefined)],
  ]
}

/**
 * Canvas guesses these two rightly from the item; by name it takes menus for one choice and loses the gap of a text entry
 * (assessment_item_converter.rb, `create_instructure_question`; question_type_educated_guesser.rb).
 */
const betterGuessed = new Set(['textEntryInteraction', 'inlineChoiceInteraction'])

/** What catalogues know of a question: its tags, how hard it is, and the objectives that it tests. */
const describe = ({course, language}: Context, {question}: Item): readonly XmlElement[] => {
  const objectives = itemsOf(course).flatMap((item: CourseItem<Local>) =>
    item.type === 'lesson' ? item.objectives : [],
  )
  const tested = objectives.filter((objective) => question.objectives.includes(objective.id))
  if (question.tags.length === 0 && question.difficulty === undefined && tested.length === 0) return []
  return [
    itemLom({
      language,
      keywords: question.tags,
      ...(question.difficulty === undefined ? {} : {difficulty: question.difficulty}),
      objectives: tested.map(({text}) => text),
    }),
  ]
}
