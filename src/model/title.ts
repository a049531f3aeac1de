/** Names a question in lists: at most 60 characters of its text, cut between words. */
export const shortTitle = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length <= 60 ? line : `${line.slice(0, 60).replace(/\s+\S*$|\p{Surrogate}/gu, '')}…`
}
