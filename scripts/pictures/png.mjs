import {crc32, deflateSync} from 'node:zlib'

/** A PNG of at most 256 colours: few bytes for pictures of a screen. Source: PNG, third edition, W3C 2025, sections 5 and 11. */
export const indexedPng = ({width, height, rgba}) => {
  const {colours, indices} = reduced(rgba)
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  // Eight bits, by palette.
  header.set([8, 3, 0, 0, 0], 8)
  // Each line begins with its filter: none.
  const lines = Buffer.alloc((width + 1) * height)
  for (let line = 0; line < height; line += 1)
    lines.set(indices.subarray(line * width, (line + 1) * width), line * (width + 1) + 1)
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(colours.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]))),
    chunk('IDAT', deflateSync(lines, {level: 9})),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** The 256 colours that are there most; any other becomes the nearest of them. */
const reduced = (rgba) => {
  const pixels = Array.from({length: rgba.length / 4}, (_, at) => rgba.readUIntBE(at * 4, 3))
  const counts = new Map()
  for (const colour of pixels) counts.set(colour, (counts.get(colour) ?? 0) + 1)
  const byCount = [...counts].sort(([a, many], [b, more]) => more - many || a - b).map(([colour]) => colour)
  const colours = byCount.slice(0, 256)
  const places = new Map(colours.map((colour, place) => [colour, place]))
  for (const colour of byCount.slice(256)) {
    const distances = colours.map((other) => distance(colour, other))
    places.set(colour, distances.indexOf(Math.min(...distances)))
  }
  return {colours, indices: Buffer.from(pixels.map((colour) => places.get(colour)))}
}

const distance = (a, b) => [16, 8, 0].reduce((sum, bits) => sum + (((a >> bits) & 255) - ((b >> bits) & 255)) ** 2, 0)

const chunk = (type, data) => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}
