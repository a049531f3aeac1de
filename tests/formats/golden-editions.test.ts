import {describe, it} from 'vitest'
import {expectEditionGolden} from '../helpers/golden.js'

describe.each(['university', 'translated'])('the edition “%s” of everything is as its golden has it in', (overlay) => {
  it.each(['html', 'epub', 'pdf', 'scorm-1.2', 'cc-1.1', 'canvas', 'moodle'])('%s', (format) =>
    expectEditionGolden(overlay, format),
  )
})
