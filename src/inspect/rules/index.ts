import {backupRules} from './backup.js'
import {canvasRules} from './canvas.js'
import {cartridgeRules} from './cartridge.js'
import {identifierRules} from './identifiers.js'
import {manifestFileRules} from './manifest-files.js'
import {manifestOrderRules} from './manifest-order.js'
import {manifestPlaceRules} from './manifest-place.js'
import {moodleXmlRules} from './moodle-xml.js'
import {pageRules} from './pages.js'
import {questionRules} from './questions.js'
import type {InspectRule} from './rule.js'
import {scormRules} from './scorm.js'
import {zipRules} from './zip.js'

/** In the order in which findings without a place are told. */
export const inspectRules: readonly InspectRule[] = [
  ...zipRules,
  ...manifestPlaceRules,
  ...manifestOrderRules,
  ...manifestFileRules,
  ...identifierRules,
  ...scormRules,
  ...cartridgeRules,
  ...questionRules,
  ...canvasRules,
  ...backupRules,
  ...moodleXmlRules,
  ...pageRules,
]
