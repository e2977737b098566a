import { expect, it } from 'vitest';
import { rentalIdOf } from '../../../../electron/core/model/ids.ts';
import { day, hour, instantOf, minute } from '../../../../electron/core/model/instant.ts';
import { insertAccount } from '../../../../electron/edges/store/accounts.ts';
import { careMark, setCareMark } from '../../../../electron/edges/store/care-marks.ts';
import { changesOfRental, insertChange } from '../../../../electron/edges/store/changes.ts';
import { StoreTidying } from '../../../../electron/engine/polling/store-tidying.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { ms } from '../../../fakes/instants.ts';
import { aStore } from '../../../fakes/store.ts';

const startMs = ms('2027-06-01T00:00:00Z');
const rentalId = rentalIdOf('acc1:r');

/** A store that is tidied, with a clock that the test sets. */
const desk = () => {
  const store = aStore();
  insertAccount(store.database, anAccount());
  let nowMs = startMs;
  const lines: string[] = [];
  const tidying = new StoreTidying({
    store,
    guard: { runLong: (_step, work) => work() },
    log: { info: (_facts, message) => lines.push(message) },
    now: () => nowMs,
    stopwatch: () => 0,
    slack: { bytes: 1_000, part: 0.99 },
  });
  return {
    ...{ store, lines },
    /** A change that is older than the store keeps. */
    addOld: () =>
      insertChange(
        store.database,
        anAccount().id,
        { kind: 'endMoved', rentalId, providerOrderId: null, before: null, after: null },
        instantOf(nowMs - 401 * day),
      ),
    left: () => changesOfRental(store.database, rentalId).length,
    lookAfter: async (passedMs: number) => {
      nowMs += passedMs;
      tidying.look();
      await tidying.settled();
    },
    end: () => tidying.end(),
  };
};

it('forgets once a day, and nothing in the first minute', async () => {
  const { addOld, left, lookAfter } = desk();
  addOld();
  const seen: number[] = [];
  for (const passedMs of [0, minute, hour, 22 * hour, 2 * hour]) {
    await lookAfter(passedMs);
    seen.push(left());
    if (seen.length === 2) addOld();
  }
  expect(seen).toEqual([1, 0, 1, 1, 0]);
});

it('remembers over a start that it has forgotten today', async () => {
  const { store, addOld, left, lookAfter } = desk();
  setCareMark(store.database, 'forgot-at', startMs);
  addOld();
  await lookAfter(2 * minute);
  expect(left()).toBe(1);
});

it('writes a loose store anew', async () => {
  const { store, lines, lookAfter } = desk();
  setCareMark(store.database, 'loose', 1);
  await lookAfter(2 * minute);
  expect([lines.length, careMark(store.database, 'loose'), store.file.loss]).toEqual([1, null, null]);
});

it('begins nothing once it was ended', async () => {
  const { addOld, left, lookAfter, end } = desk();
  addOld();
  await end();
  await lookAfter(2 * minute);
  expect(left()).toBe(1);
});
