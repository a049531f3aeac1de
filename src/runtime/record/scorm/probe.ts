/** What a look at the package's own server shows. */
export type Line =
  | 'open'
  /** The server cannot be reached. */
  | 'dead'
  /** The server answers, but no longer with our file: the learner's session there has ended. */
  | 'expired'
  /** This place does not allow such looks. */
  | 'unknown'

/**
 * Looks whether the server still gives this file. An LMS's own "true" proves nothing: Moodle's falls back to a beacon that
 * nobody confirms. The first look, while the course is being loaded, decides whether later ones mean anything.
 */
export const lineProbe = (url: string): (() => Promise<Line>) => {
  const look = async (): Promise<Line> => {
    try {
      const answer = await fetch(url, {method: 'HEAD', cache: 'no-store', credentials: 'same-origin'})
      const strange = answer.redirected || /html/.test(answer.headers.get('content-type') ?? '')
      if (answer.status >= 500) return 'dead'
      return answer.ok && !strange ? 'open' : 'expired'
    } catch {
      return 'dead'
    }
  }
  const works: Promise<boolean> = /^https?:/.test(new URL(url, document.baseURI).protocol)
    ? look().then((line) => line === 'open')
    : Promise.resolve(false)
  return async () => ((await works) ? look() : 'unknown')
}
