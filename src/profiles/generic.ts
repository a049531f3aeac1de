import type {Claim, Profile} from './profile.js'

const said = (text: string, version: string, source: string): Claim => ({text, version, source, evidence: 'read'})

/** A system of which nothing is known but the standards that it says it keeps. */
export const generic: Profile = {
  id: 'generic',
  title: 'Another learning platform',
  summary: 'The formats that most systems read, by the letter of their standards.',
  evidence: 'read',
  formats: [
    {
      id: 'scorm-1.2',
      purpose: 'player',
      claim: said('Nearly every platform plays SCORM 1.2.', '1.2', 'ADL, SCORM 1.2 Run-Time Environment'),
    },
    {
      id: 'cc-1.1',
      purpose: 'course',
      claim: said(
        'Platforms that claim Common Cartridge read 1.1; fewer read later versions.',
        '1.1',
        'IMS Common Cartridge 1.1; Moodle 5.1 refuses 1.2 and 1.3 (backup/converter/imscc11/lib.php:46)',
      ),
    },
    {
      id: 'qti-2.1',
      purpose: 'questions',
      claim: said('Test systems exchange questions by QTI 2.1.', '2.1', 'IMS Question and Test Interoperability 2.1'),
    },
    {
      id: 'qti-1.2',
      purpose: 'questions',
      claim: said('Older systems read QTI 1.2.', '1.2', 'IMS Question and Test Interoperability 1.2.1'),
    },
  ],
  limits: [
    said(
      'A SCORM 1.2 package may keep 4,096 characters of state.',
      '1.2',
      'ADL, SCORM 1.2 Run-Time Environment, section 3.4 (cmi.suspend_data)',
    ),
  ],
  effects: [],
  guide: 'generic',
  isUsual: true,
}
