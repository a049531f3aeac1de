import fc from 'fast-check'
import {expect, it} from 'vitest'
import {syntaxTree, wholeSyntaxTree} from '../../src/parse/syntax.js'

const piece = fc.constantFrom(
  ...[
    'a',
    'w',
    'www',
    '.',
    'h',
    'http',
    'https',
    ':',
    '/',
    '//',
    '@',
    '[@a]',
    '\\',
    '&',
    '&#64;',
    '&commat;',
    '#',
    ';',
    ' ',
  ],
  ...[
    '\n',
    '\n\n',
    '|',
    '-',
    '---',
    ':-',
    '-:',
    '*',
    '**',
    '_',
    '~',
    '~~',
    '`',
    '$',
    '[',
    ']',
    '(',
    ')',
    '[^a]',
    '<',
    '>',
  ],
  ...[
    '> ',
    '- ',
    '  ',
    '    ',
    '\t',
    'b.c',
    'ä',
    '::',
    ':::',
    '{',
    '}',
    '!',
    '1.',
    '+',
    '=',
    '[x] ',
    '\\@',
    '\\.',
    '\\:',
  ],
)

it('what is left out of the parser for a text would not have found anything in it', () => {
  fc.assert(
    fc.property(fc.array(piece, {maxLength: 30}), (pieces) => {
      const text = pieces.join('')
      expect(syntaxTree(text)).toEqual(wholeSyntaxTree(text))
    }),
    {numRuns: 1000},
  )
})
