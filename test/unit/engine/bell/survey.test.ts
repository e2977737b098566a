import { DatabaseSync } from '@photostructure/sqlite';
import { describe, expect, it } from 'vitest';
import { minute } from '../../../../electron/core/model/instant.ts';
import { noRules } from '../../../../electron/core/reminders/hold.ts';
import type { Rental } from '../../../../electron/core/model/rental.ts';
import { insertAccount } from '../../../../electron/edges/store/accounts.ts';
import type { Database } from '../../../../electron/edges/store/database.ts';
import { listReminderLog } from '../../../../electron/edges/store/reminder-log.ts';
import { deleteRental } from '../../../../electron/edges/store/rentals.ts';
import { writeSettings } from '../../../../electron/edges/store/settings.ts';
import { Survey } from '../../../../electron/engine/bell/survey.ts';
import { keepRental } from '../../../../electron/engine/polling/keep-rental.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { aBell } from '../../../fakes/bell.ts';
import { at, ms } from '../../../fakes/instants.ts';
import { stated } from '../../../fakes/orders.ts';
import { aRental } from '../../../fakes/rentals.ts';
import { aStore } from '../../../fakes/store.ts';

const keep = (database: Database, rental: Rental): void =>
  keepRental(database, { rental, heldEnd: null }, [], ms('2026-03-01T08:00:00Z'));

const ending = (index: number, end: string): Rental =>
  aRental({ id: `acc1:order-${String(index)}/item-1`, title: `machine-${String(index)}`, end: stated(end) });

const aBellOver = (...rentals: readonly Rental[]) => {
  const { database, path } = aStore();
  insertAccount(database, anAccount());
  database.transaction(() => rentals.forEach((rental) => keep(database, rental)));
  return { database, path, bell: aBell(database, '2026-03-20T00:00:00Z') };
};

const titlesShown = (database: Database): readonly string[] =>
  listReminderLog(database, { offset: 0, limit: 5_000 })
    .filter(({ channel, state }) => channel !== 'inbox' && state === 'shown')
    .map(({ title }) => title)
    .sort();

describe('between two looks', () => {
  it('a rental whose end was moved nearer rings by the new end', async () => {
    const { database, bell } = aBellOver(ending(1, '2026-04-20T00:00:00Z'));
    await bell.look();
    keep(database, ending(1, '2026-03-20T00:30:00Z'));
    await bell.lookAt('2026-03-20T00:00:30Z');
    expect(titlesShown(database)).toEqual(['machine-1']);
  });

  it('a rental that came rings, and one that went does not', async () => {
    const soon = ending(3, '2026-03-20T10:00:00Z');
    const gone = ending(2, '2026-03-20T08:00:00Z');
    const { database, bell } = aBellOver(ending(1, '2026-04-20T00:00:00Z'), gone);
    await bell.look();
    const before = bell.notifier.rings.length;
    deleteRental(database, gone.id, bell.now());
    keep(database, soon);
    await bell.lookAt('2026-03-20T07:45:00Z');
    expect(bell.notifier.rings.slice(before).map(({ rentalId }) => rentalId)).toEqual([soon.id]);
  });

  it('what another program writes into the store is seen', async () => {
    const { database, path, bell } = aBellOver(ending(1, '2026-04-20T00:00:00Z'));
    await bell.look();
    const other = new DatabaseSync(path);
    other.prepare('UPDATE rental SET body = replace(body, ?, ?)').run('2026-04-20T00:00', '2026-03-20T00:30');
    other.close();
    await bell.lookAt('2026-03-20T00:00:30Z');
    expect(titlesShown(database)).toEqual(['machine-1']);
  });

  it('what is written after another file took the place of the store is seen', async () => {
    const { database, bell } = aBellOver(ending(1, '2026-04-20T00:00:00Z'));
    await bell.look();
    expect(database.replaceFile(() => undefined)).toBe(true);
    await bell.lookAt('2026-03-20T00:00:10Z');
    keep(database, ending(1, '2026-03-20T00:30:00Z'));
    await bell.lookAt('2026-03-20T00:00:30Z');
    expect(titlesShown(database)).toEqual(['machine-1']);
  });

  it('a write that was undone changes nothing', async () => {
    const { database, bell } = aBellOver(ending(1, '2026-04-20T00:00:00Z'));
    await bell.look();
    expect(() =>
      database.transaction(() => {
        keep(database, ending(1, '2026-03-20T00:30:00Z'));
        throw new Error('undone');
      }),
    ).toThrow('undone');
    await bell.lookAt('2026-03-20T00:00:30Z');
    expect(titlesShown(database)).toEqual([]);
  });

  it('a mute that is lifted lets ring what it kept back', async () => {
    const { database, bell } = aBellOver(ending(1, '2026-03-20T04:00:00Z'));
    writeSettings(database, { mutedUntil: at('2026-03-25T00:00:00Z') });
    await bell.lookAt('2026-03-20T01:00:30Z');
    expect(titlesShown(database)).toEqual([]);
    writeSettings(database, { mutedUntil: null });
    await bell.lookAt('2026-03-20T01:01:00Z');
    expect(titlesShown(database)).toEqual(['machine-1']);
  });
});

describe('more rentals than one look plans', () => {
  const many = Array.from({ length: 503 }, (_, index) => ending(index, '2026-03-20T00:30:00Z'));

  it('are told together, once all were looked at', async () => {
    const { database, bell } = aBellOver(...many);
    await bell.look();
    await bell.look();
    expect(bell.notifier.rings).toEqual([]);
    expect(bell.ringer.hasSurveyed).toBe(false);
    await bell.look();
    expect(bell.notifier.rings).toHaveLength(1);
    expect(new Set(titlesShown(database)).size).toBe(many.length);
  });

  it('do not keep a rental from ringing that was known before', async () => {
    const known = ending(9_999, '2026-03-20T00:03:00Z');
    const { database, bell } = aBellOver(known);
    await bell.look();
    const before = bell.notifier.rings.length;
    database.transaction(() => many.forEach((rental) => keep(database, rental)));
    await bell.lookAt('2026-03-20T00:03:00Z');
    expect(bell.ringer.hasSurveyed).toBe(false);
    expect(bell.notifier.rings.slice(before).map(({ rentalId }) => rentalId)).toEqual([known.id]);
  });

  it('are planned again where the next look comes at the same instant', async () => {
    const { bell } = aBellOver(...many);
    const next = bell.ringer.claimDue().nextLookAtMs;
    expect(next).toBe(bell.now());
    bell.ringer.claimDue();
    expect(bell.ringer.claimDue().claimed).toBe(many.length);
  });
});

it('goes on where the connection may write nothing, not even what it notes for itself', () => {
  const many = Array.from({ length: 203 }, (_, index) => ending(index, '2026-03-20T00:04:00Z'));
  const { database } = aBellOver(...many);
  database.execute('PRAGMA query_only = 1');
  const survey = new Survey(database);
  const lookAt = (text: string): readonly Rental[] => {
    survey.update(ms(text), noRules, false);
    return survey.cameUp(ms(text));
  };
  expect(lookAt('2026-03-19T23:00:00Z')).toEqual([]);
  expect(lookAt('2026-03-19T23:00:01Z')).toHaveLength(many.length);
  // Each look may find anything changed: what is known already counts meanwhile.
  expect(lookAt('2026-03-20T00:04:00Z')).toHaveLength(many.length);
  expect(survey.isWhole).toBe(false);
  lookAt('2026-03-20T00:04:01Z');
  expect(survey.isWhole).toBe(true);
  database.execute('PRAGMA query_only = 0');
});

it('is asked each minute near a deadline, and no more when that has passed', async () => {
  const { bell } = aBellOver(ending(1, '2026-03-20T04:00:00Z'));
  const urgentAt = async (text: string): Promise<number> => {
    await bell.lookAt(text);
    return bell.ringer.claimDue().urgent.size;
  };
  expect(await urgentAt('2026-03-20T02:59:00Z')).toBe(0);
  expect(await urgentAt('2026-03-20T03:00:00Z')).toBe(1);
  expect(await urgentAt(new Date(ms('2026-03-20T04:00:00Z') + 31 * minute).toISOString())).toBe(0);
});
