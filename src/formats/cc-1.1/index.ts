import {writeCartridge} from '../_cartridge/cartridge.js'
import {type Options, options} from '../_cartridge/options.js'
import {version11} from '../_cartridge/version.js'
import {listedInManifest} from '../_content-packaging/manifest.js'
import {defineFormat} from '../format.js'

/** Common Cartridge 1.1: the one version that Moodle and Canvas both read. */
export const commonCartridge11 = defineFormat<Options>({
  id: 'cc-1.1',
  title: 'Common Cartridge 1.1',
  summary:
    'Pages, quizzes, discussions and links that Moodle, Canvas, Blackboard and others take apart and make their own.',
  container: {kind: 'zip', extension: 'imscc'},
  options,
  listed: listedInManifest,
  write: (input) => writeCartridge(input, version11),
})
