import { expect, it } from 'vitest';
import { spawnedAtMs } from '../../../../electron/edges/system/spawned.ts';

const stat = `77 (a (b) c) S ${Array.from({ length: 18 }, () => '0').join(' ')} 123400 0`;
const source = (files: Readonly<Record<string, string>>) => ({
  now: () => 5_000_000,
  read: (path: string): string => {
    const text = files[path];
    if (text === undefined) throw new Error(`no ${path}`);
    return text;
  },
});

it('counts from the ticks of the kernel', () => {
  expect(spawnedAtMs(1, source({ '/proc/self/stat': stat, '/proc/uptime': '1236.50 99.00\n' }))).toBe(4_997_500);
});

it.each<Record<string, string>>([{}, { '/proc/self/stat': 'nothing', '/proc/uptime': '1.00 1.00' }])(
  'believes the runtime without them',
  (files) => {
    expect(spawnedAtMs(4_999_000, source(files))).toBe(4_999_000);
  },
);
