/** This device's storage. Any access may throw: storage denied, a sandboxed frame, a full disk. */

export const readDevice = (key: string): string | null => {
  try {
    return window.localStorage.getItem(key)
  } catch {
    return null
  }
}

/** Whether it was kept. */
export const writeDevice = (key: string, value: string): boolean => {
  try {
    window.localStorage.setItem(key, value)
    return true
  } catch {
    return false
  }
}

export const removeDevice = (key: string): void => {
  try {
    window.localStorage.removeItem(key)
  } catch {
    // What cannot be reached cannot be removed either.
  }
}

/** Removes all that is kept of a course. */
export const clearDevice = (course: string): void => {
  try {
    const keys = Object.keys(window.localStorage).filter((key) => key.startsWith(deviceKey(course, '')))
    for (const key of keys) window.localStorage.removeItem(key)
  } catch {
    // What cannot be reached cannot be removed either.
  }
}

export const deviceKey = (course: string, what = 'progress'): string => `coursewright:${course}:${what}`
