import { day, instantOf } from '../../electron/core/model/instant.ts';

import { insertAccount, noteRoundDone } from '../../electron/edges/store/accounts.ts';
import { numberOf, textOf, type Database } from '../../electron/edges/store/database.ts';
import { keepRental } from '../../electron/engine/polling/keep-rental.ts';
import { anAccount } from '../fakes/accounts.ts';
import { stated } from '../fakes/orders.ts';
import { aRental } from '../fakes/rentals.ts';
import { wholeBetween } from '../fakes/random.ts';

/** How long before its end each rental rings, once in the run. */
const pointMs = 2 * day;

/** Puts rentals with one point each: some due now, the others spread over the next `spreadMs`. */
export const putRentals = (
  database: Database,
  random: () => number,
  { count, spreadMs }: { readonly count: number; readonly spreadMs: number },
): void => {
  const nowMs = Date.now();
  database.transaction(() => {
    insertAccount(database, anAccount({ addedAt: instantOf(nowMs), lastSyncedAt: null }));
    noteRoundDone(database, anAccount().id, instantOf(nowMs));
    for (let number = 0; number < count; number += 1) {
      const id = `acc1:order-${String(number)}/item-1`;
      const endMs = nowMs + pointMs + (random() < 0.1 ? 0 : wholeBetween(random, 0, spreadMs));
      const rental = aRental({
        id,
        title: `machine ${String(number)}`,
        startsAt: instantOf(nowMs - 30 * day),
        periodStartsAt: instantOf(nowMs - 30 * day),
        end: stated(instantOf(endMs)),
        providerEndAt: instantOf(endMs),
        ownPoints: { of: 'rental', pointsMs: [pointMs] },
      });
      keepRental(database, { rental, heldEnd: null }, [], nowMs);
    }
  });
};

const shownRows = `FROM reminder_log WHERE id GLOB '*/system' AND state = 'shown'`;

/** Every rental's point was confirmed as shown. */
export const isAllTold = (database: Database): boolean =>
  numberOf(database.one(`SELECT count(*) AS count ${shownRows}`), 'count') ===
  numberOf(database.one('SELECT count(*) AS count FROM rental'), 'count');

/** The reminders that the log says were shown on the desktop. */
export const shownInLog = (database: Database): ReadonlySet<string> =>
  new Set(database.all(`SELECT id ${shownRows}`).map((row) => textOf(row, 'id')));

/** Something is claimed and waits to be shown. */
export const hasClaims = (database: Database): boolean =>
  database.one(`SELECT 1 AS found FROM reminder_log WHERE state = 'claimed' LIMIT 1`) !== null;
