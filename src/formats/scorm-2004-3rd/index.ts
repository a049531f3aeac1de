import {scorm2004} from '../_scorm/scorm-2004.js'

export const scorm20043rd = scorm2004({
  id: 'scorm-2004-3rd',
  title: 'SCORM 2004 3rd Edition',
  summary: 'As SCORM 1.2, with completion and success told apart; for platforms that ask for SCORM 2004.',
  schemaVersion: '2004 3rd Edition',
})
