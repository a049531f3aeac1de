import fc from 'fast-check'

/** Texts that break careless writers: markup, entities, quotes, TeX, right-to-left, emoji, control characters, half surrogates. */
export const hostileText = (): fc.Arbitrary<string> =>
  fc
    .array(
      fc.oneof(
        fc.constantFrom(...morsels),
        fc.string({unit: 'grapheme', maxLength: 6}),
        fc.string({unit: 'binary', maxLength: 3}),
      ),
      {
        maxLength: 8,
      },
    )
    .map((parts) => parts.join(''))

const morsels = [
  '<div>',
  '</item>',
  '&nbsp;',
  '&amp;',
  '&#39;',
  ']]>',
  '<!--',
  '"',
  "'",
  '\\(a<b\\)',
  '{{ x }}',
  '$IMS-CC-FILEBASE$',
  'قانون',
  '\u202e',
  '😀',
  '\u0000',
  '\u000b',
  '\ud800',
  '\r\n',
  '\t',
  ' ',
  '100%',
  '= ~ # : {',
]
