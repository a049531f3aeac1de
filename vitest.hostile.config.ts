import {defineConfig} from 'vitest/config'

/** Sessions in which everything goes wrong, in a browser. They wait a lot and compute little: many run at the same time. */
export default defineConfig({
  test: {
    include: ['tests/hostile/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    sequence: {concurrent: true},
    maxConcurrency: 6,
    fileParallelism: false,
  },
})
