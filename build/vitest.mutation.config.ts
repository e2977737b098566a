import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/**
 * What Stryker runs against each mutant: the tests that `build/mutate.mjs` names, and no other. Stryker itself forgets its list of tests
 * where a mutant takes effect while a module is loaded, and would run whatever imports the module.
 */
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    name: 'mutation',
    environment: 'node',
    testTimeout: 30_000,
    // The files under test are pure, so that their tests may share what they load; it halves the time of a mutant.
    isolate: false,
    include: (process.env['LEASEBELL_MUTATION_TESTS'] ?? '').split(','),
    env: { TZ: 'America/New_York' },
  },
});
