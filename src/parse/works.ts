import type {Outcome} from '../diagnostics/diagnostic.js'
import {
  type GlossaryEntry,
  type Name,
  plainPlacement,
  type ResourceTier,
  type Tool,
  type WebLink,
  type Work,
} from '../model/course.js'
import {withoutUndefined} from '../model/question.js'
import type {Local} from '../model/text.js'
import type {SourceText} from '../source/source.js'
import {writtenGlossary} from '../written/pages.js'
import {writtenBibliography, writtenLinks, writtenResources, writtenTools} from '../written/works.js'
import {readYaml} from '../yaml/read.js'
import {yamlReader} from './yaml-passage.js'

export const parseGlossary = (file: SourceText): Outcome<readonly GlossaryEntry<Local>[]> => {
  const {value: written, diagnostics} = readYaml({file: file.path, text: file.text}, writtenGlossary)
  if (!written) return {value: [], diagnostics}
  const reader = yamlReader(file, written)
  const value = written.value.map((entry, index) => ({
    ...entry,
    place: written.placeOf([index, 'id']),
    definition: reader.rich(entry.definition, [index, 'definition']),
  }))
  return {value, diagnostics: reader.diagnostics}
}

export const parseBibliography = (file: SourceText): Outcome<readonly Work[]> => {
  const {value: written, diagnostics} = readYaml({file: file.path, text: file.text}, writtenBibliography)
  if (!written) return {value: [], diagnostics}
  const value = written.value.map((work, index) =>
    withoutUndefined({
      id: work.id,
      place: written.placeOf([index, 'id']),
      type: work.type,
      title: work.title,
      author: work.author as readonly Name[],
      editor: work.editor as readonly Name[],
      issued: work.issued === undefined ? undefined : dateText(work.issued),
      containerTitle: work['container-title'],
      publisher: work.publisher,
      publisherPlace: work['publisher-place'],
      volume: work.volume,
      issue: work.issue,
      page: work.page,
      number: work.number,
      edition: work.edition,
      genre: work.genre,
      doi: work.DOI,
      url: work.URL,
    }),
  )
  return {value, diagnostics}
}

export const parseResources = (file: SourceText): Outcome<readonly ResourceTier<Local>[]> => {
  const {value: written, diagnostics} = readYaml({file: file.path, text: file.text}, writtenResources)
  if (!written) return {value: [], diagnostics}
  const value = written.value.tiers.map((tier, index) => ({
    ...tier,
    place: written.placeOf(['tiers', index, 'id']),
    resources: tier.resources.map((resource, at) => ({
      ...resource,
      place: written.placeOf(['tiers', index, 'resources', at, 'id']),
    })),
  }))
  return {value, diagnostics}
}

export const parseLinks = (file: SourceText): Outcome<readonly WebLink<Local>[]> => {
  const {value: written, diagnostics} = readYaml({file: file.path, text: file.text}, writtenLinks)
  if (!written) return {value: [], diagnostics}
  const reader = yamlReader(file, written)
  const value = written.value.map((link, index) =>
    withoutUndefined({
      type: 'link' as const,
      id: link.id,
      place: written.placeOf([index, 'id']),
      title: link.title,
      placement: plainPlacement,
      url: link.url,
      description: link.description === undefined ? undefined : reader.rich(link.description, [index, 'description']),
    }),
  )
  return {value, diagnostics: reader.diagnostics}
}

export const parseTools = (file: SourceText): Outcome<readonly Tool<Local>[]> => {
  const {value: written, diagnostics} = readYaml({file: file.path, text: file.text}, writtenTools)
  if (!written) return {value: [], diagnostics}
  const reader = yamlReader(file, written)
  const value = written.value.map((tool, index) =>
    withoutUndefined({
      ...tool,
      type: 'tool' as const,
      place: written.placeOf([index, 'id']),
      placement: plainPlacement,
      description: tool.description === undefined ? undefined : reader.rich(tool.description, [index, 'description']),
    }),
  )
  return {value, diagnostics: reader.diagnostics}
}

type WrittenDate = string | number | {'date-parts': (string | number)[][]}

const dateText = (date: WrittenDate): string =>
  typeof date === 'object'
    ? (date['date-parts'][0] ?? []).map((part, index) => String(part).padStart(index === 0 ? 4 : 2, '0')).join('-')
    : String(date)
