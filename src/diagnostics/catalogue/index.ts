import {archiveEntries} from './archives.js'
import {browserEntries} from './browsers.js'
import {contentEntries} from './content.js'
import {courseEntries} from './course.js'
import {fileEntries} from './files.js'
import {foreignBackupEntries} from './foreign-backup.js'
import {foreignCartridgeEntries} from './foreign-cartridge.js'
import {foreignFileEntries} from './foreign-files.js'
import {foreignManifestEntries} from './foreign-manifest.js'
import {foreignScormEntries} from './foreign-scorm.js'
import {identityEntries} from './identity.js'
import {linkEntries} from './links.js'
import {overlayEntries} from './overlays.js'
import {packageEntries} from './packages.js'
import {quizEntries} from './quizzes.js'
import {releaseEntries} from './releases.js'
import {upgradeEntries} from './upgrade.js'
import {verificationEntries} from './verification.js'

/** Every code there is. Codes are permanent: a code may retire, but never change its meaning. */
export const catalogue = {
  ...fileEntries,
  ...courseEntries,
  ...identityEntries,
  ...linkEntries,
  ...contentEntries,
  ...quizEntries,
  ...packageEntries,
  ...archiveEntries,
  ...foreignFileEntries,
  ...foreignManifestEntries,
  ...foreignScormEntries,
  ...foreignCartridgeEntries,
  ...foreignBackupEntries,
  ...upgradeEntries,
  ...releaseEntries,
  ...browserEntries,
  ...verificationEntries,
  ...overlayEntries,
}
