import { describe, expect, it } from 'vitest';
import type { Account } from '../../../../electron/core/model/account.ts';
import { accountIdOf } from '../../../../electron/core/model/ids.ts';
import { hour, instantOf, minute } from '../../../../electron/core/model/instant.ts';
import type { RoundProgress, RoundWarning } from '../../../../electron/core/model/sync.ts';
import type { Failure } from '../../../../electron/core/model/failure.ts';
import {
  insertAccount,
  listAccounts,
  noteRoundDone,
  noteRoundFailed,
  setAccountPaused,
  setAccountPolling,
} from '../../../../electron/edges/store/accounts.ts';
import { Poller } from '../../../../electron/engine/polling/poller.ts';
import { unaskedOutcome } from '../../../../electron/engine/polling/outcome.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { at, ms } from '../../../fakes/instants.ts';
import { aStore } from '../../../fakes/store.ts';

/** A poller over a real store whose rounds the test answers, with a clock that the test sets. */
const desk = (labels: readonly string[] = ['a'], random = (): number => 0) => {
  const { database } = aStore();
  for (const label of labels) insertAccount(database, anAccount({ id: accountIdOf(label), label, lastSyncedAt: null }));
  const startMs = ms('2026-03-01T08:00:00Z');
  const world = {
    nowMs: startMs,
    online: true,
    urgent: (): boolean => false,
    failure: null as Failure | null,
    hold: Promise.resolve(),
    requests: 1,
    progresses: [] as readonly RoundProgress[],
    warnings: [] as readonly RoundWarning[],
  };
  const rounds: string[] = [];
  const poller = new Poller({
    database,
    now: () => world.nowMs,
    random,
    online: () => world.online,
    isUrgent: () => world.urgent(),
    onRound: () => {},
    onProgress: () => {},
    onThrown: (error) => {
      throw error;
    },
    round: async (account, signal) => {
      rounds.push(`${account.label} ${String((world.nowMs - startMs) / minute)}`);
      await world.hold;
      const { failure } = signal.aborted ? { failure: { code: 'cancelled' } as const } : world;
      if (failure === null) noteRoundDone(database, account.id, instantOf(world.nowMs));
      else noteRoundFailed(database, account.id, instantOf(world.nowMs), failure);
      for (const progress of world.progresses) poller.noteProgress(account, progress);
      const outcome = {
        ...unaskedOutcome(database, account, failure),
        requests: world.requests,
        warnings: world.warnings,
      };
      return { outcome, changes: [], first: false };
    },
  });
  const first = (): Account => listAccounts(database)[0] ?? anAccount();
  /** Looks at the clock every minute. */
  const run = async (minutes: number): Promise<void> => {
    for (let passed = 0; passed < minutes; passed += 1) {
      poller.startDue();
      await settled();
      world.nowMs += minute;
    }
  };
  return { database, poller, rounds, world, run, first };
};
/** Lets everything that waits for nothing outside come to its end. */
const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};

it('an account is asked again and again by itself, with the jitter that there really is', async () => {
  const here = desk(['a'], () => 0.5);
  await here.run(65);
  expect(here.rounds.length).toBeGreaterThanOrEqual(6);
});

describe('the budget of requests', () => {
  const aDeskWith = (requestsPerHour: number, intervalMs: number) => {
    const here = desk();
    setAccountPolling(here.database, here.first().id, { intervalMs, requestsPerHour });
    return here;
  };

  it('rounds that cost much come less often than the user said', async () => {
    const here = aDeskWith(600, minute);
    here.world.requests = 100;
    await here.run(60);
    // Six rounds of a hundred; the seventh waits until the first is an hour old.
    expect(here.rounds).toHaveLength(6);
    await here.run(1);
    expect(here.rounds).toHaveLength(7);
  });

  it('a long first sync does not hold back the cheap rounds that follow it', async () => {
    const here = aDeskWith(6_000, minute);
    here.world.requests = 5_000;
    here.world.progresses = [
      { step: 'list', read: 4_990, of: 4_990 },
      { step: 'details', read: 4_975, of: 4_975 },
    ];
    await here.run(1);
    here.world.requests = 25;
    here.world.progresses = [];
    await here.run(10);
    expect(here.rounds.length).toBeGreaterThan(8);
  });

  it('a round may read what is left of it, and always a little', async () => {
    const here = aDeskWith(600, hour);
    expect(here.poller.budgetOf(here.first())).toBe(600);
    here.world.requests = 590;
    await here.run(1);
    expect(here.poller.budgetOf(here.first())).toBe(60);
  });

  it('how far a round has come is known while it lasts', async () => {
    const here = desk();
    let letGo = (): void => undefined;
    here.world.progresses = [{ step: 'list', read: 100, of: 250 }];
    here.world.hold = new Promise((resolve) => (letGo = resolve));
    const round = here.poller.sync(here.first());
    await settled();
    here.poller.noteProgress(here.first(), { step: 'list', read: 50, of: 250 });
    expect(here.poller.progressOf(here.first().id)).toEqual({ step: 'list', read: 50, of: 250 });
    letGo();
    await round;
    expect(here.poller.progressOf(here.first().id)).toBeNull();
  });
});

describe('when accounts are asked', () => {
  it('at once, then every ten minutes', async () => {
    const { rounds, run } = desk();
    await run(31);
    expect(rounds).toEqual(['a 0', 'a 10', 'a 20', 'a 30']);
  });

  it('every minute once it is urgent', async () => {
    const { rounds, run, world } = desk();
    world.urgent = () => world.nowMs >= ms('2026-03-01T08:15:00Z');
    await run(21);
    expect(rounds).toEqual(['a 0', 'a 10', ...[15, 16, 17, 18, 19, 20].map((passed) => `a ${String(passed)}`)]);
  });

  it('ever more rarely while it fails, as before once it works', async () => {
    const { rounds, run, world } = desk();
    world.failure = { code: 'provider.unavailable' };
    await run(71);
    const gaps = (names: readonly string[]): readonly number[] => {
      const minutes = names.map((name) => Number(name.split(' ')[1]));
      return minutes.slice(1).map((each, index) => each - (minutes[index] ?? 0));
    };
    expect(gaps(rounds)).toEqual([20, 40]);
    world.failure = null;
    await run(80);
    expect(gaps(rounds).slice(2)).toEqual([60, 10, 10, 10]);
  });

  it('not while it is offline, paused, parked, or its key is refused', async () => {
    const { database, rounds, run, world, first } = desk();
    world.online = false;
    await run(5);
    world.online = true;
    setAccountPaused(database, first().id, true);
    await run(5);
    setAccountPaused(database, first().id, false);
    noteRoundFailed(database, first().id, instantOf(world.nowMs), {
      code: 'provider.rate-limited',
      retryAt: instantOf(world.nowMs + 5 * minute),
    });
    await run(5);
    noteRoundFailed(database, first().id, instantOf(world.nowMs), { code: 'account.key-rejected' });
    await run(600);
    expect(rounds).toEqual([]);
  });

  it('although a clock that ran ahead had parked it for years', async () => {
    const { database, rounds, run, first } = desk();
    noteRoundFailed(database, first().id, at('2036-01-01T00:00:00Z'), {
      code: 'provider.rate-limited',
      retryAt: at('2036-01-01T00:10:00Z'),
    });
    await run(1);
    expect(rounds).toHaveLength(1);
  });

  it('wishing for a round of a parked one does not put off the round that follows', async () => {
    const roundsAfter = async (wishes: number): Promise<readonly string[]> => {
      const here = desk();
      here.world.failure = { code: 'provider.rate-limited', retryAt: at('2026-03-01T08:30:00Z') };
      await here.run(1);
      for (let wished = 0; wished < wishes; wished += 1) await here.poller.sync(here.first());
      here.rounds.length = 1;
      await here.run(60);
      return here.rounds;
    };
    expect(await roundsAfter(5)).toEqual(await roundsAfter(0));
  });

  it('a paused one is in the answer all the same, unasked', async () => {
    const { database, poller, rounds, first } = desk();
    setAccountPaused(database, first().id, true);
    expect(poller.skipped(first())).toMatchObject({ label: first().label, ok: true, failure: null, requests: 0 });
    expect(rounds).toEqual([]);
  });

  it('after the machine woke, every account is due again', async () => {
    const { poller, rounds, run } = desk(['a', 'b']);
    await run(3);
    poller.forgetSchedule();
    await run(1);
    expect(rounds).toEqual(['a 0', 'b 0', 'a 3', 'b 3']);
  });
});

describe('one round at a time', () => {
  it('waking makes it due, and does not unsay what its last round had to say', async () => {
    const here = desk();
    here.world.warnings = [{ code: 'round.unsettled' }];
    await here.run(1);
    here.poller.forgetSchedule();
    expect(here.poller.warningsOf(here.first().id)).toEqual([{ code: 'round.unsettled' }]);
    here.world.warnings = [];
    await here.run(1);
    expect(here.poller.warningsOf(here.first().id)).toEqual([]);
  });

  it('asking by hand joins the round that is under way', async () => {
    const { poller, rounds, world, first } = desk();
    let release = (): void => {};
    world.hold = new Promise((resolve) => (release = resolve));
    poller.startDue();
    const [one, other] = [poller.sync(first()), poller.sync(first())];
    expect(poller.isRunning(first().id)).toBe(true);
    release();
    expect(await one).toEqual(await other);
    expect([rounds, poller.isRunning(first().id)]).toEqual([['a 0'], false]);
  });

  it('stopping cancels what is under way and starts nothing more', async () => {
    const { poller, rounds, world, first } = desk();
    let release = (): void => {};
    world.hold = new Promise((resolve) => (release = resolve));
    const round = poller.sync(first());
    const stopped = poller.stop();
    release();
    await stopped;
    expect((await round).failure).toEqual({ code: 'cancelled' });
    world.nowMs += 60 * minute;
    expect([poller.startDue(), rounds.length]).toEqual([null, 1]);
  });
});
