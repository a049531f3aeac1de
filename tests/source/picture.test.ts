import fc from 'fast-check'
import {expect, it} from 'vitest'
import {pictureSize} from '../../src/source/picture.js'

const bytes = (...parts: readonly (string | readonly number[])[]) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...part].map((c) => c.charCodeAt(0)) : part)))

const zeros = (count: number): readonly number[] => Array.from({length: count}, () => 0)

it('reads the size of a picture from the head of its file', () => {
  const png = bytes([0x89], 'PNG', [13, 10, 26, 10, 0, 0, 0, 13], 'IHDR', [0, 0, 2, 0x80, 0, 0, 1, 0x2c])
  expect(pictureSize('a.png', png)).toEqual({width: 640, height: 300})
  expect(pictureSize('a.gif', bytes('GIF89a', [0x80, 2, 0x2c, 1]))).toEqual({width: 640, height: 300})
  const jpeg = bytes([
    0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 1, 0xff, 0xc4, 0, 3, 9, 0xff, 0xc2, 0, 8, 8, 1, 0x2c, 2, 0x80, 3,
  ])
  expect(pictureSize('a.jpg', jpeg)).toEqual({width: 640, height: 300})
  const extended = bytes('RIFF', zeros(4), 'WEBPVP8X', zeros(8), [0x7f, 2, 0, 0x2b, 1, 0])
  expect(pictureSize('a.webp', extended)).toEqual({width: 640, height: 300})
  const lossy = bytes('RIFF', zeros(4), 'WEBPVP8 ', zeros(10), [0x80, 2, 0x2c, 1])
  expect(pictureSize('a.webp', lossy)).toEqual({width: 640, height: 300})
  const bits = (299 << 14) | 639
  const lossless = bytes(
    'RIFF',
    zeros(4),
    'WEBPVP8L',
    zeros(4),
    [0x2f, bits & 255, (bits >> 8) & 255, (bits >> 16) & 255, 0],
    zeros(8),
  )
  expect(pictureSize('a.webp', lossless)).toEqual({width: 640, height: 300})
})

it('takes the width and height of an SVG, else its view box', () => {
  expect(
    pictureSize('a.svg', bytes('<?xml version="1.0"?>\n<svg width="40px" height=\'30\' viewBox="0 0 4 3">')),
  ).toEqual({
    width: 40,
    height: 30,
  })
  expect(pictureSize('a.svg', bytes('<svg width="100%" height="100%" viewBox="0,0 4.5 3">'))).toEqual({
    width: 4.5,
    height: 3,
    isRatio: true,
  })
  expect(pictureSize('a.svg', bytes('<svg xmlns="http://www.w3.org/2000/svg">'))).toBeUndefined()
})

it('knows no size of other files, and ends on any bytes', () => {
  expect(pictureSize('a.pdf', bytes('%PDF-1.7'))).toBeUndefined()
  fc.assert(
    fc.property(
      fc.uint8Array({maxLength: 60}),
      fc.constantFrom('', '\x89PNG', 'GIF8', '\xff\xd8\xff', 'RIFF'),
      (tail, head) => {
        const size = pictureSize('a.png', bytes(head, [...tail]))
        expect(size === undefined || (size.width > 0 && size.height > 0)).toBe(true)
      },
    ),
  )
})
