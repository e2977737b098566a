import { spawnSync } from 'node:child_process';
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
    expect(beijing.rung.map(({ body }) => body).join()).toContain('Mar 31, 20:00 (Beijing time)');
  });

  it.each([
    ['', 'UTC'],
    [':', 'UTC'],
    ['nonsense', 'UTC'],
    ['Factory', 'UTC'],
    ['Etc/Unknown', 'UTC'],
    ['GMT+8', 'GMT-8'],
    ['UTC+8', 'GMT-8'],
    ['GMT-8', 'GMT+8'],
    ['CST-8', 'GMT+8'],
    ['<+08>-8', 'GMT+8'],
    ['/usr/share/zoneinfo/Asia/Shanghai', 'Beijing time'],
    ['posix/Asia/Shanghai', 'Beijing time'],
  ])('under TZ=%s rings the same at the same instants, and writes times in %s', (zone, name) => {
    const beijing = inBeijing();
    const here = watchIn(zone);
    expect(ringsOf(here)).toEqual(ringsOf(beijing));
    expect({ exit: here.exit, said: here.said }).toEqual({ exit: 0, said: beijing.said });
    expect(here.rung.map(({ body }) => body).join()).toContain(`(${name})`);
  });
});
