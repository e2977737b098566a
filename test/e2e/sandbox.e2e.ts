import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, chownSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { appExecutable, switches } from './harness/app.ts';
import { expectSandbox, pagesOf } from './harness/processes.ts';

/** The unprivileged user and group that every Linux has. */
const nobody = 65_534;
const isRoot = process.getuid?.() === 0;

/** As an installer leaves it: owned by root, with the sandbox helper allowed to do its work, and readable for everybody. */
function install(): { readonly executable: string; readonly home: string } {
  const folder = mkdtempSync(join(tmpdir(), 'leasebell-installed-'));
  chmodSync(folder, 0o755);
  cpSync(dirname(appExecutable()), join(folder, 'app'), { recursive: true });
  const home = mkdtempSync(join(folder, 'home-'));
  cpSync(process.env['XAUTHORITY'] ?? '', join(home, 'Xauthority'));
  if (isRoot) {
    chmodSync(join(folder, 'app/chrome-sandbox'), 0o4755);
    for (const path of [home, join(home, 'Xauthority')]) chownSync(path, nobody, nobody);
  }
  return { executable: join(folder, 'app', basename(appExecutable())), home };
}

/** Resolves once Chromium says that its page can be looked at, rejects when the app ends before. */
function untilItListens(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let heard = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      heard += chunk.toString();
      if (heard.includes('DevTools listening on')) resolve();
    });
    child.once('exit', () => reject(new Error(heard)));
  });
}

describe('the app of an ordinary user', () => {
  const { executable, home } = install();
  const user = isRoot ? { uid: nobody, gid: nobody } : {};
  const env = {
    ...process.env,
    HOME: home,
    XDG_CONFIG_HOME: home,
    XDG_RUNTIME_DIR: home,
    XAUTHORITY: join(home, 'Xauthority'),
  };
  const args = ['--disable-gpu', '--remote-debugging-port=0', `--data-dir=${join(home, 'data')}`];
  const app = spawn(executable, args, { ...user, env, cwd: home, stdio: ['ignore', 'ignore', 'pipe'] });

  afterAll(async () => {
    const ended = new Promise((resolve) => app.once('exit', resolve));
    app.kill('SIGKILL');
    await ended;
    // Its helpers notice a moment later, and may still write meanwhile.
    rmSync(dirname(dirname(executable)), { recursive: true, force: true, maxRetries: 50, retryDelay: 100 });
  });

  it('runs its page in the sandbox', async () => {
    await untilItListens(app);
    await expect.poll(() => pagesOf(executable), { timeout: 30_000 }).not.toHaveLength(0);
    for (const pid of pagesOf(executable)) await expectSandbox(pid);
  });

  it(isRoot ? 'is this one: the other tests run as root, which has no sandbox' : 'is every one of these tests', () => {
    expect(switches().includes('--no-sandbox')).toBe(isRoot);
  });
});
