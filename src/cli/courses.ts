import {resolve} from 'node:path'
import {coursesIn} from '../host/installation.js'
import {CommandError} from './command-error.js'

/** The folders that were named, else every course below content/. */
export const courseFolders = async (named: readonly string[]): Promise<readonly string[]> => {
  if (named.length > 0) return named.map((folder) => folder.replace(/[\\/]+$/, '') || folder)
  const found = await coursesIn('content')
  if (found.length === 0) {
    throw new CommandError(
      `There is no course below ${resolve('content')}. Name a folder, or start a course with “coursewright init DIR”.`,
    )
  }
  return found
}
