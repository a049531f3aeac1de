import {diagnose} from '../../diagnostics/diagnostic.js'
import {type InspectRule, named} from './rule.js'

const dataDescriptor: InspectRule = {
  codes: ['zip/data-descriptor'],
  *find({headers}) {
    const found = headers.filter(({method, flags, packed}) => method === 0 && (flags & 8) !== 0 && packed > 0)
    if (found.length > 0) yield diagnose('zip/data-descriptor', named(found.map(({path}) => path)))
  },
}

const method: InspectRule = {
  codes: ['zip/method'],
  *find({headers}) {
    for (const {path, method} of headers) if (method !== 0 && method !== 8) yield diagnose('zip/method', {path, method})
  },
}

const backslash: InspectRule = {
  codes: ['zip/backslash'],
  *find({headers}) {
    const found = headers.filter(({raw}) => raw.includes('\\'))
    if (found.length > 0) yield diagnose('zip/backslash', named(found.map(({path}) => path)))
  },
}

/** Names that are not ASCII want the flag for UTF-8; another field may say the name in UTF-8, and then yauzl has taken it. */
const nameEncoding: InspectRule = {
  codes: ['zip/name-encoding'],
  *find({headers}) {
    const found = headers.filter(({raw, flags}) => (flags & 0x800) === 0 && /[\u0080-\u00ff]/.test(raw))
    if (found.length > 0) yield diagnose('zip/name-encoding', named(found.map(({path}) => path)))
  },
}

const alikeNames: InspectRule = {
  codes: ['zip/case'],
  *find({sources}) {
    const seen = new Map<string, string>()
    for (const path of sources.paths) {
      const other = seen.get(path.toLowerCase())
      if (other !== undefined) yield diagnose('zip/case', {path, other})
      else seen.set(path.toLowerCase(), path)
    }
  },
}

const junk: InspectRule = {
  codes: ['zip/junk'],
  *find({sources}) {
    const found = sources.paths.filter(isJunk)
    if (found.length > 0) yield diagnose('zip/junk', named(found))
  },
}

/** What macOS and Windows leave behind. */
export const isJunk = (path: string): boolean =>
  /(?:^|\/)(?:__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|\._[^/]*$)/i.test(path)

const forbidden: InspectRule = {
  codes: ['zip/forbidden'],
  *find({sources}) {
    const found = sources.paths.filter((path) =>
      /\.(?:php\d?|phtml|jspx?|aspx?|py|sh|cgi|pl|exe)$|(?:^|\/)\.ht\w+$/i.test(path),
    )
    if (found.length > 0) yield diagnose('zip/forbidden', named(found))
  },
}

export const zipRules: readonly InspectRule[] = [
  dataDescriptor,
  method,
  backslash,
  nameEncoding,
  alikeNames,
  junk,
  forbidden,
]
