import {openDialog} from './dialog.js'
import {all, button, h, say} from './dom.js'
import {course, t} from './words.js'

/** The address by which a page is asked for its contents alone. */
const part = '#print-part'

/** Milliseconds in which one page must hand over its contents. */
const patience = 8000

/** This page, or all pages one after the other. */
export const openPrint = (root: string): void => {
  const status = h('p', {class: 'dialog-note', role: 'status'})
  const dialog = openDialog(
    'print',
    t('print.title'),
    h(
      'p',
      {class: 'actions'},
      button(t('print.lesson'), () => void loaded(document).then(() => leave(print))),
      button(t('print.all'), () => void whole(), 'button plain'),
    ),
    status,
  )
  const leave = (then: () => void): void => {
    dialog.close()
    setTimeout(then, 0)
  }
  const whole = async (): Promise<void> => {
    const {pages} = course()
    const collected = h('div', {class: 'print-all'})
    try {
      for (const [index, page] of pages.entries()) {
        status.textContent = t('print.loading', {number: index + 1, all: pages.length})
        collected.append(await contentsOf(`${root}${page.path}`))
      }
    } catch {
      status.textContent = t('print.failed')
      return
    }
    document.body.append(collected)
    await loaded(collected)
    document.body.dataset.printing = 'all'
    leave(() => {
      print()
      collected.remove()
      delete document.body.dataset.printing
      say(t('print.done'))
    })
  }
}

/** Waits for the pictures that were to load only once they came into view. */
const loaded = (root: ParentNode): Promise<unknown> =>
  Promise.all(
    all<HTMLImageElement>('img', root).map((image) => {
      image.loading = 'eager'
      return image.decode().catch(() => undefined)
    }),
  )

/** Fetches nothing, since a page opened from disk may not: the other page opens in a hidden frame and sends itself. */
const contentsOf = (address: string): Promise<HTMLElement> =>
  new Promise((resolve, reject) => {
    const frame = h('iframe', {src: `${address}${part}`, hidden: true, title: ''})
    const listen = (event: MessageEvent): void => {
      const message = event.data as {coursewright?: string; html?: string} | null
      if (event.source !== frame.contentWindow || message?.coursewright !== 'part') return
      const section = h('section', {class: 'print-part'})
      section.innerHTML = message.html ?? ''
      finish()
      resolve(section)
    }
    const finish = (): void => {
      clearTimeout(timer)
      removeEventListener('message', listen)
      frame.remove()
    }
    const timer = setTimeout(() => {
      finish()
      reject(new Error(address))
    }, patience)
    addEventListener('message', listen)
    document.body.append(frame)
  })

/** Hands the contents of this page over, if that is what it was opened for. They hold nothing of the learner. */
export const sendPart = (): boolean => {
  if (location.hash !== part || window.parent === window) return false
  const main = document.querySelector('main')?.cloneNode(true) as HTMLElement
  for (const gone of all('.turn, script, noscript, .quiz-graded form', main)) gone.remove()
  for (const image of all<HTMLImageElement>('img', main)) {
    image.src = new URL(image.getAttribute('src') ?? '', location.href).href
    image.loading = 'eager'
  }
  window.parent.postMessage({coursewright: 'part', html: main.innerHTML}, '*')
  return true
}
