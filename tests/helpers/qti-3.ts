/** HTML elements that items may hold: they keep their names in QTI 3. */
const html = new Set(
  'a abbr b blockquote br caption cite code col colgroup dd dfn div dl dt em h1 h2 h3 h4 h5 h6 hr i img kbd li object ol p pre q samp small span strong sub sup table tbody td tfoot th thead tr tt ul var'.split(
    ' ',
  ),
)

/**
 * An item of QTI 2.1 in the words of QTI 3, which newer engines read: names get a prefix and hyphens, feedback a body.
 * Source: 1EdTech QTI 3.0 Best Practices and Implementation Guide, section on migrating from 2.x.
 */
export const asQti3 = (item: string): string =>
  positionsAsVariables(
    item
      .replace(/<infoControl[\s\S]*?<\/infoControl>/g, '')
      .replace(/<(\/?)([A-Za-z]\w*)((?:"[^"]*"|[^">])*)>/g, (tag, slash: string, name: string, rest: string) =>
        html.has(name)
          ? tag
          : `<${slash}qti-${hyphens(name)}${rest.replace(/ ([A-Za-z]+)=/g, (_, at) => ` ${hyphens(at)}=`)}>`,
      )
      .replace(/xmlns="[^"]*imsqti_v2p1"/, 'xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0"')
      .replace(/ xsi:schemaLocation="[^"]*"/, '')
      .replace(
        /(<qti-modal-feedback[^>]*>)([\s\S]*?)(<\/qti-modal-feedback>)/g,
        '$1<qti-content-body>$2</qti-content-body>$3',
      ),
  )

/** QTI 3 also lets a position be a variable, and qti3-item-player 1.1.20 knows no other way (QtiIndex, getNValue). */
const positionsAsVariables = (item: string): string => {
  const positions = [...item.matchAll(/<qti-index n="(\d+)"/g)].map(([, n]) => n)
  const declared = positions.map(
    (n) =>
      `<qti-outcome-declaration identifier="N${n}" cardinality="single" base-type="integer"><qti-default-value><qti-value>${n}</qti-value></qti-default-value></qti-outcome-declaration>`,
  )
  return item
    .replace(/<qti-index n="(\d+)"/g, '<qti-index n="N$1"')
    .replace('<qti-item-body>', `${declared.join('')}<qti-item-body>`)
}

const hyphens = (name: string): string =>
  name === 'xmlns' ? name : name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
