import {mediaTypeOf} from '../model/media-types.js'

/** What a server says of a file: texts of coursewright are UTF-8. */
export const contentTypeOf = (path: string): string => {
  const type = mediaTypeOf(path)
  return /^text\/|json$/.test(type) ? `${type}; charset=utf-8` : type
}
