/** What learners may set; kept on the device, for all courses of the same origin. */
export type Setting = 'theme' | 'size' | 'spacing' | 'motion' | 'shortcuts' | 'steps'

const key = 'coursewright:settings'

/** A setting as the learner chose it; `''` is how things are without a choice. */
export const setting = (name: Setting): string => read()[name] ?? ''

/** Keeps a setting and shows it at once. */
export const keepSetting = (name: Setting, value: string): void => {
  const settings = {...read(), [name]: value}
  try {
    localStorage.setItem(key, JSON.stringify(settings))
  } catch {
    // Storage is denied: the setting lasts as long as the page.
  }
  apply(settings)
}

/** Writes the settings that CSS reads to the root element. */
export const apply = (settings = read()): void => {
  for (const name of ['theme', 'size', 'spacing', 'motion'] as const) {
    if (settings[name]) document.documentElement.dataset[name] = settings[name]
    else delete document.documentElement.dataset[name]
  }
}

const read = (): Partial<Record<Setting, string>> => {
  try {
    const settings: unknown = JSON.parse(localStorage.getItem(key) ?? '{}')
    return typeof settings === 'object' && settings !== null ? settings : {}
  } catch {
    return {}
  }
}
