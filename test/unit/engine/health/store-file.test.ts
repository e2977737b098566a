import { copyFileSync, renameSync, rmSync, truncateSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import type { Trouble } from '../../../../electron/core/model/health.ts';
import { hour } from '../../../../electron/core/model/instant.ts';
import { troubleText } from '../../../../electron/core/words/trouble.ts';
import { insertAccount } from '../../../../electron/edges/store/accounts.ts';
import { StoreFile } from '../../../../electron/edges/store/store-file.ts';
import type { Engine } from '../../../../electron/engine/engine.ts';
import { readHealth } from '../../../../electron/engine/health/health-file.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { anEngine } from '../../../fakes/engine.ts';
import { ms } from '../../../fakes/instants.ts';
import { aStore } from '../../../fakes/store.ts';

const start = ms('2026-03-31T22:00:00Z');
let running: Engine | null = null;
afterEach(async () => {
  await running?.stop().catch(() => undefined);
  running = null;
});

/** An engine over a store whose file is its own. */
const desk = () => {
  const store = aStore();
  insertAccount(store.database, anAccount());
  store.database.execute('PRAGMA wal_checkpoint(TRUNCATE)');
  const clock = { nowMs: start };
  const told: Trouble[] = [];
  const engine = anEngine(store, () => clock.nowMs, { log: { error: () => undefined, info: () => undefined } });
  engine.followTroubles((trouble) => told.push(trouble));
  running = engine;
  engine.start();
  const lookAfter = (passedMs: number): void => {
    clock.nowMs += passedMs;
    engine.tick();
  };
  const losses = () => engine.health.troubles.filter(({ step }) => step === 'store-file');
  return { store, engine, clock, told: () => told.filter(({ step }) => step === 'store-file'), lookAfter, losses };
};

describe('the data file of a program that runs', () => {
  it('stays the one that was opened: nothing is said', () => {
    const { lookAfter, told } = desk();
    lookAfter(30_000);
    expect(told()).toEqual([]);
  });

  it.each([
    ['gone', (path: string) => rmSync(path), 'is no longer there'],
    [
      'replaced',
      (path: string) => {
        copyFileSync(path, `${path}.other`);
        renameSync(`${path}.other`, path);
      },
      'Another file lies where',
    ],
    ['cut', (path: string) => truncateSync(path), 'was emptied from outside'],
  ])('%s: said at the next look although nothing is due, and written down', (reason, change, sentence) => {
    const { store, clock, lookAfter, told, losses } = desk();
    change(store.path);
    lookAfter(30_000);
    expect(told()).toMatchObject([{ code: null, reason, subject: store.path, count: 1 }]);
    const [loss] = losses();
    expect(loss === undefined ? '' : troubleText(loss, start, { locale: 'en', timeZone: 'UTC' })).toContain(sentence);
    expect(readHealth(store.path, clock.nowMs).troubles).toContainEqual(loss);
    for (let looks = 0; looks < 20; looks += 1) lookAfter(30_000);
    expect(told()).toHaveLength(1);
    lookAfter(12 * hour);
    expect(told()).toHaveLength(2);
  });

  it('is over when it is back', () => {
    const { store, lookAfter, told, losses } = desk();
    renameSync(store.path, `${store.path}.kept`);
    lookAfter(30_000);
    expect(losses()).toHaveLength(1);
    renameSync(`${store.path}.kept`, store.path);
    lookAfter(30_000);
    expect(losses()).toEqual([]);
    rmSync(store.path);
    lookAfter(30_000);
    expect(told()).toHaveLength(2);
  });

  it('that becomes another loss is said anew', () => {
    const { store, lookAfter, told } = desk();
    copyFileSync(store.path, `${store.path}.other`);
    rmSync(store.path);
    lookAfter(30_000);
    renameSync(`${store.path}.other`, store.path);
    lookAfter(30_000);
    expect(told().map(({ reason }) => reason)).toEqual(['gone', 'replaced']);
  });

  it('on a disk that does not say, nothing is said', () => {
    const { store } = desk();
    expect(new StoreFile(`${store.path}/below`).loss).toBeNull();
  });
});
