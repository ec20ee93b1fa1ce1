import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/require-servers.ts'],
    setupFiles: ['test/support/every-test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    passWithNoTests: false,
    // A test that asserts nothing proves nothing.
    expect: { requireAssertions: true },
    allowOnly: false,
    maxWorkers: 2,
  },
})
