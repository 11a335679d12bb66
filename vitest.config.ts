import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // As many as the smallest machine it runs on has cores: test files start servers and browsers of their own.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'shared',
          testTimeout: 30_000,
          hookTimeout: 60_000,
          include: ['packages/shared/src/**/*.test.ts', 'scripts/**/*.test.ts', 'prisma/**/*.test.ts'],
        },
      },
      {
        test: {
          name: 'server',
          include: ['apps/server/src/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'measures',
          include: ['bench/**/*.test.ts', 'eval/**/*.test.ts'],
          testTimeout: 120_000,
        },
      },
      {
        test: { name: 'widget', include: ['apps/widget/src/**/*.test.ts'], environment: 'jsdom' },
      },
      'apps/desktop/vitest.config.ts',
    ],
  },
})
