import type {Course, Edition} from '../../model/course.js'
import type {Local} from '../../model/text.js'
import {aboutCourse} from '../_content-packaging/about.js'
import {identifier, packageIds} from '../_content-packaging/identifiers.js'
import {imsmdLom} from '../_content-packaging/lom.js'
import {itemTree, resourceTree} from '../_content-packaging/manifest.js'
import {cut} from '../_scorm/text.js'
import {writeXml} from '../_xml/write.js'

const packaging = 'http://www.imsproject.org/xsd/imscp_rootv1p1p2'
const scorm = 'http://www.adlnet.org/xsd/adlcp_rootv1p2'
const metadata = 'http://www.imsglobal.org/xsd/imsmd_rootv1p2p1'

/** The schemas that stand at the root of the package, by custom, where `xsi:schemaLocation` points. */
export const schemas = ['adlcp_rootv1p2.xsd', 'ims_xml.xsd', 'imscp_rootv1p1p2.xsd', 'imsmd_rootv1p2p1.xsd'] as const

export interface ManifestInput {
  readonly course: Course<Local>
  readonly edition?: Pick<Edition, 'provenance'>
  readonly language: string
  /** The document that opens; one of `files`. */
  readonly launch: string
  readonly files: readonly string[]
  /** Percent. */
  readonly masteryScore?: number
}

/**
 * `imsmanifest.xml`: one organization, one item, one SCO with all files. Prefixes are those that Moodle compares letter by
 * letter (mod/scorm/datamodels/scormlib.php:152), and the SCO's resource is the first, which Open edX launches.
 */
export const manifest = ({course, edition = {}, language, launch, files, masteryScore}: ManifestInput): string => {
  const title = within200(course.title)
  const organization = identifier('organization', course.id)
  const resource = identifier('resource', course.id)
  return writeXml([
    'manifest',
    {
      xmlns: packaging,
      'xmlns:adlcp': scorm,
      'xmlns:imsmd': metadata,
      'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
      identifier: identifier('manifest', ...packageIds(course.id, edition), language.toLowerCase()),
      version: within20(course.version),
      'xsi:schemaLocation': [
        `${packaging} imscp_rootv1p1p2.xsd`,
        `${metadata} imsmd_rootv1p2p1.xsd`,
        `${scorm} adlcp_rootv1p2.xsd`,
      ].join(' '),
    },
    [
      'metadata',
      {},
      ['schema', {}, 'ADL SCORM'],
      ['schemaversion', {}, '1.2'],
      imsmdLom(aboutCourse(course, language)),
    ],
    [
      'organizations',
      {default: organization},
      [
        'organization',
        {identifier: organization},
        ['title', {}, title],
        itemTree({
          identifier: identifier('item', course.id),
          title,
          resource,
          extras: [masteryScore !== undefined && ['adlcp:masteryscore', {}, String(masteryScore)]],
        }),
      ],
    ],
    [
      'resources',
      {},
      resourceTree({
        identifier: resource,
        type: 'webcontent',
        href: launch,
        files: [launch, ...files.filter((path) => path !== launch)],
        attributes: {'adlcp:scormtype': 'sco'},
      }),
    ],
  ])
}

/** The schema allows a title of 200 characters and a version of 20. */
const within200 = (text: string): string => cut(text, 200)
const within20 = (text: string): string => cut(text, 20)
