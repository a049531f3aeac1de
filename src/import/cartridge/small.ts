import {plainOf} from '../html/passage.js'
import {descendants, element, elements, textOf, wordOf, type XmlNode} from '../xml.js'

/** Small files of a cartridge, each one thing. */

export const readTopic = (root: XmlNode) => {
  const text = element(root, 'text')
  return {
    title: wordOf(root, 'title'),
    text: textOf(text),
    // Canvas and Moodle read every text as HTML, so that most programs write it, whatever they say.
    isHtml: !/plain/i.test(text?.attributes.texttype ?? '') || /<\/?[a-z][^<>]*>/i.test(textOf(text)),
    attachments: elements(element(root, 'attachments'), 'attachment').flatMap(({attributes}) => attributes.href ?? []),
  }
}

export const readWebLink = (root: XmlNode) => ({
  title: wordOf(root, 'title'),
  url: element(root, 'url')?.attributes.href?.trim() ?? '',
})

export const readAssignment = (root: XmlNode) => {
  const formats = elements(element(root, 'submission_formats'), 'format').map(({attributes}) => attributes.type ?? '')
  const gradable = element(root, 'gradable')
  const points = Number(gradable?.attributes.points_possible)
  return {
    title: wordOf(root, 'title'),
    text: textOf(element(root, 'text')),
    isHtml: !/plain/i.test(element(root, 'text')?.attributes.texttype ?? ''),
    instructorText: textOf(element(root, 'instructor_text')).trim(),
    points: Number.isFinite(points) && points >= 0 ? Math.min(points, 10_000) : undefined,
    submission: [
      ...(formats.some((type) => type === 'text' || type === 'html') ? (['text'] as const) : []),
      ...(formats.includes('file') ? (['file'] as const) : []),
      ...(formats.includes('url') ? (['url'] as const) : []),
    ],
    attachments: elements(element(root, 'attachments'), 'attachment').flatMap(({attributes}) => attributes.href ?? []),
  }
}

const privacies = {anonymous: 'anonymous', name_only: 'name', email_only: 'email', public: 'public'} as const

/** An LTI 1.1 link. Keys and secrets are never taken over. */
export const readTool = (root: XmlNode) => {
  const custom = elements(element(root, 'custom'), 'property').flatMap((property) => {
    const name = property.attributes.name ?? ''
    return /^[A-Za-z][\w.-]*$/.test(name) ? [[name, textOf(property).trim()] as const] : []
  })
  const settings = new Map(
    elements(root, 'extensions').flatMap((extension) =>
      elements(extension, 'property').map(
        (property) => [property.attributes.name ?? '', textOf(property).trim()] as const,
      ),
    ),
  )
  const url = wordOf(root, 'secure_launch_url') ?? wordOf(root, 'launch_url') ?? ''
  const points = Number(settings.get('outcome'))
  const privacy = privacies[settings.get('privacy_level') as keyof typeof privacies]
  return {
    title: wordOf(root, 'title') && plainOf(wordOf(root, 'title') ?? ''),
    description: wordOf(root, 'description'),
    url,
    custom: Object.fromEntries(custom),
    privacy,
    points: settings.has('outcome') && Number.isFinite(points) ? points : undefined,
    hasSecret: descendants(root, 'property').some(({attributes}) => /secret|key/i.test(attributes.name ?? '')),
  }
}
