import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { lastLinesOf } from '../../../../electron/edges/system/log-tail.ts';
import { diagnosticsText } from '../../../../electron/program/health/diagnostics.ts';
import { aFolder } from '../../../fakes/store.ts';

const facts = {
  folder: { path: '/home/lin.wei/.config/Leasebell' },
  rounds: [{ label: '林的账号', failure: { code: 'provider.refused', providerMessage: 'No quota for 林的账号' } }],
  nextRing: { at: '2026-03-10T00:00:00.000Z', title: 'gpu-secret-project', account: '林的账号' },
  versions: { app: '0.1.0', electron: null },
  outdated: [],
  tray: true,
};

it('keeps what helps, and hides whose it is', () => {
  const logLines = ['{"msg":"gpu-secret-project of 林的账号 in /home/lin.wei/.config"}'];
  const text = diagnosticsText({ facts, logLines, home: '/home/lin.wei' });
  expect(text).not.toMatch(/lin\.wei|林的账号|gpu-secret|quota/);
  const [json = '', log] = text.split('\n\n');
  expect(JSON.parse(json)).toEqual({
    folder: { path: '~/.config/Leasebell' },
    rounds: [{ label: '<label 1>', failure: { code: 'provider.refused', providerMessage: '<providerMessage 2>' } }],
    nextRing: { at: '2026-03-10T00:00:00.000Z', title: '<title 3>', account: '<label 1>' },
    versions: { app: '0.1.0', electron: null },
    outdated: [],
    tray: true,
  });
  expect(log).toBe('{"msg":"<title 3> of <label 1> in ~/.config"}');
});

it('hides a name whatever JSON makes of it, and a short Chinese one', () => {
  const home = 'C:\\Users\\Li Ming';
  const text = diagnosticsText({
    facts: { folder: `${home}\\data`, rounds: [{ label: '官网' }, { label: 'the "big" one' }], detail: 'EACCES 官网' },
    logLines: [
      JSON.stringify({ stack: `at file:///C:/Users/Li%20Ming/app.js: the "big" one`, path: `${home}\\x` }),
      '{"cut',
    ],
    home,
  });
  expect(text).not.toMatch(/Li.{1,3}Ming|官网|"big/);
  expect(text).toContain('~\\\\data');
  expect(text.split('\n').at(-1)).toBe('{"cut');
});

it('takes the newest whole lines of a long log, and does without one that is not there', () => {
  const file = join(aFolder(), 'leasebell.log');
  expect(lastLinesOf(file)).toEqual([]);
  writeFileSync(file, '');
  expect(lastLinesOf(file)).toEqual([]);
  for (let count = 1; count <= 900; count += 1) appendFileSync(file, `${String(count)} ${'字'.repeat(200)}\n`);
  const lines = lastLinesOf(file);
  expect(lines).toHaveLength(300);
  expect(lines.map((line) => Number(line.split(' ')[0]))).toEqual(
    Array.from({ length: 300 }, (_, index) => 601 + index),
  );
});
