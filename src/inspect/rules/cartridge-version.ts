import type {Subject} from './rule.js'

/**
 * Whether Moodle reads the cartridge, so that what it does to it matters: it knows 1.0 and 1.1 alone
 * (Moodle 5.1, backup/converter/imscc1/lib.php:48, imscc11/lib.php:46).
 */
export const isForMoodle = ({kind, manifest}: Pick<Subject, 'kind' | 'manifest'>): boolean =>
  (kind === 'common-cartridge' || kind === 'canvas') && /^\s*1\.[01](?:\.|\s*$)/.test(manifest?.version ?? '')
