import type {Claim, Effect, Profile, ProfileFormat} from './profile.js'
import {itemsWith, wholeCourse} from './things.js'

const version = '5.1 (Build 20251017)'

const seen = (text: string, source: string): Claim => ({text, version, source, evidence: 'run'})

const formats: readonly ProfileFormat[] = [
  {
    id: 'moodle',
    purpose: 'course',
    options: {release: '5.0'},
    claim: seen(
      'A course backup brings sections with names, pages, quizzes with all their settings, forums and assignments.',
      'backup/moodle2; hand-made backups were restored',
    ),
  },
  {
    id: 'cc-1.1',
    purpose: 'course',
    claim: seen(
      'Common Cartridge 1.0 and 1.1 are restored as a course; 1.2 and 1.3 are refused.',
      'backup/converter/imscc11/lib.php:46; backup/util/helper/backup_general_helper.class.php:313',
    ),
  },
  {
    id: 'scorm-1.2',
    purpose: 'player',
    options: {status: 'completed'},
    claim: seen(
      'A new SCORM activity counts as complete at the status “completed” alone, so that is what the package reports.',
      'mod/scorm/mod_form.php:349; mod/scorm/classes/completion/custom_completion.php:52',
    ),
  },
  {
    id: 'scorm-2004-3rd',
    purpose: 'player',
    options: {status: 'completed'},
    claim: seen('SCORM 2004 plays with a single SCO.', 'mod/scorm/datamodels/scorm_13.js:274'),
  },
  {
    id: 'moodle-xml',
    purpose: 'questions',
    claim: seen(
      'Questions keep their types, marks, feedback, hints, tags and pictures.',
      'question/format/xml/format.php; question files were imported and attempted',
    ),
  },
  {
    id: 'gift',
    purpose: 'questions',
    claim: seen(
      'GIFT brings questions without marks, hints and pictures.',
      'question/format/gift/format.php; question files were imported and attempted',
    ),
  },
]

const limits: readonly Claim[] = [
  seen('A grade comes from the raw score alone, and is not scaled.', 'mod/scorm/locallib.php:742'),
  seen('Titles and identifiers in a SCORM package have 255 characters at most.', 'mod/scorm/db/install.xml:62'),
  seen('A SCORM package may keep 64,000 characters of state.', 'mod/scorm/datamodels/scorm_12.php:46'),
  seen(
    'A question whose share of marks is not on the list of grades is skipped on import.',
    'lib/questionlib.php:196 (match_grade_options); question files were imported',
  ),
  {
    ...seen(
      'A file of questions that is imported twice brings every question twice, the second time without its ID number.',
      'question/format.php (importprocess)',
    ),
    evidence: 'read',
  },
  {
    ...seen('A cartridge or backup that is restored twice brings everything twice.', 'backup/cc; backup/moodle2'),
    evidence: 'read',
  },
]

const longTitle = 255

const effects: readonly Effect[] = [
  {
    feature: 'course/title',
    formats: ['scorm-1.2', 'scorm-2004-3rd', 'scorm-2004-4th'],
    kind: 'dropped',
    what: 'Moodle cannot store the title of the course, and refuses the package.',
    why: 'Its table for SCORM has room for 255 characters.',
    source: `Moodle ${version}, mod/scorm/db/install.xml:62`,
    remedy: 'Shorten the title of the course to 255 characters.',
    evidence: 'run',
    on: (course) => (course.title.length > longTitle ? wholeCourse(course) : []),
  },
  {
    feature: 'tool/custom',
    formats: ['cc-1.1'],
    kind: 'dropped',
    what: 'Moodle leaves out the custom parameters of the tool.',
    why: 'Its importer reads title, description, address and icon only.',
    source: `Moodle ${version}, backup/cc/entity11.lti.class.php:94`,
    remedy: 'Open the settings of the external tool after the import and type them into “Custom parameters”.',
    evidence: 'run',
    on: itemsWith((item) => item.type === 'tool' && Object.keys(item.custom).length > 0),
  },
  {
    feature: 'discussion/empty',
    formats: ['cc-1.1'],
    kind: 'approximated',
    what: 'Moodle makes a forum with the question as its description; no discussion is open in it.',
    why: 'Its importer makes a forum, and no first post.',
    source: `Moodle ${version}, backup/cc/entity11.forum.class.php:112`,
    remedy: 'Open the first discussion yourself, or leave that to learners.',
    evidence: 'run',
    on: itemsWith((item) => item.type === 'discussion'),
  },
]

/** Moodle as it was run: packages were imported, played and attempted. */
export const moodle: Profile = {
  id: 'moodle',
  title: 'Moodle 5.1',
  summary: 'Restores courses, plays SCORM 1.2 well, and imports questions.',
  evidence: 'run',
  formats,
  limits,
  effects,
  guide: 'moodle',
  isUsual: true,
}

const unseen = (claim: Claim): Claim => ({
  ...claim,
  version: '4.5',
  source: `${claim.source} of ${version}; not run in 4.5`,
  evidence: 'read',
})

/** Moodle 4.5, the version with long support. Nothing was run there: what is said of 5.1 is taken to hold. */
export const moodle45: Profile = {
  ...moodle,
  id: 'moodle@4.5',
  title: 'Moodle 4.5',
  summary: 'As Moodle 5.1, as far as its sources tell; no 4.5 site was tried.',
  evidence: 'read',
  formats: formats.map((format) => ({
    ...format,
    ...(format.id === 'moodle' ? {options: {release: '4.4'}} : {}),
    claim: unseen(format.claim),
  })),
  limits: limits.map(unseen),
  effects: effects.map((effect) => ({...effect, evidence: 'read'})),
  isUsual: false,
}
