import {canvas} from './canvas/index.js'
import {commonCartridge11} from './cc-1.1/index.js'
import {commonCartridge13} from './cc-1.3/index.js'
import {epub} from './epub/index.js'
import type {Format} from './format.js'
import {gift} from './gift/index.js'
import {html} from './html/index.js'
import {moodle} from './moodle/index.js'
import {moodleXml} from './moodle-xml/index.js'
import {pdf} from './pdf/index.js'
import {qti12} from './qti-1.2/index.js'
import {qti21} from './qti-2.1/index.js'
import {scorm12} from './scorm-1.2/index.js'
import {scorm20043rd} from './scorm-2004-3rd/index.js'
import {scorm20044th} from './scorm-2004-4th/index.js'

/** Every format, in the order in which they are listed and built. */
export const formats: readonly Format[] = [
  html,
  epub,
  pdf,
  scorm12,
  scorm20043rd,
  scorm20044th,
  commonCartridge11,
  commonCartridge13,
  canvas,
  qti21,
  qti12,
  moodle,
  moodleXml,
  gift,
]
