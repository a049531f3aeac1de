import type {PictureSize} from '../model/course.js'

/**
 * How wide and high a picture is, in pixels, from the head of its file: PNG, GIF, JPEG, WebP and SVG. Undefined for
 * other files, and where the head does not say. Sources: PNG 3rd edition, 11.2.1; GIF89a, 18; ITU-T T.81, B.2.2; RFC 9649, 2; SVG 2, 8.
 */
export const pictureSize = (path: string, bytes: Uint8Array): PictureSize | undefined => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const size = /\.svg$/i.test(path) ? svg(bytes) : raster(view)
  return size && size.width > 0 && size.height > 0 ? size : undefined
}

const raster = (view: DataView): PictureSize | undefined => {
  if (starts(view, 0, '\x89PNG') && view.byteLength >= 24)
    return {width: view.getUint32(16), height: view.getUint32(20)}
  if (starts(view, 0, 'GIF8') && view.byteLength >= 10) {
    return {width: view.getUint16(6, true), height: view.getUint16(8, true)}
  }
  if (view.byteLength > 4 && view.getUint16(0) === 0xffd8) return jpeg(view)
  if (starts(view, 0, 'RIFF') && starts(view, 8, 'WEBP') && view.byteLength >= 30) return webp(view)
  return undefined
}

/** Segments stand one after the other until the frame header, which has the size. */
const jpeg = (view: DataView): PictureSize | undefined => {
  for (let at = 2; at + 9 <= view.byteLength && view.getUint8(at) === 0xff; ) {
    const marker = view.getUint8(at + 1)
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return {width: view.getUint16(at + 7), height: view.getUint16(at + 5)}
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2)
  }
  return undefined
}

const webp = (view: DataView): PictureSize | undefined => {
  const three = (at: number) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16)
  if (starts(view, 12, 'VP8X')) return {width: three(24) + 1, height: three(27) + 1}
  if (starts(view, 12, 'VP8L')) {
    const bits = view.getUint32(21, true)
    return {width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1}
  }
  if (starts(view, 12, 'VP8 '))
    return {width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff}
  return undefined
}

/** Its own width and height in pixels, else those of its view box. */
const svg = (bytes: Uint8Array): PictureSize | undefined => {
  const [tag = ''] = /<svg\s[^>]*>/.exec(new TextDecoder().decode(bytes.subarray(0, headOfSvg))) ?? []
  const pixels = (name: string) =>
    Number(new RegExp(`\\s${name}\\s*=\\s*["']\\s*([\\d.]+)(?:px)?\\s*["']`).exec(tag)?.[1] ?? 0)
  const [, , wide = 0, high = 0] = (/\sviewBox\s*=\s*["']([^"']*)["']/.exec(tag)?.[1] ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number)
  const width = pixels('width')
  const height = pixels('height')
  if (width > 0 && height > 0) return {width, height}
  return wide > 0 && high > 0 ? {width: wide, height: high, isRatio: true} : undefined
}

const headOfSvg = 65_536

const starts = (view: DataView, at: number, text: string): boolean =>
  view.byteLength >= at + text.length &&
  [...text].every((letter, index) => view.getUint8(at + index) === letter.charCodeAt(0))
