import {availableParallelism} from 'node:os'
import {defineConfig} from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/hostile/**', 'tests/moodle/**', 'tests/schemas/**'],
    // Many tests wait for a browser, so that there is room for one file more than there are cores.
    maxWorkers: availableParallelism() + 1,
    // What a file imports, the next one finds imported: a quarter of all the work. Tests put back what they change.
    isolate: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
