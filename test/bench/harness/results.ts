import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync } from 'node:fs';
import { arch, cpus } from 'node:os';
import { join } from 'node:path';
import type { Noise } from './noise.ts';
import type { Judged } from './table.ts';

/** The commit that was measured, with a plus where files differ from it. */
const commitOf = (): string => {
  const git = (...words: readonly string[]): string => spawnSync('git', words, { encoding: 'utf8' }).stdout.trim();
  const isChanged = git('status', '--porcelain', '--untracked-files=no', 'electron', 'renderer', 'build') !== '';
  return git('rev-parse', '--short', 'HEAD') + (isChanged ? '+' : '');
};

/** Appends a line for each measurement to `test/bench/results/<figure>.jsonl`. */
export const keepResults = (all: readonly Judged[], noise: Noise, at: Date): void => {
  const folder = join(process.cwd(), 'test/bench/results');
  mkdirSync(folder, { recursive: true });
  const machine = { node: process.version, platform: `${process.platform} ${arch()}`, cpu: cpus()[0]?.model ?? '' };
  const run = { at: at.toISOString(), commit: commitOf(), ...machine, ...noise };
  for (const { id, measurement, value, floor, ratio, isMet } of all) {
    const { what, unit, bar, ours, floor: floors } = measurement;
    const found = { id, what, unit, value, floor, ratio, bar, isMet, ours, floors };
    const line = JSON.stringify({ ...found, run }, (_, each: unknown) =>
      typeof each === 'number' ? Number(each.toPrecision(6)) : each,
    );
    appendFileSync(join(folder, `${id.toLowerCase()}.jsonl`), `${line}\n`);
  }
};
