import type {Brand} from '../../model/edition.js'

/** What a brand adds to `book.css`. Reading systems choose faces and grounds by themselves: only the accent is ours. */
export const brandCssOfBook = (brand: Brand | undefined): string => {
  const accent = brand?.colours.accent
  if (!accent) return ''
  return [
    '\n/* The brand of this edition. */',
    `.crumb, .label, summary, .title-page .publisher { color: ${accent.light}; }`,
    `aside, .notice, .title-page { border-color: ${accent.light}; }`,
    `@media (prefers-color-scheme: dark) { .crumb, .label, summary, .title-page .publisher { color: ${accent.dark}; } }`,
    '',
  ].join('\n')
}
