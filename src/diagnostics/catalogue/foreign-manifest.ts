import {fault} from './entry.js'

/** Faults in the manifest of a package, whatever it is for. Found by `inspect`. */
export const foreignManifestEntries = {
  'manifest/not-at-root': fault<{path: string}>(
    'error',
    'Moodle',
    'most systems',
  )('Moodle 5.1, mod/scorm/lib.php:1231 and backup/converter/imscc11/lib.php:46')(
    ({path}) =>
      `The manifest stands at ${path}, not at the top of the zip: Moodle and most other systems refuse the package.`,
    'Pack what is in the folder, not the folder.',
    'Systems look for imsmanifest.xml at the top alone. Newer Canvas looks through one folder.',
  ),
  'manifest/misnamed': fault<{path: string}>(
    'error',
    'Moodle',
    'systems on Linux',
  )('Moodle 5.1, mod/scorm/lib.php:1231')(
    ({path}) => `The manifest is called ${path}: systems look for imsmanifest.xml, in small letters.`,
    'Rename it to imsmanifest.xml.',
    'Capitals count on most servers.',
  ),
  'manifest/encoding': fault<{encoding: string}>(
    'warning',
    'Moodle',
  )('Moodle 5.1, backup/converter/imscc11/lib.php:46 (looks for bytes); mod/scorm/datamodels/scormlib.php:560')(
    ({encoding}) => `The manifest is in ${encoding}: Moodle looks into its bytes as if they were UTF-8.`,
    'Save it as UTF-8.',
    'UTF-8 is what every system reads.',
  ),
  'manifest/order': fault<{child: string; parent: string; refused: boolean}>(
    ({refused}) => (refused ? 'error' : 'warning'),
    'Moodle',
    'ADL’s validator',
  )('Moodle 5.1, backup/converter/imscc11/lib.php:94 (cartridges); imscp_rootv1p1p2.xsd, imscp_v1p1.xsd')(
    ({child, parent, refused}) =>
      `<${child}> does not belong where it stands in <${parent}>: the manifest is not valid.${refused ? ' Moodle refuses the cartridge.' : ''}`,
    'Put the elements into the order of the schema: those of content packaging first, ADL’s and others after them.',
    'Who validates the manifest before reading it refuses the package.',
  ),
  'manifest/missing-file': fault<{href: string; resource: string}>(
    'error',
    'Moodle',
    'Canvas',
  )(
    'Moodle 5.1, SCORM and cartridges with a file taken out; Canvas, lib/canvas/migration/migrator.rb:122, canvas/topic_converter.rb:26',
  )(
    ({href, resource}) =>
      `“${href}” of resource ${resource} is not in the package: in Moodle learners get an error or an empty page, Canvas leaves the item out or stops.`,
    'Add the file, or take the entry out.',
    'Few importers notice it; learners do.',
  ),
  'manifest/wrong-case': fault<{href: string; path: string}>(
    'error',
    'Moodle',
    'systems on Linux',
  )('Moodle 5.1, backup/cc/entities11.class.php:41 (names are compared byte for byte)')(
    ({href, path}) => `“${href}” is called ${path} in the package: capitals count, so that it is not found.`,
    'Spell both alike.',
    'It works on the author’s machine and nowhere else.',
  ),
  'manifest/backslash': fault<{href: string}>('error', 'any system')('RFC 3986, 3.3: an address has slashes')(
    ({href}) => `“${href}” has a backslash: it is no address.`,
    'Write slashes.',
    'A web server looks for a file with a backslash in its name.',
  ),
  'manifest/no-href': fault<{resource: string}>('error', 'Canvas')('Canvas, lib/canvas/migration/migrator.rb:122')(
    ({resource}) => `A file of resource ${resource} has no href: Canvas stops the whole import.`,
    'Say which file it is, or take the element out.',
    'The importer reads the attribute without asking whether it is there.',
  ),
  'manifest/unlisted': fault<{count: number; paths: readonly string[]; isCartridge: boolean}>(
    'warning',
    'Moodle',
    'ADL’s and 1EdTech’s validators',
  )(
    'Moodle 5.1, backup/cc/entities11.class.php:41 (cartridges); Content Packaging 1.1.4, 4.5; ADL’s and 1EdTech’s validators',
  )(
    ({count, paths, isCartridge}) =>
      `${paths.join(', ')}${count > paths.length ? ` and ${count - paths.length} more` : ''} ${count === 1 ? 'is' : 'are'} in the package, but not in the manifest: ${isCartridge ? 'of a cartridge Moodle copies listed files alone' : 'validators complain, and an importer may leave them behind'}.`,
    'List every file with its resource.',
    'What no manifest names, an importer may leave behind.',
  ),
  'manifest/bad-identifier': fault<{id: string; refused: boolean}>(
    ({refused}) => (refused ? 'error' : 'warning'),
    'Moodle',
    'ADL’s validator',
  )('Moodle 5.1, backup/converter/imscc11/lib.php:94 and schemas11 (xs:ID); XML Schema 1.0, 3.3.8')(
    ({id, refused}) =>
      `“${id}” is no identifier: it must begin with a letter or “_” and hold no blanks or colons.${refused ? ' Moodle refuses the cartridge.' : ''}`,
    'Put a letter before it, and change every reference.',
    'Identifiers are of the type ID in the schemas, which begins with a letter.',
  ),
  'manifest/duplicate-identifier': fault<{id: string}>(
    'error',
    'Moodle',
    'Canvas',
  )(
    'Moodle 5.1, mod/scorm/datamodels/scormlib.php (later ones overwrite earlier ones); schemas11 of cartridges refuse it',
  )(
    ({id}) => `The identifier “${id}” is given twice: one overwrites the other, or the package is refused.`,
    'Give each its own.',
    'Systems keep what learners did by the identifier.',
  ),
  'manifest/too-long': fault<{what: string; length: number}>(
    'error',
    'Moodle',
  )('Moodle 5.1, mod/scorm/db/install.xml:62')(
    ({what, length}) =>
      `${what} has ${length} characters: Moodle’s database takes 255, and the import ends in an error.`,
    'Shorten it.',
    'The columns for titles and identifiers have 255 characters.',
  ),
  'manifest/dangling-reference': fault<{id: string; from: string}>(
    'error',
    'Moodle',
    'Canvas',
  )(
    'Moodle 5.1, mod/scorm (a warning, no launch), schemas11 of cartridges (refused); Canvas, lib/cc/importer/standard/org_converter.rb:78',
  )(
    ({id, from}) =>
      `${from} refers to the resource “${id}”, which is not there: Canvas drops the item, Moodle cannot open it or refuses the cartridge.`,
    'Add the resource, or take the item out.',
    'The entry shows nothing.',
  ),
  'manifest/no-title': fault<{what: string; id: string}>(
    'warning',
    'Moodle',
    'any system',
  )('Content Packaging 1.1.4, 4.4; Moodle 5.1, mod/scorm shows this title')(
    ({what, id}) => `The ${what} “${id}” has no title: learners see its identifier, or nothing.`,
    'Give it a title.',
    'The title in the manifest is what a system shows.',
  ),
}
