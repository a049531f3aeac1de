import type {Body} from '../../model/markdown.js'
import {type Style, writeBody} from '../../render/body.js'
import type {MoodleFile, MoodleText} from './question.js'

/**
 * A passage as Moodle keeps it, with formulas in TeX unless the style says otherwise. `pathOf`: where a media file stands
 * in packages, see `packagePaths`.
 */
export const moodleText = (
  body: Body,
  style: Omit<Style, 'media' | 'math'> & Partial<Pick<Style, 'math'>>,
  pathOf: (media: string) => string,
): MoodleText => {
  const files = new Map<string, MoodleFile>()
  const html = writeBody(body, {
    math: 'tex',
    ...style,
    media: (media) => {
      const file = moodleFile(media, pathOf)
      files.set(media, file)
      return `@@PLUGINFILE@@${file.path}${file.name}`
    },
  })
  return {html: guardFiles(html), files: [...files.values()]}
}

/** A file in one of Moodle’s file areas: in the folders that it has below `media/`, so that names never collide. */
export const moodleFile = (media: string, pathOf: (media: string) => string): MoodleFile => {
  const steps = pathOf(media)
    .replace(/^media\//, '')
    .split('/')
  const name = steps.pop() ?? ''
  return {path: `/${steps.map((step) => `${step}/`).join('')}`, name, media}
}

/** Moodle makes an address of this sign wherever it stands. In a text that speaks of it, an entity parts it. */
const guardFiles = (html: string): string =>
  html.replace(tagOrSign, (found) => (found.startsWith('<') ? found : '@&#64;'))

const tagOrSign = /<[a-z/](?:[^"'>]|"[^"]*"|'[^']*')*>|@@(?=PLUGINFILE@@)/gi
