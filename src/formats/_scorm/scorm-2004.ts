import * as z from 'zod'
import type {Course} from '../../model/course.js'
import {quizzesOf} from '../../model/course.js'
import type {PackageFile} from '../../model/package.js'
import type {Local} from '../../model/text.js'
import {site} from '../../render/site.js'
import {identifier, packageIds} from '../_content-packaging/identifiers.js'
import {itemTree, listedInManifest, manifestPath, resourceTree} from '../_content-packaging/manifest.js'
import {siteLosses} from '../_site/losses.js'
import {reportingOptions, toSiteOptions} from '../_site/options.js'
import {writeXml, type XmlElement} from '../_xml/write.js'
import {defineFormat, type Format, type FormatInput} from '../format.js'
import {launch, playerFiles} from './player.js'
import {stateRoom} from './state.js'
import {cut} from './text.js'

const options = z.strictObject({
  ...reportingOptions,
  /**
   * Percent that the LMS is told as the passing score (`cmi.scaled_passing_score`). Without it the course decides by the
   * pass marks of its quizzes. Written only if the course has a graded quiz.
   */
  'passing-score': z.number().min(0).max(100).optional(),
})

type Options = z.infer<typeof options>

/** What tells the two editions apart. */
export interface Edition2004 {
  readonly id: 'scorm-2004-3rd' | 'scorm-2004-4th'
  readonly title: string
  readonly summary: string
  /** As `schemaversion` must say it: Moodle compares letter by letter (mod/scorm/datamodels/scormlib.php:54). */
  readonly schemaVersion: string
}

/** The control files that ADL's tester wants at the root, with what they include. */
const schemas = [
  'XMLSchema.dtd',
  'adlcp_v1p3.xsd',
  'adlnav_v1p3.xsd',
  'adlseq_v1p3.xsd',
  'datatypes.dtd',
  'imscp_v1p1.xsd',
  'imsss_v1p0.xsd',
  'imsss_v1p0auxresource.xsd',
  'imsss_v1p0control.xsd',
  'imsss_v1p0delivery.xsd',
  'imsss_v1p0limit.xsd',
  'imsss_v1p0objective.xsd',
  'imsss_v1p0random.xsd',
  'imsss_v1p0rollup.xsd',
  'imsss_v1p0seqrule.xsd',
  'imsss_v1p0util.xsd',
  'xml.xsd',
] as const

/** SCORM 2004: one SCO with its own contents, and no sequencing but that the SCO itself says when it is done. */
export const scorm2004 = (edition: Edition2004): Format =>
  defineFormat<Options>({
    id: edition.id,
    title: edition.title,
    summary: edition.summary,
    container: {kind: 'zip', extension: 'zip'},
    options,
    hasLanguages: true,
    listed: listedInManifest,
    write: (input) => {
      const pages = site({...input, options: toSiteOptions(input.options)})
      const files: readonly PackageFile[] = [...playerFiles(input, 'player-scorm-2004.js'), ...pages.files]
      return {
        files: [
          {path: manifestPath, content: {text: manifest(input, edition, files)}},
          ...schemas.map((name) => ({path: name, content: {asset: `lib/schemas/${edition.id}/${name}`}})),
          ...files,
        ],
        losses: siteLosses(input.course, input.options),
        state: stateRoom(pages.course, 'scorm-2004'),
      }
    },
  })

const packaging = 'http://www.imsglobal.org/xsd/imscp_v1p1'
const adlcp = 'http://www.adlnet.org/xsd/adlcp_v1p3'
const adlseq = 'http://www.adlnet.org/xsd/adlseq_v1p3'
const adlnav = 'http://www.adlnet.org/xsd/adlnav_v1p3'
const imsss = 'http://www.imsglobal.org/xsd/imsss'

/** Prefixes are those that Moodle compares letter by letter, and the SCO's resource is the first, which Open edX launches. */
const manifest = (
  {course, edition: held, language, options: {'passing-score': passingScore}}: FormatInput<Options>,
  edition: Edition2004,
  files: readonly PackageFile[],
): string => {
  const title = cut(course.title, 250)
  const organization = identifier('organization', course.id)
  const resource = identifier('resource', course.id)
  const paths = files.map((file) => file.path).sort()
  return writeXml([
    'manifest',
    {
      xmlns: packaging,
      'xmlns:adlcp': adlcp,
      'xmlns:adlseq': adlseq,
      'xmlns:adlnav': adlnav,
      'xmlns:imsss': imsss,
      'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
      identifier: identifier('manifest', ...packageIds(course.id, held), language.toLowerCase()),
      version: cut(course.version, 20),
      'xsi:schemaLocation': [
        `${packaging} imscp_v1p1.xsd`,
        `${adlcp} adlcp_v1p3.xsd`,
        `${adlseq} adlseq_v1p3.xsd`,
        `${adlnav} adlnav_v1p3.xsd`,
        `${imsss} imsss_v1p0.xsd`,
      ].join(' '),
    },
    ['metadata', {}, ['schema', {}, 'ADL SCORM'], ['schemaversion', {}, edition.schemaVersion]],
    [
      'organizations',
      {default: organization},
      [
        'organization',
        {identifier: organization, structure: 'hierarchical'},
        ['title', {}, title],
        itemTree({
          identifier: identifier('item', course.id),
          title,
          resource,
          extras: [sequencing(course, passingScore), presentation],
        }),
        ['imsss:sequencing', {}, ['imsss:controlMode', {choice: 'true', flow: 'true'}]],
      ],
    ],
    [
      'resources',
      {},
      resourceTree({
        identifier: resource,
        type: 'webcontent',
        href: launch,
        files: [launch, ...paths.filter((path) => path !== launch)],
        attributes: {'adlcp:scormType': 'sco'},
      }),
    ],
  ])
}

/**
 * `deliveryControls` keeps the LMS from calling the SCO completed by itself; a passing score is given where the author
 * asked for one, since it lets some LMSs decide over the head of the course. Source: SCORM 2004 4th Edition, SN 3.13.
 */
const sequencing = (course: Course<Local>, passingScore: number | undefined): XmlElement => {
  const judged = passingScore !== undefined && quizzesOf(course).some((quiz) => quiz.mode === 'graded')
  return [
    'imsss:sequencing',
    {},
    judged && [
      'imsss:objectives',
      {},
      [
        'imsss:primaryObjective',
        {objectiveID: identifier('objective', course.id), satisfiedByMeasure: 'true'},
        ['imsss:minNormalizedMeasure', {}, String(Math.round(passingScore * 100) / 10_000)],
      ],
    ],
    ['imsss:deliveryControls', {completionSetByContent: 'true', objectiveSetByContent: 'true'}],
  ]
}

/** The course has its own navigation, so that the LMS hides its own. */
const presentation: XmlElement = [
  'adlnav:presentation',
  {},
  [
    'adlnav:navigationInterface',
    {},
    ...['previous', 'continue', 'exit', 'abandon'].map((name): XmlElement => ['adlnav:hideLMSUI', {}, name]),
  ],
]
