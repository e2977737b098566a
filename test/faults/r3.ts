import { copyFileSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { success } from '../../electron/core/model/failure.ts';
import { instantOf } from '../../electron/core/model/instant.ts';
import { Ringer } from '../../electron/engine/bell/ringer.ts';
import { accountById, insertAccount, noteRoundDone } from '../../electron/edges/store/accounts.ts';
import type { Database } from '../../electron/edges/store/database.ts';
import { openForWriting } from '../../electron/edges/store/open.ts';
import { writeSettings } from '../../electron/edges/store/settings.ts';
import { applyReading } from '../fakes/apply-reading.ts';
import { anAccount } from '../fakes/accounts.ts';
import { plainTexts, throwNoted, titlesTogether } from '../fakes/bell.ts';
import { ms } from '../fakes/instants.ts';
import { anItem, anOrder, aReading, stated } from '../fakes/orders.ts';
import { oneOf, seededRandom, wholeBetween } from '../fakes/random.ts';
import { contentOf, newFolder, wholeness } from './contents.ts';
import { asked, report } from './report.ts';
import { commitEnds } from './wal.ts';

const nowMs = ms('2026-03-31T08:00:00Z');
const count = asked.full ? 1000 : 150;

/** A store as its files lay there at one instant, with what it held after each commit that its log has. */
interface Lying {
  readonly name: string;
  readonly path: string;
  /** What it held before the first commit in the log, then after each. */
  readonly states: readonly string[];
  /** Where each of those commits ends in the log, in bytes. */
  readonly ends: readonly number[];
}

/** One thing that the program writes; each is a commit, or none where nothing changes. */
const write = async (database: Database, random: () => number, number: number): Promise<void> => {
  const account = accountById(database, anAccount().id);
  if (account === null) return insertAccount(database, anAccount());
  const kind = random();
  if (kind < 0.2) return writeSettings(database, { theme: oneOf(random, ['light', 'dark', 'system'] as const) });
  if (kind < 0.4) return noteRoundDone(database, account.id, instantOf(nowMs + number));
  if (kind < 0.6) {
    const ringer = new Ringer({
      database,
      notifier: { show: () => Promise.resolve(success('native' as const)) },
      texts: plainTexts,
      summaryOf: titlesTogether,
      now: () => nowMs + number,
      noted: throwNoted,
      // Whether a channel works is the test's choice, and what came of it stands in the log.
      notTaken: () => undefined,
    });
    ringer.claimDue();
    return;
  }
  const orders = Array.from({ length: wholeBetween(random, 1, 25) }, () => {
    const id = `order-${String(wholeBetween(random, 0, 400))}`;
    const endsAt = stated(instantOf(nowMs + wholeBetween(random, -600, 60_000) * 60_000));
    return anOrder({ id, items: [anItem({ title: `训练机 ${id} ${String(random())}`, end: endsAt })] });
  });
  // A round is as many commits as it has slices; here each write is one.
  database.transaction(() =>
    applyReading(database, account, aReading(orders, { settled: false }), instantOf(nowMs + number)),
  );
};

/** Begins a transaction that is larger than the cache, so that pages past the last commit get into the log. */
const spill = (database: Database, random: () => number): void => {
  database.execute('PRAGMA cache_size = 8; BEGIN IMMEDIATE');
  for (let number = 0; number < 40; number += 1)
    database.run('INSERT INTO setting (name, value) VALUES (?, ?)', `s${String(random())}`, '"x"'.repeat(2000));
};

const aLyingStore = async (
  folder: string,
  random: () => number,
  name: 'from birth' | 'after a checkpoint' | 'over an old log',
): Promise<Lying> => {
  const path = join(folder, `${name}.sqlite`);
  const opened = openForWriting(path, nowMs);
  if (!opened.ok) throw new Error(`the store did not open: ${opened.failure.code}`);
  const { database } = opened.value;
  database.execute('PRAGMA wal_autocheckpoint = 0');
  if (name !== 'from birth') {
    for (let number = 0; number < 60; number += 1) await write(database, random, number);
    database.execute(`PRAGMA wal_checkpoint(${name === 'over an old log' ? 'RESTART' : 'TRUNCATE'})`);
  }
  const states = [contentOf(database)];
  const sizes: number[] = name === 'from birth' ? [...commitEnds(readFileSync(`${path}-wal`))] : [];
  // The tables themselves are the first commit of a store whose log goes back to its birth; without it a start makes them anew.
  while (states.length <= sizes.length) states.push(contentOf(database));
  if (name === 'over an old log') {
    // The first write after such a checkpoint begins the log anew; what lies behind it there is old.
    noteRoundDone(database, anAccount().id, instantOf(nowMs + 999));
    states.push(contentOf(database));
  }
  for (let number = 0; number < 30; number += 1) {
    await write(database, random, 1000 + number);
    const ends = commitEnds(readFileSync(`${path}-wal`));
    if (ends.length > states.length) throw new Error('a write was more than one commit');
    if (ends.length === states.length) states.push(contentOf(database));
  }
  spill(database, random);
  const taken = join(folder, `${name} taken.sqlite`);
  for (const ending of ['', '-wal', '-shm']) copyFileSync(path + ending, taken + ending);
  database.execute('ROLLBACK');
  opened.value.close();
  const ends = commitEnds(readFileSync(`${taken}-wal`));
  if (ends.length !== states.length - 1) throw new Error('not every commit is known');
  return { name, path: taken, states, ends };
};

/** Copies the files of a store, the log's index only where asked: after a crash of the machine it may be there or not. */
const copyStore = (path: string, copy: string, withIndex: boolean): void => {
  mkdirSync(join(copy, '..'));
  for (const ending of withIndex ? ['', '-wal', '-shm'] : ['', '-wal']) copyFileSync(path + ending, copy + ending);
};

type Damage = 'cut' | 'flipped past the last commit' | 'flipped anywhere in the log';

/** Damages the log; answers the first byte that is not as it was. */
const damage = (path: string, kind: Damage, random: () => number, lastEnd: number): number => {
  const log = readFileSync(`${path}-wal`);
  if (kind === 'cut') {
    const size = wholeBetween(random, 0, log.length);
    truncateSync(`${path}-wal`, size);
    return size;
  }
  const pages = wholeBetween(random, 1, 4);
  let first = log.length;
  for (let page = 0; page < pages; page += 1) {
    const from = wholeBetween(random, kind === 'flipped anywhere in the log' ? 32 : lastEnd, log.length - 1);
    const until = Math.min(log.length, from + wholeBetween(random, 1, 4096));
    for (let index = from; index < until; index += 1) log[index] = (log[index] ?? 0) ^ wholeBetween(random, 1, 255);
    first = Math.min(first, from);
  }
  writeFileSync(`${path}-wal`, log);
  return first;
};

/** Opens a damaged copy as the program does; null when it holds what it must, otherwise what is wrong. */
const faultOf = (path: string, expected: string, states: readonly string[]): string | null => {
  const opened = openForWriting(path, nowMs);
  if (!opened.ok) return `did not open: ${opened.failure.code} ${opened.failure.detail ?? ''}`;
  const { database, setAside, close } = opened.value;
  try {
    if (setAside !== null) return 'was set aside';
    const said = wholeness(database);
    if (said !== 'ok') return said;
    const content = contentOf(database);
    if (!states.includes(content)) return 'holds what was never committed';
    return content === expected ? null : 'holds less, or more, than was committed';
  } finally {
    close();
  }
};

it(`R3: a damaged log, seed ${String(asked.seed)}`, async () => {
  const random = seededRandom(asked.seed);
  const folder = newFolder();
  const kinds: readonly [Damage, ...Damage[]] = ['cut', 'flipped past the last commit', 'flipped anywhere in the log'];
  const tried: Record<string, number> = {};
  const prefixes = new Set<string>();
  const faults: string[] = [];
  let right = 0;
  try {
    const stores = [
      await aLyingStore(folder, random, 'from birth'),
      await aLyingStore(folder, random, 'after a checkpoint'),
      await aLyingStore(folder, random, 'over an old log'),
    ] as const;
    for (let number = 0; number < count; number += 1) {
      const { name, path, states, ends } = oneOf(random, stores);
      const kind = random() < 0.5 ? 'cut' : oneOf(random, kinds);
      const copy = join(folder, `copy ${String(number)}`, 'store.sqlite');
      const withIndex = random() < 0.3;
      copyStore(path, copy, withIndex);
      const firstWrong = damage(copy, kind, random, ends.at(-1) ?? 0);
      const kept = ends.filter((end) => end <= firstWrong).length;
      prefixes.add(`${name} ${String(kept)}`);
      tried[kind] = (tried[kind] ?? 0) + 1;
      const fault = faultOf(copy, states[kept] ?? '', states);
      if (fault === null) right += 1;
      else faults.push(`${name}, ${kind} at ${String(firstWrong)}, ${String(kept)} commits kept: ${fault}`);
      rmSync(join(copy, '..'), { recursive: true, force: true });
    }
    const commits = stores.map(({ ends }) => ends.length);
    report('R3', { tried: count, right, ...tried, commits, prefixesMet: prefixes.size });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  expect(faults.slice(0, 10)).toEqual([]);
  expect(right).toBe(count);
});
