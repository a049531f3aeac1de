import {type Diagnostic, diagnose, type Outcome} from '../diagnostics/diagnostic.js'
import {nearest} from '../diagnostics/nearest.js'
import type {Media} from '../model/course.js'
import {
  type Brand,
  type Change,
  type ColourPair,
  type ColourToken,
  colourTokens,
  type FontToken,
} from '../model/edition.js'
import {resolvePath} from '../model/names.js'
import type {Path} from '../yaml/read.js'
import {long, paletteIn, weakPairs} from './contrast.js'
import type {Overlay} from './read.js'

/** How an edition shows itself: what the layers say, the upper over the lower. */
export interface Branding {
  readonly brand?: Brand
  /** Files of logos, by the paths that the brand names them by. */
  readonly media: ReadonlyMap<string, Media>
  readonly changes: readonly Change[]
}

/** `tokens` is the style sheet whose colours a brand replaces. */
export const readBrand = (layers: readonly Overlay[], tokens: string): Outcome<Branding> => {
  const diagnostics: Diagnostic[] = []
  const changes: Change[] = []
  const media = new Map<string, Media>()
  let brand: Brand = {colours: {}, fonts: {}}
  const decided = new Map<string, Change>()
  for (const layer of layers) {
    const written = layer.value.brand
    if (!written) continue
    const decide = (target: string, path: Path, to: string) => {
      const change = {verb: 'brand' as const, target, title: '', layer: layer.id, place: layer.placeOf(path), to}
      changes.push(change)
      decided.set(target, change)
    }
    if (written.name !== undefined) {
      brand = {...brand, name: written.name}
      decide('brand/name', ['brand', 'name'], written.name)
    }
    if (written.logo) {
      const {light, dark, alt, url} = written.logo
      const lightPath = logo(layer, light, ['brand', 'logo', 'light'], media, diagnostics)
      const darkPath = dark === undefined ? lightPath : logo(layer, dark, ['brand', 'logo', 'dark'], media, diagnostics)
      const name = alt ?? written.name ?? brand.name ?? layer.id
      if (lightPath && darkPath) {
        brand = {...brand, logo: {light: lightPath, dark: darkPath, alt: name, ...(url === undefined ? {} : {url})}}
        decide('brand/logo', ['brand', 'logo'], light)
      }
    }
    const colours: Partial<Record<ColourToken, ColourPair>> = {...brand.colours}
    for (const [token, colour] of Object.entries(written.colours ?? {})) {
      if (colour === undefined) continue
      const pair = typeof colour === 'string' ? {light: colour, dark: colour} : colour
      colours[token as ColourToken] = {light: long(pair.light), dark: long(pair.dark)}
      decide(`brand/colours/${token}`, ['brand', 'colours', token], `${long(pair.light)}, ${long(pair.dark)}`)
    }
    const fonts: Partial<Record<FontToken, readonly string[]>> = {...brand.fonts}
    for (const [token, families] of Object.entries(written.fonts ?? {})) {
      if (families === undefined) continue
      fonts[token as FontToken] = typeof families === 'string' ? [families] : families
      decide(`brand/fonts/${token}`, ['brand', 'fonts', token], [families].flat().join(', '))
    }
    brand = {...brand, colours, fonts}
    if (written.footer !== undefined) {
      brand = {...brand, footer: layer.reader.rich(written.footer, ['brand', 'footer'])}
      decide('brand/footer', ['brand', 'footer'], written.footer)
    }
    if (written.contact) {
      const {name, email, url} = written.contact
      const contact = {
        ...(name === undefined ? {} : {name}),
        ...(email === undefined ? {} : {email}),
        ...(url === undefined ? {} : {url}),
      }
      brand = {...brand, contact}
      decide('brand/contact', ['brand', 'contact'], Object.values(contact).join(', '))
    }
  }
  if (changes.length === 0) return {value: {media, changes}, diagnostics}
  diagnostics.push(...weaknesses(brand, tokens, decided))
  return {value: {brand, media, changes}, diagnostics}
}

/** Pairs that the brand makes too weak: named where the brand gives one of the two. */
const weaknesses = (brand: Brand, tokens: string, decided: ReadonlyMap<string, Change>): readonly Diagnostic[] => {
  const palette = {...paletteIn(tokens), ...brand.colours}
  if (colourTokens.some((token) => palette[token] === undefined)) return []
  return weakPairs(palette as Record<ColourToken, ColourPair>).flatMap(({front, ground, mode, ratio, needed}) => {
    const change = decided.get(`brand/colours/${front}`) ?? decided.get(`brand/colours/${ground}`)
    if (!change) return []
    const colours = {one: palette[front]?.[mode] ?? '', two: palette[ground]?.[mode] ?? ''}
    return [diagnose('brand/contrast', {front, ground, mode, ratio, needed, ...colours}, change.place)]
  })
}

/** Takes a logo in, under the path by which pages name it. */
const logo = (
  layer: Overlay,
  written: string,
  path: Path,
  media: Map<string, Media>,
  diagnostics: Diagnostic[],
): string | undefined => {
  const place = layer.placeOf(path)
  const file = written.startsWith('/') ? undefined : resolvePath('overlay.yaml', written)
  if (file === undefined) {
    diagnostics.push(diagnose('overlay/path-outside', {path: written, layer: layer.id}, place))
    return undefined
  }
  const found = layer.source.media.get(file)
  if (!found) {
    const suggestion = nearest(file, layer.source.media.keys()) ?? ''
    diagnostics.push(diagnose('overlay/file-missing', {path: written, layer: layer.id, suggestion}, place))
    return undefined
  }
  if (!/\.(svg|png|jpe?g|webp|gif)$/i.test(file)) {
    diagnostics.push(diagnose('brand/no-picture', {path: written}, place))
    return undefined
  }
  const svg = layer.source.texts.get(file)
  if (svg) {
    const unsafe = unsafeSvg(svg.text)
    if (unsafe) {
      const before = svg.text.slice(0, unsafe.offset).split('\n')
      const at = {file: svg.path, line: before.length, column: (before.at(-1)?.length ?? 0) + 1}
      diagnostics.push(diagnose('brand/unsafe-svg', {found: unsafe.found}, at))
      return undefined
    }
  }
  // Two layers may have files of one name.
  const name = file.startsWith('media/') ? file : `brand/${layer.id}/${file.replace(/^brand\//, '')}`
  media.set(name, found)
  return name
}

/** What in an SVG could run or load something: scripts, handlers, foreign documents, addresses of other places. */
export const unsafeSvg = (svg: string): {readonly found: string; readonly offset: number} | undefined => {
  const match =
    /<\s*(?:[\w-]+:)?(?:script|foreignObject|iframe|object|embed|handler|listener)\b|\son[a-z]+\s*=|(?:href|src)\s*=\s*["']?\s*(?:javascript|data:text|https?:|\/\/)|<!ENTITY|@import|url\(\s*["']?\s*(?:https?:|\/\/)/i.exec(
      svg,
    )
  return match ? {found: match[0].trim().slice(0, 40), offset: match.index + match[0].search(/\S/)} : undefined
}
