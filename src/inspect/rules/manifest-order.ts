import {diagnose} from '../../diagnostics/diagnostic.js'
import {elements, type XmlNode} from '../../import/xml.js'
import {isForMoodle} from './cartridge-version.js'
import type {InspectRule} from './rule.js'

/**
 * What an element of content packaging holds, in its order; what is of another namespace comes after that. Source:
 * imscp_rootv1p1p2.xsd, imscp_v1p1.xsd.
 */
const orders: Readonly<Record<string, readonly string[]>> = {
  manifest: ['metadata', 'organizations', 'resources', 'manifest'],
  organizations: ['organization'],
  organization: ['title', 'item', 'metadata'],
  item: ['title', 'item', 'metadata'],
  resources: ['resource'],
  resource: ['metadata', 'file', 'dependency'],
}
const packaging = new Set(Object.values(orders).flat())

const order: InspectRule = {
  codes: ['manifest/order'],
  *find(subject) {
    const {manifest} = subject
    if (!manifest) return
    const told = new Set<string>()
    for (const {parent, child} of misplaced(manifest.node)) {
      if (told.has(parent.name + child.name)) continue
      told.add(parent.name + child.name)
      yield diagnose(
        'manifest/order',
        {child: child.name, parent: parent.name, refused: isForMoodle(subject)},
        child.place,
      )
    }
  },
}

function* misplaced(parent: XmlNode): Iterable<{readonly parent: XmlNode; readonly child: XmlNode}> {
  const names = orders[parent.name]
  if (!names) return
  let reached = 0
  for (const child of elements(parent)) {
    const rank = names.indexOf(child.name)
    if (rank >= reached) reached = rank
    // Another element of content packaging does not belong here at all; others, such as ADL's, end what comes before them.
    else if (rank >= 0 || packaging.has(child.name)) yield {parent, child}
    else reached = names.length
    yield* misplaced(child)
  }
}

export const manifestOrderRules: readonly InspectRule[] = [order]
