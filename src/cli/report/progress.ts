/** Says what is being done, once it has taken a second, to a person at a terminal. */
export const progress = (): {step: (text: string) => void; end: () => void} => {
  if (!process.stderr.isTTY) return {step() {}, end() {}}
  const start = Date.now()
  let shown = false
  const clear = () => {
    if (shown) process.stderr.write('\r\u001b[K')
    shown = false
  }
  return {
    step(text) {
      if (Date.now() - start < 1000) return
      clear()
      process.stderr.write(`${text} …`)
      shown = true
    },
    end: clear,
  }
}
