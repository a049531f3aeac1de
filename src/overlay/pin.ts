import {writtenOverlay} from '../written/overlay.js'
import {readYaml} from '../yaml/read.js'

/** overlay.yaml with what it says of its upstream brought up to date; every other character stays. */
export const accepted = (text: string, values: Readonly<Record<string, string>>): string => {
  const {value} = readYaml({file: 'overlay.yaml', text}, writtenOverlay)
  const upstream = value?.value.upstream
  if (!value || !upstream) return text
  const lines = text.split('\n')
  for (const [key, now] of Object.entries(values)) {
    if ((upstream as Record<string, unknown>)[key] === undefined) continue
    const {line, column, endLine, endColumn} = value.placeOf(['upstream', key])
    const old = lines[line - 1]
    if (old === undefined || endLine !== line || endColumn === undefined) continue
    lines[line - 1] = old.slice(0, column - 1) + now + old.slice(endColumn - 1)
  }
  return lines.join('\n')
}
