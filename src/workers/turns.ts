/** Numbers from 0 that are handed out once each, to whoever asks first, on whatever core. */
export type Counter = Int32Array

export const createCounter = (): Counter => new Int32Array(new SharedArrayBuffer(4))

/** Those of the things that nobody else has begun: takes the next whenever it is asked for one. */
export function* taken<T>(things: readonly T[], counter: Counter): Generator<readonly [number, T]> {
  for (let index = Atomics.add(counter, 0, 1); index < things.length; index = Atomics.add(counter, 0, 1))
    yield [index, things[index] as T]
}
