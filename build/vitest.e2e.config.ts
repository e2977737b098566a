import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** One app at a time on one desktop; slow machines get the time they need. */
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    name: 'e2e',
    include: ['test/e2e/**/*.e2e.ts'],
    fileParallelism: false,
    maxWorkers: 1,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
