import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const build = fileURLToPath(new URL('../../../build', import.meta.url));

/** A checkout that was never built, whose compiler only prints the environment that it was given, on stderr. */
const checkout = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'leasebell-checkout-'));
  for (const name of ['build', 'node_modules/vite']) mkdirSync(join(folder, name), { recursive: true });
  for (const name of ['cli.mjs', 'parts.mjs', 'project.mjs']) cpSync(join(build, name), join(folder, 'build', name));
  writeFileSync(join(folder, 'build/compile.mjs'), 'console.error(JSON.stringify(process.env)); process.exit(1);');
  return folder;
};

it('the build before a command inherits none of our variables, the secrets least of all', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(checkout(), 'build/cli.mjs'), 'doctor'], {
    encoding: 'utf8',
    env: { ...process.env, LEASEBELL_SECRETS: '{"a":"sk-secret"}', LEASEBELL_VAULT: 'memory', KEPT: 'yes' },
  });
  expect([status, stdout]).toEqual([1, '']);
  expect(JSON.parse(stderr)).toMatchObject({ KEPT: 'yes' });
  expect(stderr).not.toMatch(/LEASEBELL_|sk-secret/);
});
