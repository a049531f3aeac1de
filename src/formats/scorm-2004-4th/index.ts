import {scorm2004} from '../_scorm/scorm-2004.js'

export const scorm20044th = scorm2004({
  id: 'scorm-2004-4th',
  title: 'SCORM 2004 4th Edition',
  summary: 'As the 3rd Edition, for platforms that ask for the 4th.',
  schemaVersion: '2004 4th Edition',
})
