import {defineConfig} from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/hostile/**', 'tests/moodle/**', 'tests/schemas/**'],
    // Many tests wait for a browser: on two cores, one file at a time would take twice as long.
    maxWorkers: '100%',
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
