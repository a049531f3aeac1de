import {fault} from './entry.js'

const cc11 = 'Moodle 5.1, backup/converter/imscc11/lib.php:94, schemas11/ccv1p1_imscp_v1p2_v1p0.xsd'

/** Faults of Common Cartridges and of Canvas’s own. Found by `inspect`. */
export const foreignCartridgeEntries = {
  'cartridge/namespace-too-late': fault('error', 'Moodle')('Moodle 5.1, backup/converter/imscc11/lib.php:46-64, seen')(
    () =>
      'The namespace of Common Cartridge does not stand as the default one within the first 1024 bytes of the manifest: Moodle does not know the file.',
    'Put xmlns="…/imsccv1p1/imscp_v1p1" first at <manifest>, and no long comment before it.',
    'Moodle looks at the beginning of the file only, and reads no prefixes.',
  ),
  'cartridge/unknown-version': fault<{version: string}>(
    'error',
    'Canvas',
    'Moodle',
  )('Canvas, lib/canvas/migration/package_identifier.rb:51; Moodle 5.1, schemas11 xsd:706')(
    ({version}) => `“${version}” is no version of Common Cartridge that Canvas knows: it refuses the cartridge.`,
    'Write exactly 1.0.0, 1.1.0, 1.2.0 or 1.3.0 into schemaversion.',
    'The text is compared as it stands, blanks and all.',
  ),
  'cartridge/no-type': fault<{resource: string}>(
    'error',
    'Canvas',
    'Moodle',
  )(`Canvas, lib/canvas/migration/migrator.rb:138; ${cc11}`)(
    ({resource}) => `The resource “${resource}” has no type: Canvas stops the whole import.`,
    'Give it its type, such as webcontent.',
    'The importer reads the attribute without asking whether it is there.',
  ),
  'cartridge/resource-type': fault<{resource: string; type: string}>(
    'error',
    'Moodle',
    'Canvas',
  )(`${cc11}:765-775; Canvas, standard/converter.rb:204-219`)(
    ({resource, type}) =>
      `The resource “${resource}” is of the type “${type}”, which this version of Common Cartridge does not have: Moodle refuses the cartridge, Canvas leaves it out.`,
    'Use a type of the version that the manifest names.',
    'Moodle validates the manifest before it reads it.',
  ),
  'cartridge/intended-use': fault<{value: string}>('error', 'Moodle')(`${cc11}:780-788`)(
    ({value}) => `intendeduse is “${value}”: Moodle refuses the cartridge.`,
    'Use lessonplan, syllabus or unspecified; “assignment” is of version 1.3.',
    'Moodle validates the manifest before it reads it.',
  ),
  'cartridge/structure': fault<{what: string}>('error', 'Moodle')(cc11)(
    ({what}) => `${what}: Moodle refuses the cartridge.`,
    'One organization with structure="rooted-hierarchy", in it one item without a resource, and all others below that, each with a title.',
    'Moodle validates the manifest before it reads it.',
  ),
  'cartridge/no-items': fault('error', 'Moodle')('Moodle 5.1, backup/cc/cc112moodle.php:123-134, seen')(
    () => 'The table of contents is empty: Moodle’s import fails, since it reads only what the contents name.',
    'Put what the course holds into the organization; in Canvas, put it into modules before you export.',
    'Quizzes and pages that no item names are left behind.',
  ),
  'cartridge/title-tag': fault<{title: string}>(
    'error',
    'Moodle',
  )('Moodle 5.1, util/settings/base_setting.class.php:470, restore_course_task.class.php:199, seen')(
    ({title}) => `The title “${title}” looks as if it had a tag in it: Moodle’s import dies of it.`,
    'Write the title without “<”.',
    'Moodle compares the title with itself without tags, and stops if they differ.',
  ),
  'cartridge/empty-page': fault('error', 'Moodle')('Moodle 5.1, backup/cc/entity11.resource.class.php:143, seen')(
    () =>
      'The page has nothing but scripts, frames or drawings, which Moodle takes out: its import dies of the empty page.',
    'Write a sentence on the page, such as what is to be seen and where.',
    'PHP’s parser throws an error for an empty text.',
  ),
  'cartridge/entity-name': fault<{text: string}>(
    'error',
    'Moodle',
  )('Moodle 5.1, backup/cc/entities.class.php:33-39, seen')(
    ({text}) =>
      `The text shows “${text}” to its readers: Moodle takes one level of entities away and then cannot read its own file. The whole import dies.`,
    'Part the sign from the name, such as <span>&amp;</span>nbsp;.',
    'Only lt, gt, amp, quot and apos are known in XML.',
  ),
  'cartridge/filebase': fault<{url: string}>(
    'warning',
    'Canvas',
    'Moodle',
  )(
    'Canvas, standard/webcontent_converter.rb:22 (HTML is kept byte for byte); Moodle 5.1, entity11.resource.class.php:145',
  )(
    ({url}) => `The page refers to “${url}”: $IMS-CC-FILEBASE$ means nothing within a page, so that the link is dead.`,
    'Write the address relative to the page.',
    'The sign is replaced in questions, discussions and assignments only.',
  ),
  'cartridge/odd-name': fault<{count: number; paths: readonly string[]}>(
    'warning',
    'Moodle',
  )('Moodle 5.1, backup/cc/entities11.class.php:41-57 and entity11.resource.class.php:145-168, seen')(
    ({count, paths}) =>
      `${paths.join(', ')}${count > paths.length ? ` and ${count - paths.length} more` : ''} ${count === 1 ? 'has' : 'have'} blanks, signs or letters beyond ASCII in the name: Moodle loses such files and the links to them.`,
    'Name files with a–z, 0–9, “-”, “_” and “.”.',
    'Moodle takes an href as the name of the file, with its percent signs.',
  ),
  'cartridge/link-address': fault<{url: string}>(
    'error',
    'Moodle',
  )('Moodle 5.1, backup/cc/entity11.resource.class.php:90-104, seen')(
    ({url}) => `The web link leads to “${url}”: Moodle puts http://invalidurldetected/ in its place.`,
    'Give a whole address with http:// or https://, in ASCII and without blanks.',
    'Moodle checks the syntax by a pattern that knows no other.',
  ),
  'cartridge/protected': fault('error', 'Moodle')('Moodle 5.1, backup/converter/imscc11/lib.php:101')(
    () => 'The cartridge asks for an authorisation: Moodle and most others refuse it.',
    'Export it without protection.',
    'Nobody can open it without the service that protects it.',
  ),
  'cartridge/used-twice': fault<{resource: string}>(
    'error',
    'Moodle',
  )('Moodle 5.1, seen: “Backup is missing XML file”')(
    ({resource}) => `The quiz “${resource}” stands in the contents twice: Moodle’s import breaks off.`,
    'Name it once, and link to it elsewhere.',
    'Moodle writes one file for both and looks for two.',
  ),
  'canvas/page-unnamed': fault('warning', 'Canvas')('Canvas, lib/cc/importer/canvas/wiki_converter.rb:22-55')(
    () => 'The page does not say what Canvas calls it (<meta name="identifier">) or has no title: Canvas skips it.',
    'Add both to its head.',
    'Every file in wiki_content is a page, known by its identifier.',
  ),
  'canvas/discussion-type': fault<{resource: string; type: string}>(
    'error',
    'Canvas',
  )('Canvas, lib/cc/importer/canvas/topic_converter.rb:26; instructure/canvas-lms issue 1147')(
    ({resource, type}) =>
      `The discussion “${resource}” is of the type “${type}”: in its own cartridges Canvas reads imsdt_xmlv1p1 alone.`,
    'Make the cartridge version 1.1.',
    'The type is compared as a whole.',
  ),
  'canvas/dangling-item': fault<{title: string; id: string}>(
    'error',
    'Canvas',
  )('Canvas, lib/cc/importer/canvas/module_converter.rb:22-78')(
    ({title, id}) =>
      `The item “${title}” of a module refers to “${id}”, which is not in the cartridge: Canvas leaves it out.`,
    'Export the course again with all of its content.',
    'Canvas makes items for what it has imported.',
  ),
  'canvas/no-grading-type': fault('warning', 'Canvas')('Canvas, app/models/importers/assignment_importer.rb:131-133')(
    () => 'The assignment says its points but no grading_type: Canvas ignores the points.',
    'Add <grading_type>points</grading_type>.',
    'Points are read for a known way of grading.',
  ),
  'qti/profile': fault<{id: string; profile: string}>(
    'error',
    'Moodle',
    'Open edX',
  )('Moodle 5.1, backup/cc/entity11.quiz.class.php:986-1029; cc2olx, content_processors/qti.py:110')(
    ({id, profile}) =>
      `The question “${id}” is of ${profile === '' ? 'no profile' : `the profile “${profile}”`}: Moodle drops it without a word.`,
    'Use one of the six: multiple_choice, multiple_response, true_false, fib, pattern_match, essay.',
    'A cartridge has these types of questions only.',
  ),
  'qti/empty': fault<{title: string}>('error', 'Moodle')('Moodle 5.1, backup/cc/entity11.quiz.class.php:98, seen')(
    ({title}) => `“${title}” has no question that Moodle reads: the whole import dies of it.`,
    'Give it a question of a known profile, or take it out.',
    'PHP counts what is not there.',
  ),
  'qti/true-false': fault<{id: string}>(
    'error',
    'Moodle',
  )('Moodle 5.1, backup/cc/entity11.quiz.class.php:917-934, seen')(
    ({id}) => `The answers of “${id}” are not called exactly “true” and “false”: Moodle’s import ends there.`,
    'Name the two response labels true and false.',
    'Moodle looks for these two idents.',
  ),
  'qti/no-right-answer': fault<{id: string}>(
    'error',
    'Canvas',
    'Moodle',
  )('Canvas, qti_exporter, choice_interaction.rb:98; Moodle 5.1, entity11.quiz.class.php:789')(
    ({id}) => `No answer to “${id}” earns a mark.`,
    'Mark the right answer in its response processing.',
    'Nobody can answer the question rightly.',
  ),
  'qti/pattern-match': fault<{id: string}>(
    'warning',
    'Moodle',
  )('Moodle 5.1, backup/cc/entity11.quiz.class.php:669, seen')(
    ({id}) => `“${id}” matches a pattern: in Moodle a right answer earns 100 marks out of 1.`,
    'Use the profile fib.',
    'The share of the marks is stored as it stands.',
  ),
  'qti/case': fault<{id: string}>('error', 'Moodle')('Moodle 5.1, backup/cc/entity11.quiz.class.php:745, seen')(
    ({id}) => `The right choices of “${id}” are not compared with case="Yes": in Moodle every choice earns nothing.`,
    'Add case="Yes" to each varequal of a right choice.',
    'Moodle finds the right choices by this attribute.',
  ),
  'qti/duplicate-item': fault<{id: string}>('error', 'Moodle', 'Canvas')('Moodle 5.1, seen: answers are doubled')(
    ({id}) => `Two questions of one file are called “${id}”: Moodle gives each the answers of both.`,
    'Give each an ident of its own.',
    'Answers are kept by the ident of the question.',
  ),
  'qti/bare-score': fault<{id: string}>('warning', 'Canvas New Quizzes')('instructure/qti 2.27.0, run: NoMethodError')(
    ({id}) => `“${id}” sets a score without comparing an answer: New Quizzes fails at it.`,
    'Take such conditions out: no score is zero anyway.',
    'The reader expects a varequal in each condition that scores a choice.',
  ),
  'qti/long-text': fault<{id: string; length: number}>(
    'warning',
    'Canvas',
  )('Canvas, qti_exporter, assessment_item_converter.rb:164-168')(
    ({id, length}) => `The text of “${id}” has ${length} characters: Canvas puts a notice in place of more than 16 KB.`,
    'Move pictures within the text into files, or shorten it.',
    'The text of a question has a limit there.',
  ),
  'qti/nested-section': fault<{title: string}>(
    'warning',
    'Moodle',
  )('Moodle 5.1, backup/cc/entity11.quiz.class.php:335-339')(
    ({title}) => `“${title}” has sections within sections: Moodle reads the outer ones alone, and drops the rest.`,
    'Put all questions into sections of the first level.',
    'Moodle looks for items at one depth.',
  ),
  'qti/undeclared-response': fault<{id: string; response: string}>(
    'error',
    'any system',
  )('QTI 2.1, information model 6.1: responseIdentifier')(
    ({id, response}) => `An interaction of “${id}” answers to “${response}”, which is not declared.`,
    'Declare it with a responseDeclaration.',
    'What learners answer cannot be marked.',
  ),
  'qti/test-version': fault<{path: string}>('warning', 'Canvas')('Canvas, qti_exporter, qti.rb:73, run')(
    ({path}) => `${path} is a test of QTI 2.2: Canvas makes no quiz of it, only a bank of its questions.`,
    'Write it as QTI 2.1.',
    'Canvas looks for imsqti_test_xmlv2p1 alone.',
  ),
}
