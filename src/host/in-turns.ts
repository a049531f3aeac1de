/** Works on several things at a time, on a few more than any disk needs. The results are in the order of the things. */
export const inTurns = async <T, R>(things: readonly T[], work: (thing: T) => Promise<R>): Promise<R[]> => {
  const results: R[] = []
  let next = 0
  const turn = async (): Promise<void> => {
    for (let index = next++; index < things.length; index = next++) results[index] = await work(things[index] as T)
  }
  await Promise.all(Array.from({length: atOnce}, turn))
  return results
}

const atOnce = 16
