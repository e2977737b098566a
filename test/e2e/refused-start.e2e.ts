import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appExecutable, freshDataDir, launchApp, switches } from './harness/app.ts';
import { startDesktop, type Desktop } from './harness/desktop.ts';
import { AppWindow } from './pages/window.ts';

/** Puts a folder over itself for reading only, for the program that follows alone. */
const readOnly = (folder: string): readonly string[] => [
  ...['unshare', process.getuid?.() === 0 ? '-m' : '-rm', 'sh', '-c'],
  ...['mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && exec "$@"', folder],
];

const start = (dataDir: string, around: readonly string[] = []): ChildProcess => {
  const command: readonly string[] = [...around, appExecutable(), ...switches(), '--lang=en', `--data-dir=${dataDir}`];
  const [program = '', ...words] = command;
  const env = { ...process.env, LANGUAGE: 'en_US', LC_ALL: 'en_US.UTF-8' };
  return spawn(program, words, { env, stdio: ['ignore', 'ignore', 'pipe'] });
};

/** Resolves once the app has said `sentence`; rejects with all that it said when it ends before. */
const untilItSays = (child: ChildProcess, sentence: string): Promise<void> =>
  new Promise((resolve, reject) => {
    let heard = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      heard += chunk.toString();
      if (heard.includes(sentence)) resolve();
    });
    child.once('exit', (code) => reject(new Error(`it ended with ${String(code)}:\n${heard}`)));
  });

/** The app says `sentence`, waits for its reader, and ends with 1. */
const expectRefusal = async (child: ChildProcess, sentence: string): Promise<void> => {
  const ended = once(child, 'exit');
  await untilItSays(child, sentence);
  expect(child.exitCode).toBeNull();
  child.kill('SIGTERM');
  expect((await ended)[0]).toBe(1);
};

describe('an app that cannot use its data folder', () => {
  let desktop: Desktop;
  beforeAll(async () => {
    desktop = await startDesktop();
  });
  afterAll(() => desktop.close());

  it('says that it can only be read', async () => {
    const folder = freshDataDir();
    await expectRefusal(start(folder, readOnly(folder)), 'The data folder is on a disk that can only be read.');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('says that a link leads nowhere', async () => {
    const folder = join(freshDataDir(), 'link');
    symlinkSync('/nonexistent/drive', folder);
    await expectRefusal(start(folder), 'A file or folder that the data folder needs is not there.');
    expect(existsSync('/nonexistent')).toBe(false);
  });

  it('says that something else lies where its store should be', async () => {
    const folder = freshDataDir();
    mkdirSync(join(folder, 'leasebell.sqlite'));
    await expectRefusal(start(folder), 'Something else lies where the data folder or one of its files should be');
  });
});

it('an app that is quit in the demo leaves nothing of it behind', async () => {
  const desktop = await startDesktop();
  const temporary = mkdtempSync(join(tmpdir(), 'leasebell-temporary-'));
  const demos = () => readdirSync(temporary).filter((name) => name.startsWith('leasebell-demo-'));
  const app = await launchApp({ args: ['--demo'], env: { TMPDIR: temporary } });
  await new AppWindow(await app.page()).notice('This is the demo').waitFor();
  expect(demos()).toHaveLength(1);
  await app.close();
  expect(demos()).toEqual([]);
  desktop.close();
});
