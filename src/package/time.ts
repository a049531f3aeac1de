/**
 * The time that a distributor asks for by `SOURCE_DATE_EPOCH`, in seconds since 1970 (reproducible-builds.org,
 * SOURCE_DATE_EPOCH 1.1). Nothing else tells a build the time.
 */
export const askedTime = (): Date | undefined => {
  const seconds = Number(process.env.SOURCE_DATE_EPOCH ?? Number.NaN)
  return Number.isSafeInteger(seconds) ? new Date(seconds * 1000) : undefined
}
