import {mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {createRequire} from 'node:module'
import {dirname, join} from 'node:path'
import {inflateSync} from 'node:zlib'

const require = createRequire(import.meta.url)

/** Folders of WOFF files for what the browser's own font lacks, of those packages that are installed. */
export const fontPackages = (): readonly string[] =>
  foldersOf(['@fontsource/noto-sans-arabic', '@fontsource/kosugi', '@fontsource/noto-sans-math'])

/** The same for the faces of a book. Pages of a site do not see them: whatever names no face of these would be set in one. */
export const bookFontPackages = (): readonly string[] =>
  foldersOf(['@fontsource/source-serif-4', '@fontsource/source-code-pro', '@fontsource/scheherazade-new'])

const foldersOf = (packages: readonly string[]): readonly string[] =>
  packages.flatMap((name) => {
    try {
      return [join(dirname(require.resolve(`${name}/package.json`)), 'files')]
    } catch {
      return []
    }
  })

/** Writes the fonts of these folders into another, in the form that fontconfig reads. */
export const writeFonts = (fonts: readonly string[], folder: string): void => {
  mkdirSync(folder, {recursive: true})
  for (const from of fonts)
    for (const name of readdirSync(from).filter((file) => /-[47]00-(normal|italic)\.woff$/.test(file)))
      writeFileSync(join(folder, name.replace(/woff$/, 'ttf')), unpackWoff(readFileSync(join(from, name))))
}

/** Points fontconfig at these folders and nothing of the machine, so that pages look the same everywhere. */
export const fontConfig = (
  folders: readonly string[],
  cache: string,
  faces: 'site' | 'book',
): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
${folders.map((folder) => `<dir>${folder}</dir>`).join('\n')}
<cachedir>${cache}</cachedir>
<alias binding="strong"><family>math</family><prefer><family>Noto Sans Math</family></prefer></alias>
${faces === 'site' ? siteAliases : bookAliases}
</fontconfig>
`

const siteAliases = ['serif', 'sans-serif', 'monospace', 'system-ui']
  .map((family) => `<alias><family>${family}</family><prefer><family>Open Sans</family></prefer></alias>`)
  .join('\n')

/** The last line is for what nobody knows, `system-ui` among it: else fontconfig takes the first face that comes. */
const bookAliases = [
  ...[
    ['serif', 'Source Serif 4'],
    ['Times New Roman', 'Source Serif 4'],
    ['monospace', 'Source Code Pro'],
    ['sans-serif', 'Open Sans'],
  ].map(
    ([family, face]) =>
      `<alias binding="strong"><family>${family}</family><prefer><family>${face}</family></prefer></alias>`,
  ),
  '<match><edit name="family" mode="append_last" binding="strong"><string>Open Sans</string></edit></match>',
].join('\n')

/** WOFF 1 to the font within: the same tables, inflated. Source: W3C WOFF File Format 1.0, sections 3 to 5. */
const unpackWoff = (woff: Buffer): Buffer => {
  const count = woff.readUInt16BE(12)
  const tables = Array.from({length: count}, (_, index) => {
    const entry = 44 + index * 20
    const [offset, packed, size] = [4, 8, 12].map((at) => woff.readUInt32BE(entry + at)) as [number, number, number]
    const data = woff.subarray(offset, offset + packed)
    return {
      tag: woff.subarray(entry, entry + 4),
      checksum: woff.readUInt32BE(entry + 16),
      data: packed < size ? inflateSync(data) : data,
    }
  })
  const power = 2 ** Math.floor(Math.log2(count))
  const head = Buffer.alloc(12 + count * 16)
  woff.copy(head, 0, 4, 8)
  head.writeUInt16BE(count, 4)
  head.writeUInt16BE(power * 16, 6)
  head.writeUInt16BE(Math.log2(power), 8)
  head.writeUInt16BE((count - power) * 16, 10)
  const parts: Buffer[] = [head]
  let end = head.length
  tables.forEach(({tag, checksum, data}, index) => {
    const entry = 12 + index * 16
    tag.copy(head, entry)
    head.writeUInt32BE(checksum, entry + 4)
    head.writeUInt32BE(end, entry + 8)
    head.writeUInt32BE(data.length, entry + 12)
    const padding = Buffer.alloc((4 - (data.length % 4)) % 4)
    parts.push(data, padding)
    end += data.length + padding.length
  })
  return Buffer.concat(parts)
}
