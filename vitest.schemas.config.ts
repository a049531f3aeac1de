import {defineConfig} from 'vitest/config'

export default defineConfig({test: {include: ['tests/schemas/**/*.test.ts'], testTimeout: 120_000}})
