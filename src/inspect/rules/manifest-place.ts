import {diagnose} from '../../diagnostics/diagnostic.js'
import {startOf} from '../../model/place.js'
import type {InspectRule} from './rule.js'

const atRoot: InspectRule = {
  codes: ['manifest/not-at-root'],
  *find({manifest}) {
    if (manifest && manifest.root !== '')
      yield diagnose('manifest/not-at-root', {path: manifest.path}, startOf(manifest.path))
  },
}

const itsName: InspectRule = {
  codes: ['manifest/misnamed'],
  *find({manifest}) {
    if (manifest && !manifest.path.endsWith('imsmanifest.xml'))
      yield diagnose('manifest/misnamed', {path: manifest.path}, startOf(manifest.path))
  },
}

const encoding: InspectRule = {
  codes: ['manifest/encoding'],
  *find({manifest}) {
    if (!manifest) return
    const [first, second] = manifest.bytes
    const isWide = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
    const declared =
      /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(manifest.text.slice(0, 200))?.[1] ?? 'UTF-8'
    const found = isWide ? 'UTF-16' : declared
    if (!/^(?:utf-?8|us-ascii)$/i.test(found))
      yield diagnose('manifest/encoding', {encoding: found}, startOf(manifest.path))
  },
}

export const manifestPlaceRules: readonly InspectRule[] = [atRoot, itsName, encoding]
