interface Drag {
  /** The pointer is over this element. */
  readonly over?: (target: Element | null, y: number) => void
  readonly drop: (target: Element | null) => void
}

/** Lets a pointer drag `moved()` by its handle. Only an addition: whatever it does can be done with buttons or lists too. */
export const draggable = (handle: HTMLElement, moved: () => HTMLElement, {over, drop}: Drag): void => {
  handle.addEventListener('pointerdown', (start) => {
    if (start.button !== 0 || handle.closest('fieldset')?.disabled) return
    const thing = moved()
    let dragging = false
    const under = (event: PointerEvent): Element | null => {
      thing.style.pointerEvents = 'none'
      const found = document.elementFromPoint(event.clientX, event.clientY)
      thing.style.pointerEvents = ''
      return found
    }
    const move = (event: PointerEvent): void => {
      const [x, y] = [event.clientX - start.clientX, event.clientY - start.clientY]
      if (!dragging && Math.hypot(x, y) < 6) return
      dragging = true
      thing.dataset.dragging = ''
      if (over) over(under(event), event.clientY)
      else thing.style.transform = `translate(${x}px, ${y}px)`
    }
    const end = (event: PointerEvent): void => {
      for (const [name, listener] of listeners) document.removeEventListener(name, listener)
      if (!dragging) return
      const target = event.type === 'pointerup' ? under(event) : null
      thing.style.transform = ''
      delete thing.dataset.dragging
      // The press that ended the drag is no click.
      const swallow = (click: Event) => click.stopImmediatePropagation()
      handle.addEventListener('click', swallow, {capture: true, once: true})
      setTimeout(() => handle.removeEventListener('click', swallow, {capture: true}), 0)
      drop(target)
    }
    // On the document: a row that changes its place in the list loses the pointer.
    const listeners = [
      ['pointermove', move],
      ['pointerup', end],
      ['pointercancel', end],
    ] as const
    for (const [name, listener] of listeners) document.addEventListener(name, listener)
  })
}
