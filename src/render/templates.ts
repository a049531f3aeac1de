import {Liquid} from 'liquidjs'
import type {CompiledMessage} from '../model/player.js'

/** The words of the interface in one language. */
export interface Messages {
  readonly language: string
  /** The message with its arguments filled in. An unknown key is our bug and throws. */
  text(key: string, values?: Readonly<Record<string, string | number>>): string
  /** All messages whose key starts with this, compiled for the run time. */
  compiled(prefix: string): Readonly<Record<string, CompiledMessage>>
}

/** The files below `templates/`, as an institution may have replaced them. */
export interface Templates {
  /** Fills a page shell. Values are escaped unless the template says `| raw`. */
  render(name: string, data: Readonly<Record<string, unknown>>): string
  /** A file as it is, such as `tokens.css`. */
  file(name: string): string
  messages(language: string): Messages
}
