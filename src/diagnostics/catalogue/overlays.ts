import {didYouMean} from '../nearest.js'
import {error, warning} from './entry.js'

const ratio = (value: number): string => (typeof value === 'number' ? value.toFixed(2) : String(value))

/** Findings about overlays, and about what a course lets them change. */
export const overlayEntries = {
  'overlay/not-found': error<{folder: string}>(
    ({folder}) => `There is no overlay.yaml in ${folder}.`,
    () => 'Name a folder that holds an overlay, or start one with “coursewright overlay init”.',
    'An overlay is a folder with a file overlay.yaml in it.',
  ),
  'overlay/cycle': error<{id: string; circle: readonly string[]}>(
    ({id, circle}) => `The overlay “${id}” lies over itself: ${[circle].flat().join(', ')}.`,
    () => 'Take one of them out of “over:”.',
    'Of two overlays that each lie over the other, neither could decide.',
  ),
  'overlay/no-order': error<{target: string; one: string; two: string; where: string}>(
    ({target, one, two, where}) =>
      `“${one}” (${where}) and “${two}” both decide ${target}, and neither lies over the other.`,
    ({one}) =>
      `Say which decides: write “over:” with the folder of “${one}” in the overlay that shall have the last word.`,
    'The order in which overlays are named on a command line is no decision; somebody would build another edition tomorrow.',
  ),
  'overlay/contradiction': error<{target: string; one: string; two: string; where: string}>(
    ({target, one, two, where}) => `This overlay says both “${one}” (${where}) and “${two}” of ${target}.`,
    () => 'Keep one of the two.',
    'What is left out cannot be changed, and what is replaced is changed in its own file.',
  ),
  'overlay/other-course': error<{found: string; expected: string}>(
    ({found, expected}) => `This overlay is for the course “${found}”, not for “${expected}”.`,
    () => 'Build it with the course that it was made for, or correct “course:”.',
    'Ids that happen to be alike in two courses do not name the same things.',
  ),
  'overlay/other-digest': error<{version: string; found: string; expected: string}>(
    ({version, found, expected}) =>
      `This is not the ${version} that the overlay was made for: its digest is ${short(found)}, not ${short(expected)}.`,
    () => 'Take the released course, or look at what changed with “coursewright overlay outdated” and accept it.',
    'The digest is the proof that a course is the one that somebody looked at and adapted.',
  ),
  'overlay/other-version': warning<{found: string; expected: string}>(
    ({found, expected}) => `The overlay was made for version ${expected} of the course; this is ${found}.`,
    () => 'Look at what changed with “coursewright overlay outdated”, then take it with “coursewright overlay accept”.',
    'What an overlay replaces or patches may have changed upstream.',
  ),
  'overlay/drift': warning<{target: string; title: string; since: string; version: string}>(
    ({target, title, since, version}) =>
      `This rests on “${title}” (${target}), which changed between ${since} and ${version} of the course.`,
    () => 'See both sides with “coursewright overlay outdated”, then take it with “coursewright overlay accept”.',
    'A correction upstream would not reach learners: the overlay has its own text there.',
  ),
  'overlay/too-much-drift': error<{count: number; limit: number}>(
    ({count, limit}) =>
      `What overlays rest on has changed upstream in ${count} ${Number(count) === 1 ? 'place' : 'places'}; allowed: ${limit}.`,
    () => 'See both sides with “coursewright overlay outdated”, then take them with “coursewright overlay accept”.',
    'The limit is what “--max-drift” says.',
  ),
  'overlay/conflict': error<{mark: string}>(
    ({mark}) => `Here is a conflict of a merge: “${mark}”.`,
    () => 'Choose one of the two sides, or write a third, and delete the three lines with marks.',
    'Both sides changed the same passage; only a person can say what is right.',
  ),
  'overlay/unknown-target': error<{
    kind: string
    id: string
    layer: string
    suggestion: string
    omittedBy: string
  }>(
    ({kind, id, omittedBy}) =>
      omittedBy
        ? `There is no ${kind} “${id}” any more: “${omittedBy}” leaves it out.`
        : `There is no ${kind} “${id}” here.`,
    ({suggestion, omittedBy}) =>
      omittedBy
        ? 'Take out this change, or the omission.'
        : didYouMean(suggestion, 'Look up the id with “coursewright overlay explain”.'),
    'A change whose target is gone would pass in silence, and learners would see what was meant to be changed.',
  ),
  'overlay/unknown-passage': error<{wanted: string; many: number; suggestion: string}>(
    ({wanted, many}) =>
      many === 0
        ? `There is no passage “${wanted}” in this text.`
        : `There are ${many} passages “${wanted}” in this text.`,
    ({many, suggestion}) =>
      Number(many) > 0
        ? 'Name it by “id:”, as a link has it behind “#”.'
        : didYouMean(suggestion, 'Use the words of a heading, or its id.'),
    'A patch whose passage is gone would pass in silence.',
  ),
  'overlay/lost-anchor': warning<{anchor: string; words: string}>(
    ({anchor, words}) => `The link “${words}” leads to “#${anchor}”, which this change takes away.`,
    () => 'Give a heading or figure of your text this id, or leave it: the link leads to the top of the page then.',
    'Other texts link to passages of this one.',
  ),
  'overlay/empty-patch': error<Record<string, never>>(
    () => 'This patch says nothing.',
    () => 'Add “append:”, “prepend:” or “replace:” with the text.',
    'An empty patch is more often a slip than a wish.',
  ),
  'overlay/position': error<{found: readonly string[]}>(
    ({found}) =>
      found.length === 0 ? 'This has no place yet.' : `This has several places: ${[found].flat().join(', ')}.`,
    () => 'Say one of “before:”, “after:” and “end:”, such as “after: {lesson: sovereignty}”.',
    'What is added stands somewhere.',
  ),
  'overlay/misplaced': error<{kind: string; way: string; target: string}>(
    ({kind, way, target}) => `A ${kind} cannot be put ${way === 'end' ? 'at the end of' : way} ${target}.`,
    ({kind}) =>
      kind === 'module'
        ? 'Put it before or after a module.'
        : kind === 'question'
          ? 'Put it before or after a question, or at the end of a quiz or bank.'
          : kind === 'resource'
            ? 'Put it before or after a resource, or at the end of a tier.'
            : 'Put it before or after an item of a module, or at the end of a module.',
    'Each thing stands among its like.',
  ),
  'overlay/other-id': error<{file: string; own: string; id: string}>(
    ({file, own, id}) => `${file} has the id “${own}”, but replaces “${id}”.`,
    ({id}) => `Write “id: ${id}”, or leave the id out.`,
    'What replaces a thing takes its id, so that links to it and progress in it stay.',
  ),
  'overlay/path-outside': error<{path: string; layer: string}>(
    ({path, layer}) => `“${path}” leads out of the overlay “${layer}”.`,
    () => 'Copy the file into the overlay’s folder.',
    'An overlay is a folder that can be handed on; what lies outside would be missing there.',
  ),
  'overlay/file-missing': error<{path: string; layer: string; suggestion: string}>(
    ({path, layer}) => `The overlay “${layer}” has no file ${path}.`,
    ({suggestion}) => didYouMean(suggestion, 'Create it in the folder that a course has it in, or correct the name.'),
    'Names are compared letter by letter.',
  ),
  'overlay/locked': error<{target: string; by: string; why: string; where: string}>(
    ({target, by, why, where}) => `“${by}” does not let editions change ${target} (${where}): ${why}`,
    () => 'Take this change out, or ask the authors.',
    'The authors of a course say what must stay as it is, and why.',
  ),
  'overlay/out-of-bounds': error<{
    target: string
    value: string
    from: number
    to: number
    by: string
    why: string
    where: string
  }>(
    ({target, value, from, to, by, why, where}) =>
      `${target} would be ${value}; “${by}” allows ${from} to ${to} (${where})${why ? `: ${why}` : '.'}`,
    ({from, to}) => `Choose a number from ${from} to ${to}.`,
    'The authors of a course say how far an edition may go.',
  ),
  'overlay/no-derivatives': error<{target: string; licence: string}>(
    ({target, licence}) => `${target} may not be changed: the course is ${licence}.`,
    () => 'Leave it as it is, or ask the authors for another licence.',
    'A licence with “ND” allows to pass on the work, and no adapted version of it (CC BY-ND 4.0, section 2.a.1).',
  ),
  'overlay/no-date': error<{target: string; layer: string}>(
    ({target, layer}) => `“${layer}” changes ${target} and does not say when.`,
    () => 'Write “date:” with a day, such as "2026-09-01".',
    'Whoever passes on a changed text says that it was changed (CC BY 4.0, section 3.a.1.B). Builds have no clock.',
  ),
  'overlay/licence': error<{ours: string; theirs: string}>(
    ({ours, theirs}) => `What the overlay adds is ${ours}, but the course that it changes is ${theirs}.`,
    ({theirs}) => `Write “licence: ${theirs}”, or leave “licence:” out.`,
    'A licence with “SA” asks that adapted versions carry the same licence.',
  ),
  'overlay/unused-term': error<{word: string; suggestion: string}>(
    ({word}) => `The interface does not say “${word}”.`,
    ({suggestion}) => didYouMean(suggestion, 'Use a word as the interface has it; see templates/messages.'),
    'A word that occurs nowhere would be replaced nowhere, in silence.',
  ),
  'overlay/unknown-template': error<{file: string; suggestion: string}>(
    ({file}) => `${file} replaces nothing: coursewright has no template of this name.`,
    ({suggestion}) => didYouMean(suggestion, 'See the folder templates of coursewright for the names.'),
    'A template in the wrong place would be used nowhere, in silence.',
  ),
  'overlay/broken-template': error<{file: string; reason: string}>(
    ({file, reason}) => `${file} cannot be used: ${reason}`,
    () => 'Correct it; start from the file of the same name in the folder templates of coursewright.',
    'Every page is made from a template.',
  ),
  'overlay/unknown-system': error<{system: string; suggestion: string}>(
    ({system}) => `There is no profile of “${system}”.`,
    ({suggestion}) => didYouMean(suggestion, '“coursewright profiles” lists them.'),
    'The profile of a system decides formats and options that nobody else has decided.',
  ),
  'brand/contrast': error<{
    front: string
    ground: string
    mode: string
    ratio: number
    needed: number
    one: string
    two: string
  }>(
    ({front, ground, mode, ratio: found, needed, one, two}) =>
      `“${front}” (${one}) on “${ground}” (${two}) has a contrast of ${ratio(found)} to 1 in ${mode} mode; it needs ${needed}.`,
    ({mode}) => (mode === 'dark' ? 'Choose a lighter colour for dark mode.' : 'Choose a darker colour for light mode.'),
    'People with low vision could not read it. Source: WCAG 2.2, SC 1.4.3 and 1.4.11.',
  ),
  'brand/unsafe-svg': error<{found: string}>(
    ({found}) => `The logo holds “${found}”, which could run or load something.`,
    () => 'Export the logo anew as a plain SVG, or use a PNG.',
    'A script in a picture would run in the pages of an LMS, with the rights of whoever looks at them.',
  ),
  'brand/no-picture': error<{path: string}>(
    ({path}) => `${path} is no picture that every browser shows.`,
    () => 'Use an SVG or a PNG.',
    'A logo is shown on every page.',
  ),
  'translation/no-original': error<{key: string; suggestion: string}>(
    ({key}) => `The course has no text “${key}” that this could be a translation of.`,
    ({suggestion}) => didYouMean(suggestion, 'Take it out, or give it the id of the original.'),
    'A translation has the ids of its original, so that learners keep their progress when they change the language.',
  ),
  'translation/other-shape': error<{id: string}>(
    ({id}) => `The translation of the question “${id}” differs from its original in more than its words.`,
    () =>
      'Copy the question from the course, and change nothing but texts: as many choices, in the same order, with the same right ones.',
    'An answer must mean the same in each language.',
  ),
  'translation/other-headings': warning<{own: number; theirs: number}>(
    ({own, theirs}) =>
      `The translation has other headings than its original: ${own} here, ${theirs} there, or of other ranks.`,
    () => 'Give it the same headings in the same order; then links to a passage land in every language.',
    'A translated heading takes the name of its original, by its place.',
  ),
  'translation/not-offered': error<{language: string; suggestion: string}>(
    ({language}) => `There are texts in “${language}”, which is no language of this edition.`,
    ({suggestion, language}) => didYouMean(suggestion, `Write “languages: [${language}]”, or “language: ${language}”.`),
    'Texts in the wrong folder would be used nowhere, in silence.',
  ),
  'variable/unknown': error<{name: string; suggestion: string; known: readonly string[]}>(
    ({name}) => `The course has no variable “${name}”.`,
    ({suggestion, known}) =>
      didYouMean(
        suggestion,
        [known].flat().length === 0
          ? 'Declare it below “variables:” in course.yaml.'
          : `Known here: ${[known].flat().join(', ')}.`,
      ),
    'A variable has a name, a type and a default, so that every edition says something.',
  ),
  'variable/unused': error<{name: string}>(
    ({name}) => `No text says the variable “${name}”.`,
    ({name}) => `Write “:say[${name}]” where it belongs, or remove it.`,
    'Institutions would set it and see no difference.',
  ),
  'variable/wrong-type': error<{name: string; expected: string}>(
    ({name, expected}) => `“${name}” must be ${expected}.`,
    () => 'Change the value.',
    'The course says what kind of value a text needs at this place.',
  ),
  'audience/unknown': error<{name: string; suggestion: string}>(
    ({name}) => `The course knows no audience “${name}”.`,
    ({suggestion}) => didYouMean(suggestion, 'Declare it below “audiences:” in course.yaml.'),
    'A passage for a mistyped audience would be shown to nobody.',
  ),
}

const short = (digest: string): string => (digest.length > 12 ? `${digest.slice(0, 12)}…` : digest)
