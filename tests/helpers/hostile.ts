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

/** What is left of a text in XML, as its standard says it, not as our code does: U+FFFD for forbidden characters, LF for line ends. */
export const throughXml = (text: string): string =>
  Array.from(text, (character) => (isXmlChar(character.codePointAt(0) ?? 0) ? character : '\ufffd'))
    .join('')
    .replace(/\r\n?/g, '\n')

/** XML 1.0, production 2. */
const isXmlChar = (code: number): boolean =>
  [0x9, 0xa, 0xd].includes(code) ||
  (code >= 0x20 && code <= 0xd7ff) ||
  (code >= 0xe000 && code <= 0xfffd) ||
  (code >= 0x10000 && code <= 0x10ffff)
