import {aboutCourse} from '../_content-packaging/about.js'
import {identifier, packageIds} from '../_content-packaging/identifiers.js'
import {cartridgeLom} from '../_content-packaging/lom.js'
import {itemTree, type PackagedItem, type PackagedResource, resourceTree} from '../_content-packaging/manifest.js'
import {writeXml} from '../_xml/write.js'
import {type Context, named} from './context.js'

/** `imsmanifest.xml`. The root item has no title; what it holds are the entries that learners see. */
export const manifest = (
  context: Context,
  items: readonly PackagedItem[],
  resources: readonly PackagedResource[],
): string => {
  const {namespace, manifestLom, resourceLom, profile, prefix, schemaVersion} = context.version
  const extension = `http://www.imsglobal.org/xsd/ims${prefix}/imscp_extensionv1p2`
  const hasVariants = resources.some((resource) => resource.variant !== undefined)
  return writeXml([
    'manifest',
    {
      // Moodle knows the cartridge by this within the first 1024 bytes (backup/converter/imscc11/lib.php:46).
      xmlns: namespace,
      'xmlns:lomimscc': manifestLom,
      'xmlns:lomr': resourceLom,
      'xmlns:cpx': hasVariants ? extension : undefined,
      'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
      identifier: identifier(
        'manifest',
        ...packageIds(context.course.id, context.edition),
        context.language.toLowerCase(),
      ),
      'xsi:schemaLocation': [
        `${namespace} ${profile}/${prefix}_imscp_v1p2_v1p0.xsd`,
        `${manifestLom} ${profile}/LOM/${prefix}_lommanifest_v1p0.xsd`,
        `${resourceLom} ${profile}/LOM/${prefix}_lomresource_v1p0.xsd`,
        ...(hasVariants ? [`${extension} ${profile}/${prefix}_cpextensionv1p2_v1p0.xsd`] : []),
      ].join(' '),
    },
    [
      'metadata',
      {},
      ['schema', {}, 'IMS Common Cartridge'],
      ['schemaversion', {}, schemaVersion],
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
}
