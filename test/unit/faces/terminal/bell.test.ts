import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { minute } from '../../../../electron/core/model/instant.ts';
import type { Failure } from '../../../../electron/core/model/failure.ts';
import type { ChannelHealth } from '../../../../electron/core/model/reminder.ts';
import { failureText } from '../../../../electron/core/words/failure.ts';
import type { EngineParts } from '../../../../electron/engine/engine-parts.ts';
import { writeHealth } from '../../../../electron/engine/health/health-file.ts';
import type { ChannelFault } from '../../../../electron/core/model/failure-words.ts';
import { insertAccount, noteRoundDone, noteRoundFailed } from '../../../../electron/edges/store/accounts.ts';
import { numberOf } from '../../../../electron/edges/store/database.ts';
import { writeSetting } from '../../../../electron/edges/store/setting-rows.ts';
import { doctor } from '../../../../electron/faces/terminal/commands/doctor.ts';
import { watch } from '../../../../electron/faces/terminal/commands/sync.ts';
import type { DoctorReport } from '../../../../electron/program/health/doctor.ts';
import { healthLines } from '../../../../electron/faces/terminal/health-lines.ts';
import type { Terminal } from '../../../../electron/faces/terminal/terminal.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { FakeNotifier, plainTexts } from '../../../fakes/bell.ts';
import { anEngine } from '../../../fakes/engine.ts';
import { at, ms } from '../../../fakes/instants.ts';
import { stated } from '../../../fakes/orders.ts';
import { aRental } from '../../../fakes/rentals.ts';
import { aFolder, aStore } from '../../../fakes/store.ts';
import { aTerminal } from '../../../fakes/terminal.ts';
import { keepRental } from '../../../../electron/engine/polling/keep-rental.ts';

const nowMs = ms('2026-03-31T22:00:00Z');
const inbox = { channel: 'inbox', state: 'ok', why: null } as const;
const native = { ...inbox, channel: 'native' } as const;
const silent = { channel: 'node-notifier', state: 'unavailable', why: 'channel_no_service' } as const;

/** A terminal over a store with one account and one rental that ends in two hours. */
const desk = (parts: Partial<EngineParts> = {}, health: readonly ChannelHealth[] = [native]) => {
  const folder = aFolder();
  const storePath = join(folder, 'leasebell.sqlite');
  const store = aStore(storePath);
  insertAccount(store.database, anAccount());
  noteRoundDone(store.database, anAccount().id, at('2026-03-31T21:55:00Z'));
  keepRental(store.database, { rental: aRental({ end: stated('2026-04-01T00:00:00Z') }), heldEnd: null }, [], nowMs);
  const said: string[] = [];
  const engine = anEngine(store, () => nowMs, { log: { error: () => undefined, info: () => undefined }, ...parts });
  let stop = (): void => undefined;
  const terminalAt = (atMs: number): Terminal =>
    aTerminal({
      line: 'watch',
      ...{ storePath, said, engine: () => engine, now: () => atMs },
      channels: { health: () => Promise.resolve(health), warmUp: () => Promise.resolve() },
      untilStopped: () => new Promise((resolve) => (stop = resolve)),
    });
  return { folder, storePath, store, engine, said, terminalAt, terminal: terminalAt(nowMs), stop: () => stop() };
};

describe('watch', () => {
  it('says what goes wrong, goes on, and ends with 1 when it is stopped', async () => {
    const texts: EngineParts['texts'] = {
      ...plainTexts,
      forPoint: () => {
        throw new RangeError('Invalid time zone specified: Etc/Unknown');
      },
    };
    const { terminal, said, stop } = desk({ texts });
    const answer = watch(terminal);
    await new Promise(setImmediate);
    expect(said.join('\n')).toContain('A made-up reminder did not get through at the start');
    expect(said.join('\n')).toContain('Invalid time zone specified: Etc/Unknown');
    expect(said.join('\n')).toContain('It rings with plain ones instead');
    stop();
    expect(await answer).toMatchObject({ exit: 1, json: { troubles: [{ step: 'self-check' }, { step: 'words' }] } });
  });

  it('says that nothing can be shown here, which is no reason to end with 1', async () => {
    const { terminal, said, stop } = desk({}, [silent, inbox]);
    const answer = watch(terminal);
    await new Promise(setImmediate);
    expect(said.join('\n')).toContain('No notification service runs on this desktop');
    stop();
    expect(await answer).toMatchObject({ exit: 0, json: { troubles: [] } });
  });
});

describe('watch over a channel that fails', () => {
  const watching = async (faults: readonly (ChannelFault | null)[]) => {
    const notifier = new FakeNotifier();
    notifier.whileShowing = () => {
      notifier.fault = faults[notifier.rings.length - 1] ?? null;
      notifier.works = notifier.fault === null;
    };
    let passedMs = 0;
    const here = desk({ notifier, now: () => nowMs + passedMs });
    const answer = watch(here.terminal);
    await new Promise(setImmediate);
    passedMs = 2 * minute;
    here.engine.tick();
    await new Promise(setImmediate);
    here.stop();
    return { answer: await answer, said: here.said.join('\n') };
  };

  it('says which reminder was not shown and why, and ends with 1', async () => {
    const { answer, said } = await watching(['refused', 'refused']);
    expect(said).toContain('No reminder could be shown for 训练机-02.');
    expect(said).toContain('The system refused the last notification.');
    expect(answer).toMatchObject({ exit: 1, json: { troubles: [{ step: 'delivery', reason: 'refused' }] } });
  });

  it('ends with 0 when it was shown after all', async () => {
    const { answer, said } = await watching(['not-answering']);
    expect(said).toContain('The notification service does not answer.');
    expect(answer).toMatchObject({ exit: 0, json: { troubles: [] } });
  });
});

describe('watch over accounts that cannot be read', () => {
  const rejected: Failure = { code: 'account.key-rejected' };
  const watching = async (before: Failure | null, rounds: readonly (Failure | null)[]) => {
    const vaultAnswers = [...rounds];
    const here = desk();
    if (before !== null) noteRoundFailed(here.store.database, anAccount().id, at('2026-03-31T21:59:00Z'), before);
    const follow = vi.spyOn(here.engine, 'followRounds');
    const answer = watch(here.terminal);
    await new Promise(setImmediate);
    const said: string[][] = [here.said.slice(1)];
    for (const failure of vaultAnswers) {
      const seen = here.said.length;
      for (const [hear] of follow.mock.calls) hear({ ...outcome, ok: failure === null, failure });
      said.push(here.said.slice(seen));
    }
    here.stop();
    return { exit: (await answer).exit, said };
  };
  const outcome = {
    ...{ label: anAccount().label, provider: 'minimal', warnings: [], orders: 0, resources: 0, rentals: 0 },
    ...{ changes: 0, requests: 0, lastSyncedAt: null },
  };
  const sentence = `${anAccount().label}: ${failureText(rejected)}`;

  it('says so once when it begins and once when it is over', async () => {
    const { exit, said } = await watching(null, [null, rejected, rejected, null, null, rejected, null]);
    const over = [`${anAccount().label}: it can be read again.`];
    expect(said).toEqual([[], [], [sentence], [], over, [], [sentence], over]);
    expect(exit).toBe(0);
  });

  it('ends with 1 when one still cannot be read', async () => {
    expect((await watching(null, [null, rejected])).exit).toBe(1);
  });

  it('says another failure of the same account too, each once, and nothing of a round that was stopped', async () => {
    const timeout: Failure = { code: 'network.timeout', detail: 'headers' };
    const { said } = await watching(null, [timeout, rejected, timeout, { code: 'cancelled' }]);
    expect(said.map(({ length }) => length)).toEqual([0, 1, 1, 0, 0]);
  });

  it('says at the start what was so before, since nobody may ask with a key that was refused', async () => {
    const { exit, said } = await watching(rejected, []);
    expect({ exit, said }).toEqual({ exit: 1, said: [[sentence]] });
  });

  it('hears of the rounds that the engine makes', async () => {
    const here = desk();
    const answer = watch(here.terminal);
    await new Promise(setImmediate);
    // The keychain of this engine holds no key.
    await here.engine.sync(anAccount());
    await here.engine.sync(anAccount());
    expect(here.said.filter((line) => line.startsWith(anAccount().label))).toHaveLength(1);
    here.stop();
    expect(await answer).toMatchObject({ exit: 1, json: { accounts: [{ failure: { code: 'vault.denied' } }] } });
  });
});

describe('doctor', () => {
  const look = async (terminal: Terminal) => {
    const answer = await doctor(terminal);
    return { exit: answer.exit, text: answer.text, report: answer.json as DoctorReport };
  };

  it('shows the clock, the folder, the made-up reminder, the last look, the rounds and the next ring', async () => {
    const { terminal, folder, storePath, store } = desk();
    noteRoundFailed(store.database, anAccount().id, at('2026-03-31T21:59:00Z'), {
      code: 'network.timeout',
      detail: 'headers',
    });
    writeHealth(storePath, { lastLookAt: at('2026-03-31T21:59:30Z'), troubles: [] });
    chmodSync(folder, 0o700);
    const { report, text } = await look(terminal);
    // The zone of these tests is New York's, whatever the terminal of the test says.
    expect(report.time).toEqual({
      zone: 'America/New_York',
      offset: report.time.offset,
      local: expect.stringMatching(/^2026-03-31T1[78]:00:00-0[45]:00$/),
      refused: null,
      why: null,
      quietHoursRefused: null,
    });
    expect(report.folder).toEqual({
      path: folder,
      exists: true,
      mode: '0700',
      own: true,
      readable: true,
      writable: true,
    });
    expect(report.bell).toEqual({ ok: true, code: null, reason: null, detail: null });
    expect(report.health).toEqual({ lastLookAt: '2026-03-31T21:59:30.000Z', troubles: [] });
    expect(report.rounds).toMatchObject([
      {
        label: '公司账号',
        lastSyncedAt: '2026-03-31T21:55:00.000Z',
        failure: { code: 'network.timeout', detail: 'headers' },
      },
    ]);
    expect(report.nextRing).toEqual({ at: '2026-03-31T22:00:00.000Z', title: '训练机-02', account: '公司账号' });
    expect(text).toContain(`${folder} · 0700`);
    expect(text).toContain('训练机-02 (公司账号)');
    expect(text).toContain('Apr 1, 05:59');
  });

  it('says what the bell that runs elsewhere is in trouble with, and ends with 1', async () => {
    const { terminal, storePath } = desk();
    const since = at('2026-03-31T21:00:00Z');
    const trouble = {
      step: 'planning',
      subject: null,
      others: 0,
      since,
      last: since,
      count: 3,
      code: null,
      reason: null,
    } as const;
    writeHealth(storePath, { lastLookAt: since, troubles: [{ ...trouble, detail: 'RangeError: nonsense' }] });
    const { exit, text } = await look(terminal);
    expect(exit).toBe(1);
    expect(text).toContain('so they may not ring');
    expect(text).toContain('RangeError: nonsense');
  });

  it('judges by no trouble that is older than a day, nor by one that costs comfort alone', async () => {
    const { terminal, storePath } = desk();
    const trouble = { subject: null, others: 0, count: 1, code: null, reason: null, detail: null } as const;
    const [old, fresh] = [at('2026-03-30T21:59:00Z'), at('2026-03-31T21:59:00Z')];
    const late = { ...trouble, step: 'late', since: old, last: old } as const;
    const copy = { ...trouble, step: 'copy', since: fresh, last: fresh } as const;
    writeHealth(storePath, { lastLookAt: fresh, troubles: [late, copy] });
    const { exit, report, text } = await look(terminal);
    expect({ exit, troubles: report.health.troubles }).toEqual({ exit: 0, troubles: [copy] });
    expect(text).not.toContain('stood still');
  });

  it('says why with the sentence of the failure, and not with the error as it was thrown', async () => {
    const { terminal, storePath } = desk();
    const since = at('2026-03-31T21:00:00Z');
    const cause = { code: 'store.forbidden', reason: 'read-only', detail: 'EROFS /data/x' } as const;
    writeHealth(storePath, {
      lastLookAt: since,
      troubles: [{ step: 'copy', subject: null, others: 0, since, last: since, count: 1, ...cause }],
    });
    const { report } = await look(terminal);
    const lines = healthLines({ ...report, bell: { ok: false, ...cause } }, terminal).map(([, text]) => text);
    const sentence = failureText({ code: 'store.forbidden', reason: 'read-only' });
    expect(lines.filter((line) => line.includes(sentence))).toHaveLength(2);
    expect(lines.join()).not.toContain('Error:');
  });

  it('says that the quiet hours name an unknown zone', async () => {
    const { terminal, store } = desk();
    const quietHours = { from: '12:00', to: '13:00', timeZone: 'Mars/Olympus', urgentPasses: true };
    writeSetting(store.database, 'quietHours', quietHours);
    const { report, text } = await look(terminal);
    expect(report.time.quietHoursRefused).toBe('Mars/Olympus');
    expect(text).toContain('Mars/Olympus');
    expect(report.bell.ok).toBe(true);
  });

  describe('of a bell that holds the store', () => {
    const stale = { lastLookAt: at('2026-03-31T21:57:59Z'), troubles: [] };

    it('says since when it stands still, and ends with 1', async () => {
      const { terminal, storePath } = desk();
      writeHealth(storePath, stale);
      const { exit, report, text } = await look(terminal);
      expect({ exit, since: report.standsStillSince }).toEqual({ exit: 1, since: stale.lastLookAt });
      expect(text).toContain('The bell stands still since');
    });

    it('says nothing of one that looked within two minutes', async () => {
      const { terminal, storePath } = desk();
      writeHealth(storePath, { ...stale, lastLookAt: at('2026-03-31T21:58:00Z') });
      const { exit, report } = await look(terminal);
      expect({ exit, since: report.standsStillSince }).toEqual({ exit: 0, since: null });
    });

    it('says nothing of one that has ended: another command holds the store', async () => {
      const { terminal, storePath } = desk();
      writeHealth(storePath, stale, true);
      expect((await look(terminal)).report.standsStillSince).toBe(null);
    });

    it('says nothing where nobody holds it', async () => {
      const { terminal, storePath, store } = desk();
      writeHealth(storePath, stale);
      store.close();
      expect((await look(terminal)).report.standsStillSince).toBe(null);
    });
  });

  it('shows what should have rung by now as overdue, and not as what comes next', async () => {
    const { terminalAt } = desk();
    const { report, text } = await look(terminalAt(ms('2026-03-31T22:10:00Z')));
    const overdue = { at: '2026-03-31T22:00:00.000Z', title: '训练机-02', account: '公司账号' };
    expect(report.overdue).toEqual(overdue);
    expect(report.nextRing).not.toEqual(expect.objectContaining({ at: overdue.at }));
    expect(text).toContain('训练机-02 (公司账号) should have rung at Apr 1, 06:00');
  });

  it('tries whether the data folder takes a file, and leaves none', async () => {
    const { terminal, folder } = desk();
    const before = readdirSync(folder).sort();
    const { report, text } = await look(terminal);
    expect(report.room).toEqual({ freeBytes: expect.any(Number), failure: null });
    expect(text).toContain('MB free');
    expect(readdirSync(folder).sort()).toEqual(before);
  });

  it('says what a reminder does not get through, and comes to its answer all the same', async () => {
    const { terminal, store, storePath } = desk();
    const roots = store.database
      .all(`SELECT rootpage FROM sqlite_schema WHERE tbl_name = 'reminder_log'`)
      .map((row) => numberOf(row, 'rootpage'));
    const pageBytes = numberOf(store.database.one('PRAGMA page_size'), 'page_size');
    store.close();
    const bytes = readFileSync(storePath);
    for (const root of roots) bytes.fill(0x5a, (root - 1) * pageBytes, root * pageBytes);
    writeFileSync(storePath, bytes);
    const { exit, report, text } = await look(terminal);
    expect({ exit, ok: report.bell.ok, nextRing: report.nextRing }).toEqual({ exit: 1, ok: false, nextRing: null });
    expect(report.unplanned).toMatchObject({ code: 'store.damaged' });
    expect(text).toContain('cannot be planned');
    expect(text).not.toContain('none planned');
    expect(text).toContain('it does not get through');
    expect(text).toContain('SQLite 11');
  });
});
