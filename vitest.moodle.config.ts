import {defineConfig} from 'vitest/config'

export default defineConfig({
  test: {include: ['tests/moodle/**/*.test.ts'], testTimeout: 900_000, fileParallelism: false},
})
