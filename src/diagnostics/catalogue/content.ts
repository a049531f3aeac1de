import {didYouMean} from '../nearest.js'
import {error, warning} from './entry.js'

/** Findings about what lessons say and how. */
export const contentEntries = {
  'markdown/html': error<{html: string; remedy: string}>(
    ({html}) => `Raw HTML is not allowed: ${html}`,
    ({remedy}) => remedy,
    'HTML reaches each LMS in a different state: scripts, styles and many elements are cut out. A directive is written rightly for each.',
  ),
  'directive/unknown': error<{name: string; suggestion: string}>(
    ({name}) => `There is no directive “${name}”.`,
    ({suggestion}) => didYouMean(suggestion, 'See the handbook’s page on lessons for those that there are.'),
    'An unknown block would be shown as if it were not there.',
  ),
  'directive/unclosed': error<{name: string}>(
    ({name}) => `The block “:::${name}” is never closed.`,
    () => 'Close it with a line of as many colons; a block that holds another needs more colons than the inner one.',
    'All text up to the end of the file would belong to the block.',
  ),
  'directive/missing-attribute': error<{name: string; attribute: string; example: string}>(
    ({name, attribute}) => `The directive “${name}” lacks “${attribute}”.`,
    ({example}) => `Write it like this: ${example}`,
    'The directive cannot work without it.',
  ),
  'directive/unknown-attribute': error<{
    name: string
    attribute: string
    suggestion: string
    allowed: readonly string[]
  }>(
    ({name, attribute}) => `The directive “${name}” has no attribute “${attribute}”.`,
    ({suggestion, allowed}) =>
      didYouMean(suggestion, allowed.length > 0 ? `It has ${allowed.join(', ')}.` : 'Remove it.'),
    'A mistyped attribute would otherwise be left out in silence.',
  ),
  'directive/misplaced': error<{name: string; where: string}>(
    ({name}) => `The directive “${name}” cannot stand here.`,
    ({where}) => where,
    'It has a meaning in one place only.',
  ),
  'video/no-captions': warning<{src: string}>(
    ({src}) => `The video “${src}” has neither captions nor a transcript.`,
    () => 'Add captions="….vtt", or write the transcript inside the block.',
    'Learners who cannot hear it would be left out. Source: WCAG 2.2 SC 1.2.2.',
  ),
  'heading/skipped': warning<{from: number; to: number}>(
    ({from, to}) => `A level-${to} heading follows a level-${from} heading.`,
    ({from}) => `Use level ${from + 1} (“${'#'.repeat(from + 1)}”).`,
    'Screen-reader users move by headings and take a gap for something they missed. Source: WCAG 2.2 technique G141.',
  ),
  'heading/first-level': warning<Record<string, never>>(
    () => 'The lesson has a level-1 heading in its body.',
    () => 'Begin with “##”: the title from the front matter is the level-1 heading.',
    'A page has one level-1 heading. Source: WCAG 2.2 technique H42.',
  ),
  'lesson/empty': warning<{id: string}>(
    ({id}) => `The lesson “${id}” has no text.`,
    () => 'Write it, or leave it out of course.yaml.',
    'Moodle 5.1 breaks off the import of a cartridge at an empty page (backup/cc/entity11.resource.class.php).',
  ),
  'footnote/undefined': error<{label: string}>(
    ({label}) => `The note [^${label}] is called but not written.`,
    ({label}) => `Add “[^${label}]: …”.`,
    'Readers would see the bare mark.',
  ),
  'math/syntax': error<{reason: string}>(
    ({reason}) => `This formula cannot be read: ${reason}`,
    () => 'Correct the TeX; a dollar sign that is money is written \\$.',
    'Formulas are written as MathML, which a screen reader can speak.',
  ),
}
