import {didYouMean} from '../nearest.js'
import {error, warning} from './entry.js'

/** Findings about the course as a whole. */
export const courseEntries = {
  'messages/missing': error<{language: string; count: number; key: string}>(
    ({language, count, key}) =>
      `The interface in “${language}” lacks ${count === 1 ? 'a message' : `${count} messages`}: “${key}”${count > 1 ? ' and others' : ''}.`,
    ({language}) => `Translate what is missing in templates/messages/${language}.json.`,
    'Learners would find words of two languages side by side, and a screen reader would read one of them wrongly.',
  ),
  'messages/no-language': warning<{language: string}>(
    ({language}) => `The interface is not translated into “${language}”: buttons and notices will be English.`,
    ({language}) =>
      `Translate templates/messages/en.json as templates/messages/${language}.json, in an overlay or for everybody.`,
    'A package has words of its own: what is right, what is saved, how to go on.',
  ),
  'course/empty': error<Record<string, never>>(
    () => 'The course has no items.',
    () => 'Name at least one lesson below “modules: … items:”.',
    'An LMS refuses, or shows nothing of, a package without items.',
  ),
  'item/unknown': error<{type: string; id: string; suggestion: string}>(
    ({type, id}) => `There is no ${type} “${id}”.`,
    ({suggestion, type}) => didYouMean(suggestion, `Create the ${type}, or remove the line.`),
    'A module names its items by their ids.',
  ),
  'item/unreachable': warning<{type: string; id: string}>(
    ({type, id}) => `The ${type} “${id}” is in no module, and nothing embeds it.`,
    () => 'Name it in course.yaml, or remove the file.',
    'Learners could not reach it, so no package carries it.',
  ),
  'item/unknown-requirement': error<{id: string; required: string; suggestion: string}>(
    ({id, required}) => `“${id}” requires “${required}”, which is not in the course.`,
    ({suggestion}) => didYouMean(suggestion, 'Name the id of an item or a module.'),
    'Learners could never open it.',
  ),
  'item/requires-later': error<{id: string; required: string}>(
    ({id, required}) => `“${id}” requires “${required}”, which does not come before it.`,
    () => 'Put what is required first. Canvas takes prerequisites from earlier modules only.',
    'Learners work from the beginning to the end; a circle of requirements could never be opened.',
  ),
  'item/unknown-group': error<{id: string; group: string; suggestion: string}>(
    ({id, group}) => `“${id}” belongs to the group “${group}”, which course.yaml does not define.`,
    ({suggestion}) => didYouMean(suggestion, 'Add it below “groups:” in course.yaml.'),
    'Its marks would count nowhere.',
  ),
  'item/dates-order': error<{id: string; earlier: string; later: string}>(
    ({id, earlier, later}) => `“${id}” has its days the wrong way round: “${later}” comes before “${earlier}”.`,
    () => 'Count all days from the start of the course: “opens”, then “due”, then “closes”.',
    'Canvas and Moodle refuse such dates, and learners could never hand anything in.',
  ),
  'item/group-without-marks': warning<{id: string; group: string}>(
    ({id, group}) => `“${id}” belongs to the group “${group}”, but has no marks.`,
    () => 'Give it “points”, make the quiz “graded”, or take “group” away.',
    'Groups weigh marks; what has none counts nowhere.',
  ),
  'item/twice': error<{type: string; id: string}>(
    ({type, id}) => `The ${type} “${id}” is in the course twice.`,
    () => 'Remove one of the two; link to it instead.',
    'One thing has one place: marks and progress belong to it there. Moodle 5.1 breaks off when two items share a quiz.',
  ),
  'licence/unknown': error<{licence: string; suggestion: string}>(
    ({licence}) => `“${licence}” is not an SPDX licence expression.`,
    ({suggestion}) => didYouMean(suggestion, 'See spdx.org/licenses; most open courses use CC-BY-4.0.'),
    'A licence that machines can read travels with every package and page.',
  ),
  'licence/conflict': error<{ours: string; theirs: string; title: string; reason: string}>(
    ({ours, theirs, title}) => `The course is ${ours}, but adapts “${title}”, which is ${theirs}.`,
    ({reason}) => reason,
    'A derivative is bound by the licence of the work that it adapts.',
  ),
  'licence/missing': error<{title: string}>(
    ({title}) => `The work “${title}”, which this course adapts, has no licence here.`,
    () => 'Add its SPDX “licence:”; if no text was taken, move the entry to “inspired-by”.',
    'Without a licence nobody may adapt a work.',
  ),
  'completion/unreachable': error<{rule: string}>(
    ({rule}) => `Completion asks for “${rule}”, but the course has no graded quiz.`,
    () => 'Use “completion: [read]”, or add a quiz with “mode: graded”.',
    'Learners could never complete the course.',
  ),
  'language/unknown': error<{tag: string}>(
    ({tag}) => `“${tag}” is not a BCP 47 language tag.`,
    () => 'Write a tag such as en-GB, es or ar.',
    'Screen readers choose their voice, and browsers their quotation marks, by it.',
  ),
  'format/unknown': error<{id: string; suggestion: string; known: readonly string[]}>(
    ({id}) => `There is no format “${id}”.`,
    ({id, suggestion, known}) =>
      /[\\/]/.test(id) ? 'Folders stand in front of --format.' : didYouMean(suggestion, `Known: ${known.join(', ')}.`),
    'See “coursewright formats”.',
  ),
}
