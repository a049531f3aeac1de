import {type ColourPair, type ColourToken, colourTokens} from '../model/edition.js'

/** A text or an edge and what it stands on, too alike for some readers. */
export interface WeakPair {
  readonly front: ColourToken
  readonly ground: ColourToken
  readonly mode: 'light' | 'dark'
  /** To two places. */
  readonly ratio: number
  readonly needed: number
}

/** Which colours meet on a page. Texts need 4.5 to 1 (WCAG 2.2, SC 1.4.3), edges of controls 3 to 1 (SC 1.4.11). */
const pairs: readonly (readonly [front: ColourToken, ground: ColourToken, needed: number])[] = [
  ['ink', 'paper', 4.5],
  ['ink', 'raised', 4.5],
  ['ink', 'sunken', 4.5],
  ['ink', 'accent-tint', 4.5],
  ['muted', 'paper', 4.5],
  ['muted', 'raised', 4.5],
  ['muted', 'sunken', 4.5],
  ['accent', 'paper', 4.5],
  ['accent', 'raised', 4.5],
  ['accent', 'sunken', 4.5],
  ['accent', 'accent-tint', 4.5],
  ['on-accent', 'accent', 4.5],
  ['edge', 'paper', 3],
  ['edge', 'raised', 3],
]

/** The pairs of a palette that are too weak. */
export const weakPairs = (palette: Readonly<Record<ColourToken, ColourPair>>): readonly WeakPair[] =>
  pairs.flatMap(([front, ground, needed]) =>
    (['light', 'dark'] as const).flatMap((mode) => {
      const ratio = contrast(palette[front][mode], palette[ground][mode])
      return ratio < needed ? [{front, ground, mode, ratio: Math.floor(ratio * 100) / 100, needed}] : []
    }),
  )

/** The colours that a `tokens.css` defines as `--name: light-dark(#…, #…)`. */
export const paletteIn = (css: string): Readonly<Partial<Record<ColourToken, ColourPair>>> =>
  Object.fromEntries(
    colourTokens.flatMap((token) => {
      const match = new RegExp(`--${token}:\\s*light-dark\\((#[0-9a-f]{3,6}),\\s*(#[0-9a-f]{3,6})\\)`, 'i').exec(css)
      return match ? [[token, {light: long(match[1] ?? ''), dark: long(match[2] ?? '')}]] : []
    }),
  )

/** `#abc` as `#aabbcc`. */
export const long = (colour: string): string =>
  colour.length === 4
    ? `#${[...colour.slice(1)].map((digit) => digit + digit).join('')}`.toLowerCase()
    : colour.toLowerCase()

/** Source: WCAG 2.2, “contrast ratio”. */
export const contrast = (a: string, b: string): number => {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05)
}

/** Source: WCAG 2.2, “relative luminance”. */
const luminance = (colour: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
