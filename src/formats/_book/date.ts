/** A book has a date, and a build has no clock: what a distributor asks for, else the day of the edition, else a fixed one. */
export const bookDate = (made: Date | undefined, date: string | undefined): string => {
  const day = date !== undefined && /^\d{4}-\d\d-\d\d$/.test(date) ? date : '2026-01-01'
  return made ? made.toISOString().replace(/\.\d+Z$/, 'Z') : `${day}T00:00:00Z`
}
