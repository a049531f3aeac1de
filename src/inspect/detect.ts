import {kindOfManifest} from '../import/detect.js'
import type {PackageKind} from './contents.js'
import type {PackageManifest} from './manifest.js'

/** What a manifest says that the package is. A reader of cartridges that cannot say it asks no further. */
export const kindOf = ({path, node, schema, version, text, resources}: PackageManifest): PackageKind => {
  const known = kindOfManifest(path, node).value
  if (known === 'canvas') return 'canvas'
  if (known === 'cartridge') return 'common-cartridge'
  const types = resources.map(({type}) => type)
  if (/^QTIv2/i.test(schema) || types.some((type) => /^imsqti_(?:item|test|assessment)_xmlv[23]/.test(type)))
    return 'qti-2'
  if (known === 'qti-1.2') return 'qti-1.2'
  // The namespaces of ADL's elements: adlcp_rootv1p2 in SCORM 1.2, adlcp_v1p2 and adlcp_v1p3 in 2004 (SCORM 2004 CAM 3.4).
  const isScorm =
    /scorm/i.test(schema) ||
    /adlcp_(?:root)?v1p\d/.test(text) ||
    resources.some(({node: {attributes}}) => 'scormtype' in attributes || 'scormType' in attributes)
  if (!isScorm) return 'content-package'
  const is2004 = /adlcp_v1p[23]|imsss/.test(text) || /1\.3|2004/.test(version)
  return is2004 && version.trim() !== '1.2' ? 'scorm-2004' : 'scorm-1.2'
}
