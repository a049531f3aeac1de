import {plainOf} from '../html/passage.js'

/** `$course$/top/Default for C1/Maps`: the context and `top` are no names; a doubled slash is one in a name. */
export const categoryPath = (text: string): readonly string[] => {
  const names = text
    .split(/(?<!\/)\/(?!\/)/)
    .map((name) => plainOf(name.replaceAll('//', '/')))
    .filter((name, index) => name !== '' && !(index === 0 && /^\$\w+\$$/.test(name)))
  const below = names[0] === 'top' ? names.slice(1) : names
  return below.length > 0 ? below : ['Questions']
}
