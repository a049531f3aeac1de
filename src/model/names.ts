/** Ids are kebab-case: they become file names, XML identifiers and addresses. */
export const idPattern = /^[a-z0-9]+(-[a-z0-9]+)*$/

/** The id that a text suggests: ASCII, lower case, hyphens between words. Empty for a text without Latin letters or digits. */
export const slugOf = (text: string, maximum = 60): string => {
  const slug = text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f'’]/g, '')
    .replace(/ß/g, 'ss')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  if (slug.length <= maximum) return slug
  return slug
    .slice(0, maximum + 1)
    .replace(/-[^-]*$/, '')
    .slice(0, maximum)
}

/** The name of a file without its folders and ending. */
export const baseName = (path: string): string => path.replace(/^.*\//, '').replace(/\.[^.]*$/, '')

/** Resolves a path that an author wrote in one file against that file's folder. Undefined if it leaves the course. */
export const resolvePath = (from: string, path: string): string | undefined => {
  const parts = path.startsWith('/') ? [] : from.split('/').slice(0, -1)
  for (const step of path.split('/')) {
    if (step === '' || step === '.') continue
    if (step === '..') {
      if (parts.length === 0) return undefined
      parts.pop()
    } else parts.push(step)
  }
  return parts.join('/')
}

/** A folder's path and a path from there as one, with `..` only at its beginning. */
export const joinPath = (folder: string, path: string): string => {
  const parts: string[] = []
  for (const step of `${folder}/${path}`.split('/')) {
    if (step === '' || step === '.') continue
    if (step === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop()
    else parts.push(step)
  }
  return (folder.startsWith('/') ? '/' : '') + parts.join('/')
}
