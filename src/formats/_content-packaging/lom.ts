import type {XmlElement} from '../_xml/write.js'
import {type About, vcard} from './about.js'

/** IMS Learning Resource Meta-data 1.2.1, the binding of SCORM 1.2. Elements carry the prefix `imsmd:`. */
export const imsmdLom = (about: About): XmlElement => {
  const said = (name: string, text: string, language = about.language): XmlElement => [
    `imsmd:${name}`,
    {},
    ['imsmd:langstring', {'xml:lang': language}, text],
  ]
  const word = (name: string, text: string): XmlElement => said(name, text, 'x-none')
  const term = (name: string, value: string): XmlElement => [
    `imsmd:${name}`,
    {},
    word('source', 'LOMv1.0'),
    word('value', value),
  ]
  const contribution = (role: string, name: string): XmlElement => [
    'imsmd:contribute',
    {},
    term('role', role),
    ['imsmd:centity', {}, ['imsmd:vcard', {}, vcard(name)]],
  ]
  return [
    'imsmd:lom',
    {},
    [
      'imsmd:general',
      {},
      said('title', about.title),
      ...(about.official ? [catalogueEntry(about.official, word)] : []),
      ['imsmd:language', {}, about.language],
      ...(about.description ? [said('description', about.description)] : []),
      ...about.keywords.map((keyword) => said('keyword', keyword)),
    ],
    [
      'imsmd:lifecycle',
      {},
      word('version', about.version),
      ...about.authors.map((name) => contribution('Author', name)),
      ...(about.publisher ? [contribution('Publisher', about.publisher)] : []),
    ],
    ['imsmd:metametadata', {}, ['imsmd:metadatascheme', {}, 'ADL SCORM 1.2']],
    ['imsmd:technical', {}, ['imsmd:format', {}, 'text/html']],
    [
      'imsmd:rights',
      {},
      term('cost', 'no'),
      term('copyrightandotherrestrictions', 'yes'),
      said('description', about.rights, 'en'),
    ],
  ]
}

const catalogueEntry = (official: string, word: (name: string, text: string) => XmlElement): XmlElement => [
  'imsmd:catalogentry',
  {},
  ['imsmd:catalog', {}, 'URI'],
  word('entry', official),
]

/** IEEE LOM as Common Cartridge 1.1 binds it for its manifest. Elements carry the prefix `lomimscc:`. */
export const cartridgeLom = (about: About): XmlElement => {
  const said = (name: string, text: string, language = about.language): XmlElement => [
    `lomimscc:${name}`,
    {},
    ['lomimscc:string', {language}, text],
  ]
  const term = (name: string, value: string): XmlElement => [`lomimscc:${name}`, {}, ['lomimscc:value', {}, value]]
  const contribution = (role: string, name: string): XmlElement => [
    'lomimscc:contribute',
    {},
    term('role', role),
    ['lomimscc:entity', {}, vcard(name)],
  ]
  const contributions = [
    ...about.authors.map((name) => contribution('author', name)),
    ...(about.publisher ? [contribution('publisher', about.publisher)] : []),
  ]
  return [
    'lomimscc:lom',
    {},
    [
      'lomimscc:general',
      {},
      about.official !== undefined && [
        'lomimscc:identifier',
        {},
        ['lomimscc:catalog', {}, 'URI'],
        ['lomimscc:entry', {}, about.official],
      ],
      said('title', about.title),
      ['lomimscc:language', {}, about.language],
      about.description !== '' && said('description', about.description),
      ...about.keywords.map((keyword) => said('keyword', keyword)),
    ],
    contributions.length > 0 && ['lomimscc:lifeCycle', {}, ...contributions],
    ['lomimscc:technical', {}, ['lomimscc:format', {}, 'text/html']],
    ['lomimscc:educational', {}, term('learningResourceType', 'IMS Common Cartridge')],
    ['lomimscc:rights', {}, term('copyrightAndOtherRestrictions', 'yes'), said('description', about.rights, 'en')],
  ]
}

/** IEEE LOM as QTI 2.1 binds it for its manifest. Elements carry the prefix `lom:`. */
export const courseLom = (about: About): XmlElement => {
  const said = saidIn(about.language)
  const contribution = (role: string, name: string): XmlElement => [
    'lom:contribute',
    {},
    lomTerm('role', role),
    ['lom:entity', {}, vcard(name)],
  ]
  return [
    'lom:lom',
    {},
    [
      'lom:general',
      {},
      about.official !== undefined && [
        'lom:identifier',
        {},
        ['lom:catalog', {}, 'URI'],
        ['lom:entry', {}, about.official],
      ],
      said('title', about.title),
      ['lom:language', {}, about.language],
      about.description !== '' && said('description', about.description),
      ...about.keywords.map((keyword) => said('keyword', keyword)),
    ],
    [
      'lom:lifeCycle',
      {},
      said('version', about.version),
      ...about.authors.map((name) => contribution('author', name)),
      ...(about.publisher ? [contribution('publisher', about.publisher)] : []),
    ],
    ['lom:rights', {}, lomTerm('copyrightAndOtherRestrictions', 'yes'), saidIn('en')('description', about.rights)],
  ]
}

/** What IEEE LOM can say of one question. Elements carry the prefix `lom:`. */
export const itemLom = (item: {
  readonly language: string
  readonly keywords: readonly string[]
  readonly difficulty?: 'easy' | 'medium' | 'hard'
  readonly objectives: readonly string[]
}): XmlElement => {
  const said = saidIn(item.language)
  return [
    'lom:lom',
    {},
    item.keywords.length > 0 && ['lom:general', {}, ...item.keywords.map((keyword) => said('keyword', keyword))],
    item.difficulty !== undefined && [
      'lom:educational',
      {},
      lomTerm('difficulty', item.difficulty === 'hard' ? 'difficult' : item.difficulty),
    ],
    ...item.objectives.map(
      (text): XmlElement => [
        'lom:classification',
        {},
        lomTerm('purpose', 'educational objective'),
        said('description', text),
      ],
    ),
  ]
}

const saidIn =
  (language: string) =>
  (name: string, text: string): XmlElement => [`lom:${name}`, {}, ['lom:string', {language}, text]]

const lomTerm = (name: string, value: string): XmlElement => [
  `lom:${name}`,
  {},
  ['lom:source', {}, 'LOMv1.0'],
  ['lom:value', {}, value],
]

/** What a cartridge says of a resource that only teachers should see. Elements carry the prefix `lomr:`. */
export const teachersOnly: XmlElement = [
  'lomr:lom',
  {},
  [
    'lomr:educational',
    {},
    ['lomr:intendedEndUserRole', {}, ['lomr:source', {}, 'IMSGLC_CC_Rolesv1p1'], ['lomr:value', {}, 'Instructor']],
  ],
]
