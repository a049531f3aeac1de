import type {DraftCourse} from '../draft.js'
import {descendants, elements, textOf, type XmlNode} from '../xml.js'

/** What the metadata of a manifest (IEEE LOM, whatever its binding) says of the course. */
export const aboutCourse = (metadata: XmlNode | undefined): Omit<DraftCourse, 'modules'> => {
  const [general] = descendants(metadata, 'general')
  const text = (node: XmlNode | undefined, name: string) => {
    const [found] = elements(node, name)
    return found && stringOf(found)
  }
  const title = text(general, 'title')
  const language = elements(general, 'language').map((node) => textOf(node).trim())[0]
  const description = text(general, 'description')
  const keywords = elements(general, 'keyword').flatMap((node) => stringOf(node) ?? [])
  const people = descendants(metadata, 'contribute').map((node) => ({
    role: textOf(elements(node, 'role')[0]).trim().toLowerCase(),
    names: [...descendants(node, 'entity'), ...descendants(node, 'vcard')].flatMap(
      (card) => nameIn(textOf(card)) ?? [],
    ),
  }))
  const named = (role: RegExp) => people.filter((one) => role.test(one.role)).flatMap(({names}) => names)
  const authors = [...new Set(named(/author/))]
  const [publisher] = named(/publisher/)
  const rights = descendants(metadata, 'rights')
    .map((node) => textOf(node))
    .join(' ')
  const licence = licenceIn(rights)
  const official = elements(general, 'identifier')
    .map((node) => textOf(elements(node, 'entry')[0]).trim())
    .find((entry) => /^https?:\/\/\S+$/.test(entry))
  return {
    ...(title ? {title} : {}),
    ...(language && /^[a-z]{2,3}(?:-[A-Za-z0-9]+)*$/.test(language) ? {language} : {}),
    ...(description ? {description} : {}),
    ...(keywords.length > 0 ? {keywords: [...new Set(keywords)]} : {}),
    ...(authors.length > 0 ? {authors} : {}),
    ...(publisher ? {publisher} : {}),
    ...(licence ? {licence} : {}),
    ...(official ? {official} : {}),
  }
}

const stringOf = (node: XmlNode): string | undefined =>
  textOf(elements(node, 'string', 'langstring')[0] ?? node)
    .replace(/\s+/g, ' ')
    .trim() || undefined

const nameIn = (card: string): string | undefined =>
  /^FN:(.*)$/im.exec(card)?.[1]?.replace(/\\(.)/g, '$1').trim() || undefined

/** The licence that a sentence about rights names: an SPDX identifier, or Creative Commons in words or by its address. */
export const licenceIn = (rights: string): string | undefined => {
  const spdx =
    /\b(CC(?:0-1\.0|-BY(?:-NC)?(?:-SA|-ND)?-[1-4]\.\d)|MIT|GFDL-1\.3-(?:only|or-later)|LicenseRef-[\w.-]+)(?=[\s.,;)]|$)/.exec(
      rights,
    )?.[1]
  if (spdx) return spdx.replace(/\.$/, '')
  const [, terms, version] = /creativecommons\.org\/licenses\/([a-z-]+)\/(\d\.\d)/i.exec(rights) ?? []
  if (terms && version) return `CC-${terms.toUpperCase()}-${version}`
  return /creativecommons\.org\/publicdomain\/zero/i.test(rights) ? 'CC0-1.0' : undefined
}
