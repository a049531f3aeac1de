import {opaque} from '../_content-packaging/identifiers.js'

/** Moodle’s column has room for 100 characters (lib/db/install.xml). */
const longest = 100

export const idNumber = (id: string): string => (id.length <= longest ? id : opaque('idnumber', id))

/** Tells a question or a category from all others, wherever it is restored; made from permanent ids alone. */
export const stamp = (course: string, kind: string, ...ids: readonly string[]): string =>
  `coursewright+${opaque(kind, course, ...ids)}`
