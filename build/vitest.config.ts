import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { sveltePlugin } from './svelte.ts';

/** Far from the zone of most users (Asia/Shanghai) and with two clock changes a year, so that code which forgets the zone fails here. */
const ZONE = 'America/New_York';
process.env.TZ = ZONE;

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    // Vitest leaves a processor to itself, which needs little of it: of two, one would stand idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        test: {
          name: 'unit',
          testTimeout: 30_000,
          environment: 'node',
          include: ['test/{unit,provider,architecture}/**/*.test.ts'],
          env: { TZ: ZONE },
        },
      },
      {
        plugins: [sveltePlugin()],
        resolve: { conditions: ['browser'] },
        test: {
          name: 'component',
          testTimeout: 30_000,
          environment: 'happy-dom',
          include: ['test/component/**/*.test.ts'],
          env: { TZ: ZONE },
        },
      },
    ],
  },
});
