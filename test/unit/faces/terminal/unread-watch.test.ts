import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, constants, openSync, readdirSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildTerminalProgram, type TerminalProgram } from '../../../fakes/terminal-program.ts';
import { aFolder } from '../../../fakes/store.ts';

/** A pipe that is full to its last byte, and that nobody reads. */
const fullPipe = (): number => {
  const path = join(aFolder(), 'pipe');
  expect(spawnSync('mkfifo', [path]).status).toBe(0);
  const shared = openSync(path, constants.O_RDWR);
  const filling = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
  for (const size of [4096, 1]) {
    try {
      for (;;) writeSync(filling, Buffer.alloc(size, 'x'));
    } catch {
      // Full.
    }
  }
  closeSync(filling);
  return shared;
};

describe.runIf(process.platform === 'linux')('the terminal program', () => {
  let program: TerminalProgram | null = null;
  beforeAll(async () => void (program = await buildTerminalProgram()), 240_000);
  afterAll(() => program?.remove());

  it('watches and ends in order, though its first word is already not taken', async () => {
    const unread = fullPipe();
    const data = aFolder();
    const child = spawn(
      process.execPath,
      [join(program?.folder ?? '', 'out/cli.js'), 'watch', '--json', '--data-dir', data],
      {
        stdio: ['ignore', 'pipe', unread],
        env: { ...process.env, LEASEBELL_VAULT: 'memory', LEASEBELL_SECRETS: '{}', DBUS_SESSION_BUS_ADDRESS: '' },
      },
    );
    let out = '';
    child.stdout?.on('data', (chunk: Buffer) => (out += chunk.toString()));
    const ended = once(child, 'close');
    const timer = setTimeout(() => child.kill('SIGKILL'), 60_000);
    // The bell writes down that it looks at the clock.
    await expect.poll(() => readdirSync(data).join(), { timeout: 40_000, interval: 50 }).toContain('.health');
    child.kill('SIGTERM');
    expect(await ended).toEqual([1, null]);
    expect(JSON.parse(out)).toMatchObject({ accounts: [] });
    clearTimeout(timer);
    closeSync(unread);
  }, 90_000);
});
