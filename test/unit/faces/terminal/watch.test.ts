import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, constants, existsSync, openSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { aFolder } from '../../../fakes/store.ts';

const inProject = (path: string): string => fileURLToPath(new URL(`../../../../${path}`, import.meta.url));
const output = inProject('out/watch-child');

/** A process has the zone of its environment, so each zone needs one; beside node_modules, where the driver lies. */
beforeAll(async () => {
  await build({
    configFile: false,
    root: inProject('.'),
    publicDir: false,
    logLevel: 'warn',
    resolve: { conditions: ['node'] },
    ssr: { noExternal: true, external: ['@photostructure/sqlite', 'keytar', 'node-notifier'], target: 'node' },
    build: {
      ssr: inProject('test/unit/faces/terminal/watch-child.ts'),
      target: 'node20',
      outDir: output,
      emptyOutDir: true,
      minify: false,
      rolldownOptions: { output: { format: 'es', entryFileNames: '[name].js' } },
    },
  });
}, 120_000);

const answer = z.object({
  rung: z.array(z.object({ at: z.string(), heading: z.string(), body: z.string() })),
  said: z.array(z.string()),
  exit: z.number(),
  zone: z.string(),
});

const watchIn = (zone: string) => {
  const { stdout, stderr } = spawnSync(process.execPath, [join(output, 'watch-child.js'), aFolder()], {
    encoding: 'utf8',
    env: { ...process.env, TZ: zone },
  });
  expect(stderr).toBe('');
  return answer.parse(JSON.parse(stdout));
};

const ringsOf = ({ rung }: z.infer<typeof answer>) =>
  rung.map(({ at, heading }) => `${at} ${heading.split(' ')[0] ?? ''}`);

describe('watch', () => {
  let known: z.infer<typeof answer> | null = null;
  const inBeijing = () => (known ??= watchIn('Asia/Shanghai'));

  it('rings in Beijing', () => {
    const beijing = inBeijing();
    expect(ringsOf(beijing).length).toBeGreaterThan(5);
    expect(beijing.exit).toBe(0);
    expect(beijing.rung.map(({ body }) => body).join()).toContain('Mar 31, 20:00');
  });

  it.each([
    ['', '12:00'],
    [':', '12:00'],
    ['nonsense', '12:00'],
    ['Factory', '12:00'],
    ['Etc/Unknown', '12:00'],
    ['GMT+8', '04:00'],
    ['UTC+8', '04:00'],
    ['GMT-8', '20:00'],
    ['CST-8', '20:00'],
    ['<+08>-8', '20:00'],
    ['/usr/share/zoneinfo/Asia/Shanghai', '20:00'],
    ['posix/Asia/Shanghai', '20:00'],
  ])('under TZ=%s rings the same at the same instants, and writes local times: %s', (zone, time) => {
    const beijing = inBeijing();
    const here = watchIn(zone);
    expect(ringsOf(here)).toEqual(ringsOf(beijing));
    expect({ exit: here.exit, said: here.said }).toEqual({ exit: 0, said: beijing.said });
    expect(here.rung.map(({ body }) => body).join()).toContain(`Mar 31, ${time}`);
  });
});

/** Longer than two days of the child's clock take on a busy machine. */
const patience = { timeout: 30_000, interval: 20 };

describe.runIf(process.platform === 'linux')('an output that takes nothing', () => {
  const report = () => join(aFolder(), 'report');
  const wordsFor = (file: string, patienceMs: number): readonly string[] => [
    join(output, 'watch-child.js'),
    aFolder(),
    file,
    String(patienceMs),
  ];

  /** What the child rang although nobody took what it said. */
  const rungIn = async (file: string) => {
    await expect.poll(() => existsSync(file), patience).toBe(true);
    return ringsOf(answer.parse(JSON.parse(readFileSync(file, 'utf8'))));
  };

  const ending = async (child: ChildProcess): Promise<readonly unknown[]> => {
    const timer = setTimeout(() => child.kill('SIGKILL'), patience.timeout);
    const [code, signal]: unknown[] = await once(child, 'exit');
    clearTimeout(timer);
    return [code, signal];
  };

  it('holds no reminder: a terminal that was stopped with Ctrl+S; what it missed is counted', async () => {
    const file = report();
    const line = [process.execPath, ...wordsFor(file, patience.timeout)].map((word) => `'${word}'`).join(' ');
    const child = spawn('script', ['-q', '-e', '-c', line, '/dev/null']);
    let shown = '';
    child.stdout.on('data', (chunk: Buffer) => (shown += chunk.toString()));
    await expect.poll(() => shown, patience).toContain('ready');
    child.stdin.write('\u0013go\n');
    expect((await rungIn(file)).length).toBeGreaterThan(5);
    expect(shown).not.toContain('xxx');
    child.stdin.write('\u0011');
    await expect.poll(() => shown, patience).toMatch(/… 1\d\d messages were not shown/);
    expect(await ending(child)).toEqual([0, null]);
  }, 90_000);

  it('holds no reminder: a full pipe that nobody reads; the end does not wait for it', async () => {
    const pipe = join(aFolder(), 'pipe');
    expect(spawnSync('mkfifo', [pipe]).status).toBe(0);
    const unread = openSync(pipe, constants.O_RDWR);
    const file = report();
    const child = spawn(process.execPath, wordsFor(file, 50), { stdio: ['pipe', 'ignore', unread] });
    child.stdin?.write('go\n');
    const ended = ending(child);
    expect((await rungIn(file)).length).toBeGreaterThan(5);
    expect(await ended).toEqual([1, null]);
    expect(readSync(unread, Buffer.alloc(6))).toBe(6);
    closeSync(unread);
  }, 90_000);

  it('holds no reminder: a socket that nobody reads, which keeps a thread; the end does not wait for it', async () => {
    const file = report();
    const child = spawn(process.execPath, wordsFor(file, 50), { stdio: ['pipe', 'ignore', 'pipe'] });
    child.stdin.write('go\n');
    const ended = ending(child);
    expect((await rungIn(file)).length).toBeGreaterThan(5);
    expect(await ended).not.toEqual([0, null]);
    child.stderr.destroy();
  }, 90_000);
});
