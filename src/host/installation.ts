import {existsSync} from 'node:fs'
import {readdir, readFile} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {nodeHost} from './node.js'

/** The folder in which coursewright itself is installed, whether it runs compiled or from its source. */
export const installationFolder = (): string => {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'templates')) || !existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder)
    if (parent === folder) throw new Error('The templates of coursewright are missing: install it anew.')
    folder = parent
  }
  return folder
}

/** The files below `templates/`, by path. */
export const readTemplates = async (): Promise<Readonly<Record<string, string>>> => {
  const folder = join(installationFolder(), 'templates')
  const paths = await nodeHost.list(folder)
  const texts = await Promise.all(paths.map((path) => readFile(join(folder, path), 'utf8')))
  return Object.fromEntries(paths.map((path, index) => [path, (texts[index] ?? '').replace(/\r\n/g, '\n')]))
}

/** Where an asset of a package lies: browser scripts and schemas, which the build of coursewright put below `dist`. */
export const assetPath = (asset: string): string => join(installationFolder(), 'dist', asset)

/** The version of coursewright. */
export const installedVersion = async (): Promise<string> => {
  const {version} = JSON.parse(await readFile(join(installationFolder(), 'package.json'), 'utf8')) as {version: string}
  return version
}

/**
 * Names what runs, to the last byte: the version, and the digest that bundling left beside the command. Without one, as in
 * tests that run the source, the version alone.
 */
export const installedBuild = async (): Promise<string> => {
  const digest = await readFile(join(installationFolder(), 'dist/cli/digest'), 'utf8').catch(() => '')
  return `${await installedVersion()} ${digest.trim()}`.trim()
}

/** The courses below `content/`: every folder there that has a course.yaml. */
export const coursesIn = async (folder: string): Promise<readonly string[]> => {
  const entries = await readdir(folder, {withFileTypes: true}).catch(() => [])
  return entries
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'course.yaml')))
    .map((entry) => join(folder, entry.name))
    .sort()
}
