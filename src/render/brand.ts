import type {Brand} from '../model/edition.js'
import {type Style, writeBody} from './body.js'
import {unwrapParagraph} from './html.js'

/** What a brand adds to `tokens.css`; empty if it changes neither colours nor fonts. */
export const brandCss = (brand: Brand | undefined): string => {
  if (!brand) return ''
  const colours = Object.entries(brand.colours)
  const fonts = Object.entries(brand.fonts).map(
    ([token, families]) => `  --font-${token}: ${families.map(fontName).join(', ')};`,
  )
  if (colours.length + fonts.length === 0) return ''
  const pairs = colours.map(([token, {light, dark}]) => `  --${token}: light-dark(${light}, ${dark});`)
  // Browsers that do not know light-dark() take the light ones; site.css has defaults for them.
  const plain = colours.map(([token, {light}]) => `--${token}: ${light};`).join(' ')
  return [
    '\n/* The brand of this edition. */',
    `:root {\n${[...pairs, ...fonts].join('\n')}\n}`,
    ...(plain ? [`@supports not (color: light-dark(#000, #fff)) { html:root { ${plain} } }`] : []),
    '',
  ].join('\n')
}

/** What a brand adds to the style sheet of cartridges, whose pages most systems show in their own look. */
export const cartridgeBrandCss = (brand: Brand | undefined): string => {
  const accent = brand?.colours.accent
  const lines = [
    ...(accent
      ? [`aside { border-color: ${accent.light}; }`, `a { color: light-dark(${accent.light}, ${accent.dark}); }`]
      : []),
    ...(brand?.fonts.text ? [`body { font-family: ${brand.fonts.text.map(fontName).join(', ')}; }`] : []),
  ]
  return lines.length > 0 ? `\n/* The brand of this edition. */\n${lines.join('\n')}\n` : ''
}

const generic = /^(serif|sans-serif|monospace|system-ui|ui-serif|ui-sans-serif|ui-monospace)$/
const fontName = (family: string): string => (generic.test(family) ? family : `"${family}"`)

/** What page shells show of a brand. `media` is the address of a file from the page. */
export const brandData = (brand: Brand | undefined, style: Style) =>
  brand && {
    name: brand.name,
    logo: brand.logo && {
      light: style.media(brand.logo.light),
      dark: style.media(brand.logo.dark),
      isOne: brand.logo.light === brand.logo.dark,
      alt: brand.logo.alt,
      url: brand.logo.url,
    },
    footer: brand.footer && unwrapParagraph(writeBody(brand.footer, style)),
    contact: brand.contact,
  }
