import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const launcher = (name: string): string => fileURLToPath(new URL(`../../../build/launcher/${name}`, import.meta.url));

/** Writes to the output that its last word names and ends with 7 where that cannot be written to. */
const program = `#!/usr/bin/env node
try { require('node:fs').writeSync(Number(process.argv.at(-1)), 'result'); } catch { process.exitCode = 7; }
`;

/** A launcher as it is installed, found through a link, with a program that only writes. */
const installed = (name: string, at: string, starts: string): string => {
  const folder = mkdtempSync(join(tmpdir(), 'leasebell-launcher-'));
  const put = (path: string): string => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    return join(folder, path);
  };
  copyFileSync(launcher(name), put(at));
  writeFileSync(put(starts), program);
  for (const path of [at, starts]) chmodSync(join(folder, path), 0o755);
  symlinkSync(join(folder, at), join(folder, 'link'));
  return join(folder, 'link');
};

describe.runIf(process.platform === 'linux').each([
  ['leasebell-cli', 'leasebell-cli', 'leasebell'],
  ['leasebell-on-node', 'bin/leasebell-cli', 'lib/main/cli.js'],
] as const)('the launcher %s', (...[name, at, starts]) => {
  const link = installed(name, at, starts);
  const shell = (line: string) => spawnSync('sh', ['-c', line, link], { encoding: 'utf8' });

  it('gives the outputs on as they are, and every word', () => {
    expect(shell('"$0" "a b" 1')).toMatchObject({ status: 0, stdout: 'result', stderr: '' });
    expect(shell('"$0" 2')).toMatchObject({ status: 0, stdout: '', stderr: 'result' });
  });

  it.each([
    ['"$0" 1 >&-', 7],
    ['"$0" 2 2>&-', 7],
    ['"$0" 2 >&-', 0],
    ['"$0" 1 2>&-', 0],
    ['"$0" 1 >&- 2>&- <&-', 7],
    ['"$0" 1 >/dev/null', 0],
  ])('%s ends with %i: what is closed cannot be written to', (line, status) => {
    expect(shell(line).status).toBe(status);
  });
});
