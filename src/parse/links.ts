import {diagnose, type Outcome} from '../diagnostics/diagnostic.js'
import {resolvePath} from '../model/names.js'
import type {Place} from '../model/place.js'

/** The kinds of things that a typed link may name. */
export const linkSchemes = ['lesson', 'quiz', 'discussion', 'assignment', 'link', 'tool', 'term', 'page'] as const

/**
 * Makes an address typed: `lesson:id#anchor` and so on stay; a path to a course file becomes `file:lessons/x.md#anchor`
 * (its id is known only when all files are), a path to a media file `media:media/x.pdf`.
 */
export const adoptUrl = (url: string, file: string, place: Place): Outcome<string> => {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase()
  if (scheme === 'http' || scheme === 'https' || scheme === 'mailto' || url.startsWith('#'))
    return {value: url, diagnostics: []}
  if (scheme && (linkSchemes as readonly string[]).includes(scheme)) return {value: url, diagnostics: []}
  if (scheme || url.startsWith('//')) return {value: '#', diagnostics: [diagnose('link/unsafe', {url}, place)]}
  const [, path = '', anchor = ''] = /^([^#?]*)(?:\?[^#]*)?(#.*)?$/.exec(url) ?? []
  let decoded = path
  try {
    decoded = decodeURIComponent(path)
  } catch {
    // A lone “%” is part of the name.
  }
  const target = resolvePath(file, decoded.normalize('NFC'))
  if (!target) return {value: '#', diagnostics: [diagnose('link/broken', {url, suggestion: ''}, place)]}
  return {value: target.startsWith('media/') ? `media:${target}` : `file:${target}${anchor}`, diagnostics: []}
}
