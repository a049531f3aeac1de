import {writeCartridge} from '../_cartridge/cartridge.js'
import {type Options, options} from '../_cartridge/options.js'
import {version13} from '../_cartridge/version.js'
import {listedInManifest} from '../_content-packaging/manifest.js'
import {defineFormat} from '../format.js'

/** Common Cartridge 1.3: as 1.1, with assignments to hand in. Moodle refuses it. */
export const commonCartridge13 = defineFormat<Options>({
  id: 'cc-1.3',
  title: 'Common Cartridge 1.3',
  summary:
    'As Common Cartridge 1.1, with assignments to hand in; for Canvas, Brightspace, Blackboard and others, not for Moodle.',
  container: {kind: 'zip', extension: 'imscc'},
  options,
  listed: listedInManifest,
  write: (input) => writeCartridge(input, version13),
})
