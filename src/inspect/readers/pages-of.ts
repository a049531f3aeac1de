import {isPage} from '../../import/cartridge/addresses.js'
import type {ContentItem} from '../contents.js'
import type {Sources} from '../sources.js'

/** What a file of the package shows, where it is a page. */
export const passagesIn = async (sources: Sources, path: string | undefined): Promise<readonly string[]> =>
  path !== undefined && isPage(path) ? ((await sources.page(path))?.passages ?? []) : []

/** A page that no table of contents names. */
export const loosePage = async (sources: Sources, path: string): Promise<ContentItem> => {
  const page = await sources.page(path)
  return {type: 'page', id: path, title: page?.title ?? path, file: path, text: page?.passages ?? []}
}
