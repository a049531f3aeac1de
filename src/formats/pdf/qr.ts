import {encode} from 'uqr'
import {escapeHtml} from '../../render/html.js'

/** A QR code as a picture within the document; each run of dark modules in a row is one piece of its path. */
export const qrCode = (address: string, alternative: string): string => {
  const {data, size} = encode(address, {border: 4})
  const path = data.flatMap((row, y) =>
    row.flatMap((isDark, x) => {
      if (!isDark || row[x - 1]) return []
      const end = row.indexOf(false, x)
      return [`M${x} ${y}h${(end < 0 ? size : end) - x}v1H${x}z`]
    }),
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" class="qr" role="img" aria-label="${escapeHtml(alternative)}" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><path d="${path.join('')}"/></svg>`
}
