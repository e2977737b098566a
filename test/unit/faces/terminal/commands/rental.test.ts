import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Database } from '../../../../../electron/edges/store/database.ts';
import { insertAccount } from '../../../../../electron/edges/store/accounts.ts';
import { wishOfRental } from '../../../../../electron/edges/store/rental-wishes.ts';
import { rentalById } from '../../../../../electron/edges/store/rentals.ts';
import { keepRental } from '../../../../../electron/engine/polling/keep-rental.ts';
import { rentalIdOf } from '../../../../../electron/core/model/ids.ts';
import { instantOf } from '../../../../../electron/core/model/instant.ts';
import type { Rental } from '../../../../../electron/core/model/rental.ts';
import { AmbiguousError, UsageError } from '../../../../../electron/faces/terminal/arguments.ts';
import { runCommand } from '../../../../../electron/faces/terminal/commands/run.ts';
import { applyReading } from '../../../../fakes/apply-reading.ts';
import { anAccount } from '../../../../fakes/accounts.ts';
import { anEngine } from '../../../../fakes/engine.ts';
import { at, ms } from '../../../../fakes/instants.ts';
import { anItem, anOrder, aReading, stated } from '../../../../fakes/orders.ts';
import { aRental } from '../../../../fakes/rentals.ts';
import { aFolder, aStore } from '../../../../fakes/store.ts';
import { aTerminal } from '../../../../fakes/terminal.ts';

const nowMs = ms('2026-03-10T00:00:00Z');
const id = rentalIdOf('acc1:order-1/item-1');

/** A store with one rental of an order, which ends on 1 April, and the terminal over it. */
const aStand = () => {
  const storePath = join(aFolder(), 'store.sqlite');
  /** A command closes the store that it works over, and no two have one. */
  const withStore = <Value>(work: (database: Database) => Value): Value => {
    const store = aStore(storePath);
    const value = work(store.database);
    store.close();
    return value;
  };
  withStore((database) => {
    const account = anAccount();
    insertAccount(database, account);
    const item = anItem({
      id: 'item-1',
      resourceId: 'qvm-a9f2',
      title: '训练机-02',
      startsAt: at('2026-03-01T00:00:00Z'),
      end: stated('2026-04-01T00:00:00Z'),
    });
    const order = anOrder({ id: 'order-1', status: 'active', items: [item] });
    applyReading(database, account, aReading([order]), instantOf(nowMs));
  });
  const put = (rental: Rental): void =>
    withStore((database) => keepRental(database, { rental, heldEnd: null }, [], nowMs));
  const stored = (): Rental | null => withStore((database) => rentalById(database, id));
  const wished = () => withStore((database) => wishOfRental(database, id));
  const run = (...line: readonly string[]) =>
    runCommand(
      aTerminal({ line, storePath, now: () => nowMs, engine: () => anEngine(aStore(storePath), () => nowMs) }),
    );
  return { put, stored, wished, run };
};

describe('the rental that is meant', () => {
  it.each(['acc1:order-1/item-1', 'acc1:order', 'order-1', 'qvm-a9f2', 'qvm-a9', '训练机-02', '训练机-02 · a9f2'])(
    'is known by %s',
    async (name) => {
      const { run, put, stored } = aStand();
      if (name.includes(' · ')) put(aRental({ id: 'acc1:x/x', resourceId: 'qvm-b7e1' }));
      expect(await run('rental', 'intend', name, 'renew')).toMatchObject({
        exit: 0,
        json: { rental: { id, intention: 'renew' } },
      });
      expect(stored()?.intention).toBe('renew');
    },
  );

  it('is the one that still runs, where others of its name are over', async () => {
    const { run, put } = aStand();
    put(aRental({ id: 'acc1:old/old', phase: 'released', end: stated('2026-02-01T00:00:00Z') }));
    expect(await run('rental', 'intend', '训练机-02', 'renew')).toMatchObject({ json: { rental: { id } } });
  });

  it('is asked for where several run, with the id of each', async () => {
    const { run, put } = aStand();
    put(aRental({ id: 'acc1:order-2/item-1' }));
    for (const name of ['训练机-02', 'order-', 'acc1:']) {
      const asked = run('rental', 'intend', name, 'renew');
      await expect(asked).rejects.toThrow(AmbiguousError);
      await expect(asked).rejects.toMatchObject({
        message: name,
        choices: [expect.stringContaining('acc1:order-1/item-1 · 训练机-02'), expect.stringContaining('acc1:order-2')],
      });
    }
  });

  it('may not be there', async () => {
    const { run } = aStand();
    for (const name of ['nobody', '', '训练机-02 · elsewhere'])
      expect(await run('rental', 'note', name, 'x')).toMatchObject({
        exit: 1,
        json: { failure: { code: 'not-found' } },
        text: expect.stringMatching(/no rental/) as string,
      });
  });
});

describe('what is said of a rental', () => {
  it('is its name, which is taken back with an empty one', async () => {
    const { run } = aStand();
    const named = await run('rental', 'label', 'order-1', '主训练机');
    expect(named).toMatchObject({ exit: 0, json: { rental: { title: '主训练机' }, wish: { label: '主训练机' } } });
    expect(named.text).toMatch(/^主训练机 · /);
    expect(await run('rental', 'label', '主训练机', '')).toMatchObject({ json: { wish: { label: null } } });
  });

  it('is a note', async () => {
    const { run, wished } = aStand();
    expect((await run('rental', 'note', 'order-1', 'ask Li first')).text).toContain('Note: ask Li first');
    expect(wished()?.note).toBe('ask Li first');
    expect(await run('rental', 'note', 'order-1', '')).toMatchObject({ json: { wish: { note: null } } });
  });

  it.each([
    [['2026-04-20 18:00'], '2026-04-20T10:00:00.000Z'],
    [['2026-04-20', '18:00'], '2026-04-20T10:00:00.000Z'],
    [['2026-04-20T18:00Z'], '2026-04-20T18:00:00.000Z'],
  ])('is its end, by the clock of the computer or with a zone: %s', async (time, end) => {
    const { run } = aStand();
    const corrected = await run('rental', 'end', 'order-1', ...time);
    expect(corrected).toMatchObject({ exit: 0, json: { rental: { end: { at: end, basis: 'corrected' } } } });
    expect(corrected.text).toMatch(/Ends .* You set this time\./);
    expect(await run('rental', 'end', 'order-1', '')).toMatchObject({
      json: { rental: { end: { at: '2026-04-01T00:00:00.000Z', basis: 'stated' } } },
    });
  });

  it('may be an end that cannot be', async () => {
    const { run } = aStand();
    expect(await run('rental', 'end', 'order-1', '2026-01-01 00:00')).toMatchObject({
      exit: 1,
      json: { failure: { code: 'input.invalid', field: 'correctedEndAt' } },
    });
  });

  it('is that it rings later, about what comes next unless a deadline is named', async () => {
    const { run, wished } = aStand();
    expect((await run('rental', 'later', 'order-1', 'hour')).text).toContain('Put off until');
    expect(wished()?.snooze).toMatchObject({ kind: 'ends', until: '2026-03-10T01:00:00.000Z' });
    const refused = await run('rental', 'later', 'order-1', 'hour', '--deadline', 'pay-by');
    expect(refused).toMatchObject({ exit: 1, json: { failure: { code: 'not-found', field: 'deadline' } } });
    expect(refused.text).toMatch(/No such deadline/);
  });

  it.each([
    [['intend'], 'ID'],
    [['intend', 'order-1'], 'renew'],
    [['intend', 'order-1', 'maybe'], 'let-lapse'],
    [['later', 'order-1', 'never'], 'tonight'],
    [['later', 'order-1', 'hour', '--deadline', 'soon'], 'releases'],
    [['label', 'order-1'], 'TEXT'],
    [['label', 'order-1', 'two', 'words'], 'TEXT'],
    [['end', 'order-1'], 'yyyy-MM-dd HH:mm'],
    [['end', 'order-1', 'soon'], 'yyyy-MM-dd HH:mm'],
    [['end', 'order-1', '2026-02-30 10:00'], 'yyyy-MM-dd HH:mm'],
    [['end', 'order-1', '2026-02-20 25:00'], 'yyyy-MM-dd HH:mm'],
  ])('is wrong usage, and says what could stand there: %s', async (words, choice) => {
    const { run, wished } = aStand();
    const asked = run('rental', ...words);
    await expect(asked).rejects.toThrow(UsageError);
    await asked.catch((error: unknown) => {
      const said = error instanceof UsageError ? [error.message, ...error.choices] : [];
      expect(said.join(' ')).toContain(choice);
    });
    expect(wished()).toBeNull();
  });
});

describe('tags', () => {
  it('are those that are named last, each once, and all go with an empty one', async () => {
    const { run, stored } = aStand();
    const told = await run('rental', 'tag', '训练机-02', 'Exam，budget 7', 'exam');
    expect(told).toMatchObject({ exit: 0, json: { rental: { tags: ['Exam', 'budget 7'] } } });
    expect(told.text).toContain('Tags: Exam, budget 7');
    expect(stored()?.tags).toEqual(['Exam', 'budget 7']);
    expect(await run('rental', 'tag', '训练机-02', '')).toMatchObject({ json: { rental: { tags: [] } } });
  });

  it('that are too long are refused, and those that there were stay', async () => {
    const { run, stored } = aStand();
    await run('rental', 'tag', '训练机-02', 'exam');
    expect(await run('rental', 'tag', '训练机-02', 'x'.repeat(41))).toMatchObject({ exit: 1 });
    expect(stored()?.tags).toEqual(['exam']);
  });
});
