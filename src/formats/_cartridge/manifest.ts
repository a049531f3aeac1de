import {aboutCourse} from '../_content-packaging/about.js'
import {identifier, packageIds} from '../_content-packaging/identifiers.js'
import {cartridgeLom} from '../_content-packaging/lom.js'
import {itemTree, type PackagedItem, type PackagedResource, resourceTree} from '../_content-packaging/manifest.js'
import {writeXml} from '../_xml/write.js'
import {type Context, named} from './context.js'

const namespace = 'http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1'
const manifestLom = 'http://ltsc.ieee.org/xsd/imsccv1p1/LOM/manifest'
const resourceLom = 'http://ltsc.ieee.org/xsd/imsccv1p1/LOM/resource'
const schemas = 'http://www.imsglobal.org/profile/cc/ccv1p1'

/** `imsmanifest.xml`. The root item has no title; what it holds are the entries that learners see. */
export const manifest = (
  context: Context,
  items: readonly PackagedItem[],
  resources: readonly PackagedResource[],
): string =>
  writeXml([
    'manifest',
    {
      // Moodle knows the cartridge by this within the first 1024 bytes (backup/converter/imscc11/lib.php:46).
      xmlns: namespace,
      'xmlns:lomimscc': manifestLom,
      'xmlns:lomr': resourceLom,
      'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
      identifier: identifier(
        'manifest',
        ...packageIds(context.course.id, context.edition),
        context.language.toLowerCase(),
      ),
      'xsi:schemaLocation': [
        `${namespace} ${schemas}/ccv1p1_imscp_v1p2_v1p0.xsd`,
        `${manifestLom} ${schemas}/LOM/ccv1p1_lommanifest_v1p0.xsd`,
        `${resourceLom} ${schemas}/LOM/ccv1p1_lomresource_v1p0.xsd`,
      ].join(' '),
    },
    [
      'metadata',
      {},
      ['schema', {}, 'IMS Common Cartridge'],
      ['schemaversion', {}, '1.1.0'],
      cartridgeLom(aboutCourse(context.course, context.language)),
    ],
    [
      'organizations',
      {},
      [
        'organization',
        {identifier: named(context, 'organization', 'contents'), structure: 'rooted-hierarchy'},
        itemTree({identifier: named(context, 'root', 'contents'), items}),
      ],
    ],
    ['resources', {}, ...resources.map(resourceTree)],
  ])
