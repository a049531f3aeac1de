import {diagnose} from '../../diagnostics/diagnostic.js'
import {decoded} from '../../import/media.js'
import {resolvePath} from '../../model/names.js'
import {startOf} from '../../model/place.js'
import type {InspectRule} from './rule.js'

/** Addresses that mean a file of the package; what a system replaces, scripts fill in or a server answers is left alone. */
const isRelative = (url: string): boolean => !/^(?:[a-z][a-z\d+.-]*:|\/|#|\?)|[{}$]|@@|%24/i.test(url)

const linksLand: InspectRule = {
  codes: ['page/broken-link'],
  *find({sources, kind}) {
    const folders = new Set(
      sources.paths.flatMap((path) =>
        path
          .split('/')
          .slice(0, -1)
          .map((_, index, all) => all.slice(0, index + 1).join('/')),
      ),
    )
    const ends = new Set(sources.paths.map((path) => path.replace(/^.*\//, '')))
    for (const [file, {links}] of sources.pages) {
      const seen = new Set<string>()
      for (const {url, isLoaded} of links) {
        if (seen.has(url) || !isRelative(url)) continue
        seen.add(url)
        const path = resolvePath(file, decoded(url.replace(/[?#].*$/, '')))
        if (path !== undefined && (path === '' || sources.has(path) || folders.has(path))) continue
        // Canvas looks for a file whose path ends so (app/models/importers/link_resolver.rb).
        if (kind === 'canvas' && path !== undefined && ends.has(path.replace(/^.*\//, ''))) continue
        yield diagnose('page/broken-link', {url, isLoaded}, startOf(file))
      }
    }
  },
}

export const pageRules: readonly InspectRule[] = [linksLand]
