type Child = Node | string | null | undefined | false
type Properties = Readonly<Record<string, string | number | boolean | undefined | ((event: Event) => void)>>

/** Makes an element: functions listen (`onclick`), `true` writes a bare attribute, `false` and `undefined` none. */
export const h = <K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Properties = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] => {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value)
    else if (value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : String(value))
  }
  element.append(
    ...children.filter((child): child is Node | string => child !== null && child !== undefined && child !== false),
  )
  return element
}

/** HTML that the compiler wrote, as an element. */
export const rich = (tag: 'div' | 'span' | 'p' | 'li', name: string, html: string): HTMLElement => {
  const element = h(tag, {class: name})
  element.innerHTML = html
  return element
}

export const all = <E extends HTMLElement = HTMLElement>(selector: string, root: ParentNode = document): E[] => [
  ...root.querySelectorAll<E>(selector),
]

export const one = <E extends HTMLElement = HTMLElement>(selector: string, root: ParentNode = document): E | null =>
  root.querySelector<E>(selector)

/** A mark beside words; the words say the same. */
export const icon = (name: string): HTMLElement => h('span', {class: `icon icon-${name}`, 'aria-hidden': 'true'})

export const button = (label: string, onclick: () => void, name = 'button'): HTMLButtonElement =>
  h('button', {type: 'button', class: name, onclick}, label)

let region: HTMLElement | undefined

/** Has a screen reader say something, after what it is saying now. */
export const say = (words: string): void => {
  region ??= document.body.appendChild(h('div', {class: 'quiet', role: 'status'}))
  region.textContent = ''
  setTimeout(() => {
    if (region) region.textContent = words
  }, 60)
}

/** Brings a thing into view and gives it the focus, so that keyboard and screen reader go on from there. */
export const goTo = (element: HTMLElement | null | undefined): void => {
  if (!element) return
  if (element.tabIndex < 0 && !element.hasAttribute('tabindex')) element.tabIndex = -1
  element.focus({preventScroll: true})
  element.scrollIntoView({block: 'nearest'})
}
