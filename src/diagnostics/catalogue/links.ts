import {didYouMean} from '../nearest.js'
import {error, warning} from './entry.js'

/** Findings about links, media, terms and citations. */
export const linkEntries = {
  'link/broken': error<{url: string; suggestion: string}>(
    ({url}) => `The link to “${url}” leads nowhere.`,
    ({suggestion}) => didYouMean(suggestion, 'Correct the address, or create the page.'),
    'A learner who follows it would find nothing.',
  ),
  'link/anchor': error<{url: string; anchor: string; suggestion: string}>(
    ({anchor}) => `The page has no heading or figure “#${anchor}”.`,
    ({suggestion}) => didYouMean(suggestion, 'Correct the part behind “#”.'),
    'The link would open the page at its beginning.',
  ),
  'link/unsafe': error<{url: string}>(
    ({url}) => `The address “${url}” is not allowed.`,
    () => 'Use https, http, mailto, or a path to a file of the course.',
    'Addresses such as javascript: run programs in the name of the learner.',
  ),
  'link/vague-text': warning<{text: string}>(
    ({text}) => `The link text “${text}” does not say where it leads.`,
    () => 'Name the page that the link opens.',
    'Screen readers list links without their sentences. Source: WCAG 2.2 SC 2.4.4 and 2.4.9.',
  ),
  'media/missing': error<{url: string; suggestion: string}>(
    ({url}) => `The file “${url}” is missing.`,
    ({suggestion}) =>
      didYouMean(suggestion, 'Put it below media/, or correct the path, which starts from the lesson’s own folder.'),
    'A package with a missing picture is a broken package.',
  ),
  'media/unused': warning<{file: string}>(
    ({file}) => `${file} is not used by anything.`,
    () => 'Use it, or delete it.',
    'Only used files go into packages.',
  ),
  'image/no-alternative': error<{url: string}>(
    ({url}) => `The image “${url}” has no alternative text.`,
    () => 'Say in a few words what it shows; if it only adorns, mark it {decorative}.',
    'A screen reader says “graphic” and nothing else where an image has no text. Source: WCAG 2.2 SC 1.1.1.',
  ),
  'image/elsewhere': error<{url: string}>(
    ({url}) => `The image ${url} lies on another site.`,
    () => 'Save it below media/ and name that file, or make a link of it.',
    'What a page fetches by itself tells another site who reads, does not show without a network, may change or vanish, and is forbidden in an EPUB (EPUB 3.3, section 3.6).',
  ),
  'term/unknown': error<{term: string; suggestion: string}>(
    ({term}) => `The glossary has no entry for “${term}”.`,
    ({suggestion}) => didYouMean(suggestion, 'Add the entry to glossary.yaml, or name one with {id=…}.'),
    'A marked term is a promise that it is explained.',
  ),
  'citation/unknown': error<{key: string; suggestion: string}>(
    ({key}) => `The bibliography has no work “${key}”.`,
    ({suggestion}) => didYouMean(suggestion, 'Add the work to bibliography.yaml.'),
    'A citation without its work cannot be followed.',
  ),
  'citation/uncited': warning<{key: string}>(
    ({key}) => `Nothing cites the work “${key}”.`,
    () => 'Cite it, or move it to resources.yaml as further reading.',
    'A list of references holds what the course refers to.',
  ),
  'objective/unknown': error<{id: string; suggestion: string}>(
    ({id}) => `No lesson has the objective “${id}”.`,
    ({suggestion}) => didYouMean(suggestion, 'Add it to the “objectives:” of a lesson.'),
    'Questions name the objectives that they test.',
  ),
}
