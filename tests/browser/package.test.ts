import {mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {beforeAll, describe, expect, test} from 'vitest'
import {coursewright} from '../helpers/cli.js'
import {type Package, unzip} from '../helpers/lms/package.js'
import {all, only, type ReadElement, readXml} from '../helpers/read-xml.js'
import {schemaErrors} from '../helpers/scorm-1.2-schema.js'
import {localHeaders} from '../helpers/zip-headers.js'

const courses = ['content/international-security', 'tests/fixtures/everything']

describe.each(courses)('the packages of %s', (course) => {
  let zip: Buffer
  let files: Package
  let cartridge: Package
  let xml: string
  let manifest: ReadElement
  beforeAll(async () => {
    const out = mkdtempSync(join(tmpdir(), 'coursewright-bed-'))
    const {code, err} = coursewright(['build', course, '--format', 'scorm-1.2,cc-1.1', '--out', out])
    if (code !== 0) throw new Error(err)
    const [scorm, common] = ['.zip', '.imscc'].map((end) =>
      join(out, readdirSync(out).find((name) => name.endsWith(end)) ?? ''),
    )
    zip = readFileSync(scorm as string)
    files = await unzip(scorm as string)
    cartridge = await unzip(common as string)
    xml = files.get('imsmanifest.xml')?.toString('utf8') ?? ''
    manifest = readXml(xml)
    rmSync(out, {recursive: true})
  })

  test('MUST 45: the manifest is at the root, in UTF-8, without a document type, and valid', () => {
    expect(xml).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>/)
    expect(xml).not.toContain('<!DOCTYPE')
    expect(schemaErrors(xml)).toEqual([])
  })

  test('MUST 46: the version and the prefixes are those that Moodle compares', () => {
    expect(only(manifest, 'schemaversion').text).toBe('1.2')
    expect(manifest.name).toBe('manifest')
    expect(
      [...xml.matchAll(/<([a-z]+):/g)]
        .map((match) => match[1])
        .every((prefix) => prefix === 'adlcp' || prefix === 'imsmd'),
    ).toBe(true)
  })

  test('MUST 47, MUST 48: the default organization launches the first resource, and that is a SCO', () => {
    const organization = only(manifest, 'organization')
    expect(only(manifest, 'organizations').attributes.default).toBe(organization.attributes.identifier)
    expect(all(organization, 'title')[0]?.text).not.toBe('')
    const [resource] = all(manifest, 'resource').filter((each) => each.attributes.href)
    expect(only(organization, 'item').attributes.identifierref).toBe(resource?.attributes.identifier)
    expect(resource?.attributes['adlcp:scormtype']).toBe('sco')
    expect(files.has(resource?.attributes.href ?? '')).toBe(true)
  })

  test('MUST 49: every file is listed, and every file that is listed is there', () => {
    const listed = all(manifest, 'file').map((file) => decodeURIComponent(file.attributes.href ?? ''))
    const packed = [...files.keys()].filter((path) => path !== 'imsmanifest.xml' && !path.endsWith('.xsd'))
    expect(listed.toSorted()).toEqual(packed.toSorted())
  })

  test('MUST 50: the zip is plain, and its names are safe everywhere', () => {
    for (const {name, flags, method, size, compressedSize} of localHeaders(zip)) {
      expect(name).toMatch(/^[a-z0-9][a-z0-9._-]*(\/[a-z0-9][a-z0-9._-]*)*$/)
      expect(name).not.toMatch(/\.(php|jsp|py|sh|cgi|asp|htaccess|exe)$|__macosx/)
      expect([0, 8]).toContain(method)
      // Bit 3: sizes stand behind the data, which SCORM Cloud refuses where the data are stored.
      if (method === 0) expect({name, bit: flags & 8, size}).toEqual({name, bit: 0, size: compressedSize})
    }
  })

  test('MUST 51: there is nothing of sequencing that an LMS is known to choke on', () => {
    expect(xml).not.toMatch(/mapInfo|rollupRule|sequencing|attemptLimit|prerequisites/i)
  })

  test('MUST 52: identifiers are unique XML names of at most 255 characters', () => {
    const identifiers = [...xml.matchAll(/ identifier="([^"]*)"/g)].map((match) => match[1] ?? '')
    for (const identifier of identifiers) expect(identifier).toMatch(/^[A-Za-z_][\w.-]{0,254}$/)
    expect(new Set(identifiers).size).toBe(identifiers.length)
  })

  test('MUST 53: the LMS shows the title of the course', () => {
    const [, title = ''] = /^title: (.*)$/m.exec(readFileSync(join(course, 'course.yaml'), 'utf8')) ?? []
    expect(all(manifest, 'title').map((each) => each.text)).toContain(title.replace(/^"|"$/g, ''))
  })

  test('MUST 54: no score is demanded where the author demands none', () => {
    expect(all(manifest, 'adlcp:masteryscore')).toEqual([])
  })

  test('MUST 55: the cartridge is known by its first 1024 bytes, and its links land', () => {
    const head = cartridge.get('imsmanifest.xml')?.subarray(0, 1024).toString('latin1') ?? ''
    expect(head).toContain('xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"')
    for (const [path, bytes] of cartridge) {
      if (!/\.(html|xml)$/.test(path)) continue
      for (const [, link = ''] of bytes.toString('utf8').matchAll(/\$IMS-CC-FILEBASE\$([^"&?#]*)/g))
        expect([...cartridge.keys()]).toContain(new URL(link, `http://c/${path}`).pathname.slice(1))
    }
  })
})
