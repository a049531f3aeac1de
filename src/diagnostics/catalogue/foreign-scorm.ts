import {fault} from './entry.js'

/** Faults of SCORM packages. Found by `inspect`. */
export const foreignScormEntries = {
  'scorm/nothing-to-launch': fault(
    'error',
    'Moodle',
    'any system',
  )('SCORM 1.2 CAM 2.3; SCORM 2004 CAM 3.4; Moodle 5.1, mod/scorm/datamodels/scormlib.php:704')(
    () => 'No item of an organization has a resource that can be opened.',
    'Give an item an identifierref to a resource with an href.',
    'A system opens the first item that leads to a file.',
  ),
  'scorm/default-organization': fault<{id: string}>(
    'warning',
    'ADL’s validator',
    'systems that follow the standard',
  )('Content Packaging 1.1.4, 4.3: default names an organization')(
    ({id}) => `The default organization “${id}” is not there.`,
    'Name one that is there in the attribute default.',
    'With several organizations nobody can say which one is meant.',
  ),
  'scorm/unknown-version': fault<{version: string}>(
    'error',
    'Moodle',
  )('Moodle 5.1, mod/scorm/datamodels/scormlib.php:54')(
    ({version}) =>
      `The version “${version}” is none that Moodle knows: it takes the package for SCORM 1.2 and offers no API of 2004, so that nothing is recorded.`,
    'Write “2004 3rd Edition” or “2004 4th Edition” into schemaversion, with these capitals and without blanks around it.',
    'Moodle compares the text of schemaversion with a list: 1.2, 1.3, CAM 1.3, 2004 3rd Edition, 2004 4th Edition.',
  ),
  'scorm/prefix': fault<{found: string; wanted: string}>(
    'error',
    'Moodle',
  )('Moodle 5.1, mod/scorm/datamodels/scormlib.php:152 and 178-268')(
    ({found, wanted}) => `Elements have the prefix “${found}” where Moodle reads only ${wanted}.`,
    'Declare the namespaces with the prefixes adlcp, adlseq, adlnav and imsss, and content packaging without any.',
    'Moodle’s parser compares names with their prefixes as text.',
  ),
  'scorm/type': fault<{resource: string; found: string; wanted: string}>(
    'error',
    'Moodle',
    'most systems',
  )('SCORM 1.2 CAM 2.3.5; SCORM 2004 CAM 3.4.1; Moodle 5.1, mod/scorm/loadSCO.php:71')(
    ({resource, found, wanted}) =>
      `The resource “${resource}”, which an item opens, has ${found} in place of ${wanted}: a system takes it for an asset, which is complete as soon as it is opened.`,
    'Write the attribute as its version of SCORM spells it, with the value “sco”.',
    'Only a SCO may talk to the system; what an asset does is not recorded.',
  ),
  'scorm/launch-not-first': fault<{first: string; launch: string}>(
    'warning',
    'Open edX',
  )('openedx-scorm-xblock (2025-08): opens the first resource with an href')(
    ({first, launch}) => `The first resource opens ${first}, the first item ${launch}: Open edX opens the former.`,
    'Put the resource of the first item before all others.',
    'Open edX does not look at items.',
  ),
  'scorm/map-info': fault('error', 'Moodle')('Moodle 5.1 on PHP 8, mod/scorm/datamodels/scormlib.php:378')(
    () => 'The manifest maps global objectives (mapInfo): Moodle’s import dies of it.',
    'Take the elements imsss:mapInfo out; Moodle keeps no global objectives.',
    'PHP 8 stops where PHP 7 only warned.',
  ),
  'scorm/unsafe-sequencing': fault<{element: string}>(
    'warning',
    'Moodle',
    'systems without sequencing',
  )('Moodle 5.1, mod/scorm/datamodels/scormlib.php:220-524 and 667 (rollup is kept without its action)')(
    ({element}) =>
      `The manifest sequences by ${element}: Moodle and many others ignore it, so that learners see all items in any order.`,
    'Guide learners within the package.',
    'Only few systems sequence as SCORM 2004 says.',
  ),
  'scorm/attempt-limit': fault('warning', 'systems that sequence')('SCORM 2004 SN 3.5: limitConditions')(
    () => 'The manifest limits attempts (attemptLimit): a system that sequences locks learners out after them.',
    'Take limitConditions out, and limit attempts in the system.',
    'A lost connection counts as an attempt.',
  ),
  'scorm/several-scos': fault<{count: number}>(
    'error',
    'Moodle',
  )('Moodle 5.1, mod/scorm/datamodels/scorm_13.js:274 and module.js:156, seen')(
    ({count}) =>
      `The package has ${count} SCOs: in Moodle’s player of SCORM 2004 nothing more is recorded after the first one has ended.`,
    'Make one SCO of them, or use SCORM 1.2.',
    'Moodle never opens a second session in the same page.',
  ),
  'scorm/mastery-score': fault<{element: string; value: string; range: string}>(
    'error',
    'systems that judge by it',
  )('SCORM 1.2 CAM 2.3.2.2.11; SCORM 2004 SN 3.10')(
    ({element, value, range}) => `${element} is “${value}”; it must be ${range}.`,
    'Write such a number, or leave the element out.',
    'A system passes and fails learners by it.',
  ),
  'scorm/no-schemas': fault<{paths: readonly string[]}>(
    'warning',
    'ADL’s validator',
  )('SCORM 2004 4th Edition, conformance requirements; ADL test suite, CP tests')(
    ({paths}) =>
      `The schemas ${paths.join(', ')} are not at the top of the package: ADL’s test stops there. Systems do not mind.`,
    'Add the schemas of the edition.',
    'The standard asks for the files that the manifest’s namespaces come from.',
  ),
  'scorm/sub-manifest': fault('warning', 'Moodle')('Moodle 5.1, mod/scorm/datamodels/scormlib.php')(
    () => 'The manifest holds another manifest: Moodle puts the items of both into one list.',
    'Make one manifest of them.',
    'Few systems read manifests within manifests.',
  ),
  'scorm/character-reference': fault<{text: string}>(
    'warning',
    'Moodle',
  )('Moodle 5.1, mod/scorm/datamodels/scormlib.php:560')(
    ({text}) => `“${text}” has characters by their numbers: Moodle shows the number.`,
    'Write the character itself, in UTF-8.',
    'Moodle escapes such references once more before it reads the manifest.',
  ),
  'scorm/base': fault('warning', 'Moodle')('Moodle 5.1, mod/scorm/datamodels/scormlib.php:144-151')(
    () => 'The manifest sets xml:base above its resources: Moodle ignores it, and finds no file.',
    'Write whole addresses, or set xml:base at each resource.',
    'Moodle reads xml:base of a resource alone.',
  ),
  'scorm/module-script': fault<{count: number; paths: readonly string[]}>(
    'warning',
    'Moodle',
  )('Moodle 5.1, lib/classes/filetypes.php:148, lib/setup.php:946, seen')(
    ({count, paths}) =>
      `Moodle serves ${paths.join(', ')}${count > paths.length ? ` and ${count - paths.length} more` : ''} as plain text, so that no browser runs it.`,
    'Name module scripts .js; load WebAssembly from bytes.',
    'Moodle does not know the ending .mjs.',
  ),
}
