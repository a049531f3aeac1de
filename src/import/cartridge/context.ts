import type {Archive} from '../../package/archive.js'
import type {Draft, Unkept} from '../draft.js'
import type {MediaShelf} from '../media.js'
import {passageLosses, type Report} from '../unkept.js'
import {readXml, type XmlNode} from '../xml.js'
import type {Addresses} from './addresses.js'
import {brokenLost, levelLost} from './losses.js'

type Writable<T> = T extends readonly (infer E)[] ? E[] : T
export type Parts = {
  [K in 'lessons' | 'discussions' | 'assignments' | 'quizzes' | 'banks' | 'links' | 'tools' | 'glossary']: Writable<
    Draft[K]
  >
} & {about?: Draft['about']; resources?: Draft['resources']}

/** What the readers of items are given, and where they put what they made. */
export interface CartridgeContext {
  readonly archive: Archive
  readonly shelf: MediaShelf
  readonly report: Report
  readonly addresses: Addresses
  readonly parts: Parts
}

export const emptyParts = (): Parts => ({
  lessons: [],
  discussions: [],
  assignments: [],
  quizzes: [],
  banks: [],
  links: [],
  tools: [],
  glossary: [],
})

/** What is not kept of one item: its passages and itself. */
export const losingFor = (context: CartridgeContext, type: string, title: string, file: string) => {
  const passages = passageLosses()
  const say = (loss: Omit<Unkept, 'item' | 'file'>) => context.report.add({...loss, item: {type, title}, file})
  return {
    lose: passages.lose,
    say,
    end: () => {
      for (const loss of passages.losses()) say(loss)
    },
  }
}

/** An XML file of the package; what is broken is said, and left out. */
export const xmlOf = async (
  context: CartridgeContext,
  path: string,
  say: (loss: Omit<Unkept, 'item' | 'file'>) => void,
): Promise<XmlNode | undefined> => {
  if (!context.archive.paths.includes(path)) {
    say(brokenLost('its file is not in the package.'))
    return undefined
  }
  const {value, diagnostics} = readXml(path, await context.archive.read(path))
  if (value) return value
  const [first] = diagnostics
  say(brokenLost(first?.code === 'xml/doctype' ? 'its file declares entities.' : 'its file is no well-formed XML.'))
  return undefined
}

/** A page as text: UTF-8, or what Windows wrote before it. */
export const pageOf = async (
  context: CartridgeContext,
  path: string,
  say: (loss: Omit<Unkept, 'item' | 'file'>) => void,
): Promise<string | undefined> => {
  if (!context.archive.paths.includes(path)) {
    say(brokenLost('its file is not in the package.'))
    return undefined
  }
  const bytes = await context.archive.read(path)
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 2000))
  const declared = /charset\s*=\s*["']?([\w-]+)/i.exec(head)?.[1]
  try {
    return new TextDecoder('utf-8', {fatal: true}).decode(bytes)
  } catch {
    if (!declared) say(levelLost)
    return new TextDecoder(isCharset(declared) ? declared : 'windows-1252').decode(bytes)
  }
}

const isCharset = (label: string | undefined): label is string => {
  try {
    return label !== undefined && !/utf-?8/i.test(label) && new TextDecoder(label) !== undefined
  } catch {
    return false
  }
}
