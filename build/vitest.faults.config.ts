import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** One fault run after the other, each with the time that it needs; `npm run faults` says which. */
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    name: 'faults',
    environment: 'node',
    include: ['test/faults/r*.ts'],
    fileParallelism: false,
    maxWorkers: 1,
    testTimeout: 60 * 60_000,
    hookTimeout: 60_000,
    env: { TZ: 'America/New_York' },
  },
});
