import type {Media} from '../../model/course.js'
import type {PackageFile} from '../../model/package.js'
import type {XmlElement} from '../_xml/write.js'
import type {StoredFile} from './activity.js'
import type {Context} from './context.js'
import {fields} from './fields.js'
import {made} from './site.js'

/** A file in the context of an activity, a question bank or the course. */
export interface FileRow {
  readonly context: number
  readonly file: StoredFile
}

export const fileNumber = ({number}: Context, context: number, file: StoredFile): number =>
  number('file', String(context), file.component, file.area, String(file.itemId), file.path + file.name)

/** Every use of a file. Many rows may name the same bytes. */
export const filesTree = (context: Context, list: readonly FileRow[]): XmlElement => [
  'files',
  {},
  ...list.map((row): XmlElement => {
    const {file} = row
    const {sha1, size} = mediaOf(context, file.media)
    return [
      'file',
      {id: fileNumber(context, row.context, file)},
      ...fields({
        contenthash: sha1,
        contextid: row.context,
        component: file.component,
        filearea: file.area,
        itemid: file.itemId,
        filepath: file.path,
        filename: file.name,
        userid: null,
        filesize: size,
        status: 0,
        timecreated: made,
        timemodified: made,
        source: null,
        author: null,
        license: null,
        sortorder: 0,
        repositorytype: null,
        repositoryid: null,
        reference: null,
      }),
    ]
  }),
]

/** The bytes, each once, by their SHA-1: where Moodle looks for them (lib/filestorage/file_storage.php). */
export const pool = (context: Context, list: readonly FileRow[]): readonly PackageFile[] =>
  [...new Map(list.map(({file}) => [mediaOf(context, file.media).sha1, file.media]))].map(([hash, media]) => ({
    path: `files/${hash.slice(0, 2)}/${hash}`,
    content: {media},
  }))

const mediaOf = ({edition}: Context, path: string): Media => {
  const media = edition.media.get(path)
  if (!media) throw new Error(`The edition has no media file ${path}.`)
  return media
}
