import {diagnose} from '../../diagnostics/diagnostic.js'
import {identifierOf} from '../../import/canvas/identifier.js'
import {isPage} from '../../import/cartridge/addresses.js'
import {descendants, element, elements, wordOf} from '../../import/xml.js'
import {startOf} from '../../model/place.js'
import type {InspectRule} from './rule.js'

const pagesAreNamed: InspectRule = {
  codes: ['canvas/page-unnamed'],
  *find({kind, manifest, sources}) {
    if (kind !== 'canvas' || !manifest) return
    for (const path of sources.paths) {
      if (!path.startsWith(`${manifest.root}wiki_content/`) || !isPage(path)) continue
      const text = sources.texts.get(path)
      if (text !== undefined && (identifierOf(text) === undefined || !/<title>\s*[^<\s]/i.test(text)))
        yield diagnose('canvas/page-unnamed', {}, startOf(path))
    }
  },
}

const discussions: InspectRule = {
  codes: ['canvas/discussion-type'],
  *find({kind, manifest}) {
    for (const {id, type, node} of kind === 'canvas' ? (manifest?.resources ?? []) : [])
      if (/^imsdt_xmlv/.test(type) && type !== 'imsdt_xmlv1p1')
        yield diagnose('canvas/discussion-type', {resource: id, type}, node.place)
  },
}

const itemsAreThere: InspectRule = {
  codes: ['canvas/dangling-item'],
  *find({kind, manifest, sources}) {
    if (kind !== 'canvas' || !manifest) return
    const modules = sources.documents.get(`${manifest.root}course_settings/module_meta.xml`)
    const there = new Set<string | undefined>([
      ...manifest.resources.map(({id}) => id),
      ...[...sources.texts].flatMap(([path, text]) => (isPage(path) ? (identifierOf(text) ?? []) : [])),
    ])
    for (const module of elements(modules, 'module'))
      for (const item of elements(element(module, 'items'), 'item')) {
        const id = wordOf(item, 'identifierref')
        const isExternal = /^(?:ExternalUrl|ContextModuleSubHeader|ContextExternalTool)$/.test(
          wordOf(item, 'content_type') ?? '',
        )
        if (id !== undefined && !isExternal && !there.has(id))
          yield diagnose('canvas/dangling-item', {title: wordOf(item, 'title') ?? '', id}, item.place)
      }
  },
}

const grading: InspectRule = {
  codes: ['canvas/no-grading-type'],
  *find({kind, sources}) {
    if (kind !== 'canvas') return
    for (const [path, root] of sources.documents)
      for (const node of path.endsWith('/assignment_settings.xml') ? [root] : descendants(root, 'assignment'))
        if (Number(wordOf(node, 'points_possible') ?? 0) > 0 && wordOf(node, 'grading_type') === undefined)
          yield diagnose('canvas/no-grading-type', {}, node.place)
  },
}

export const canvasRules: readonly InspectRule[] = [pagesAreNamed, discussions, itemsAreThere, grading]
