/** What the versions of Common Cartridge differ in. */
export interface Version {
  readonly id: '1.1' | '1.3'
  readonly schemaVersion: string
  /** Of the manifest; its schemas lie below `profile`. */
  readonly namespace: string
  readonly manifestLom: string
  readonly resourceLom: string
  readonly profile: string
  /** Before the ending of each schema's name. */
  readonly prefix: string
  readonly types: {
    readonly topic: string
    readonly webLink: string
    readonly tool: string
    readonly assessment: string
    readonly questionBank: string
  }
  /** Namespace and address of the schema of each kind of document. */
  readonly topic: readonly [namespace: string, schema: string]
  readonly webLink: readonly [namespace: string, schema: string]
  readonly tool: readonly [namespace: string, schema: string]
  /** Whether Moodle reads it: then texts are guarded against what its importer does to them, and formulas are TeX. */
  readonly isForMoodle: boolean
  /** Whether there are assignments. */
  readonly hasAssignments: boolean
}

const xsd = 'http://www.imsglobal.org/xsd'

const versionOf = (id: Version['id'], tool: Version['tool'], toolType: string): Version => {
  const name = `ccv${id.replace('.', 'p')}`
  const version = `v${id.replace('.', 'p')}`
  const profile = `http://www.imsglobal.org/profile/cc/${name}`
  const lom = `http://ltsc.ieee.org/xsd/ims${name}/LOM`
  return {
    id,
    schemaVersion: `${id}.0`,
    namespace: `${xsd}/ims${name}/imscp_v1p1`,
    manifestLom: `${lom}/manifest`,
    resourceLom: `${lom}/resource`,
    profile,
    prefix: name,
    types: {
      topic: `imsdt_xml${version}`,
      webLink: `imswl_xml${version}`,
      tool: toolType,
      assessment: `imsqti_xmlv1p2/imscc_xml${version}/assessment`,
      questionBank: `imsqti_xmlv1p2/imscc_xml${version}/question-bank`,
    },
    topic: [`${xsd}/ims${name}/imsdt_${version}`, `${profile}/${name}_imsdt_${version}.xsd`],
    webLink: [`${xsd}/ims${name}/imswl_${version}`, `${profile}/${name}_imswl_${version}.xsd`],
    tool,
    isForMoodle: id === '1.1',
    hasAssignments: id === '1.3',
  }
}

/** The one version that Moodle and Canvas both read. */
export const version11 = versionOf(
  '1.1',
  [`${xsd}/imslticc_v1p0`, `${xsd}/lti/ltiv1p0/imslticc_v1p0.xsd`],
  'imsbasiclti_xmlv1p0',
)

/** With assignments. Moodle 5.1 refuses it (backup/converter/imscc11/lib.php:46). */
export const version13 = versionOf(
  '1.3',
  [`${xsd}/imslticc_v1p3`, `${xsd}/lti/ltiv1p3/imslticc_v1p3.xsd`],
  'imsbasiclti_xmlv1p3',
)
