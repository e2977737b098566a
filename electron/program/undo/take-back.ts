import type { Account } from '../../core/model/account.ts';
import { failed, success, type Result } from '../../core/model/failure.ts';
import type { ProviderOrderId, ReminderId, RentalId } from '../../core/model/ids.ts';
import { instantOf } from '../../core/model/instant.ts';
import type { RentalWish } from '../../core/model/rental-wish.ts';
import type { KeptRental } from '../../core/model/rental.ts';
import { accountById } from '../../edges/store/accounts.ts';
import { logMark, returnToLogMark, type LogMark } from '../../edges/store/log-mark.ts';
import { rentalByKey, rentalKeyOf } from '../../edges/store/rental-keys.ts';
import {
  accountRuleOf,
  deleteWish,
  joinsOfAccount,
  putAccountRule,
  putJoin,
  putWish,
  wishOfRental,
} from '../../edges/store/rental-wishes.ts';
import { reminderById } from '../../edges/store/reminder-log.ts';
import type { Host } from '../../engine/host.ts';
import { keepRental } from '../../engine/polling/keep-rental.ts';
import { reassembleAccount, reassembleRentals, wordsOfRental } from '../../engine/polling/reassemble.ts';
import type { TakeBack, UndoSteps } from './undo-steps.ts';

/**
 * Carries out a wish about rentals, and notes how it is taken back: what was said, the rentals with the ends that were doubted, the joins and
 * the reminder log stand as before, so that nothing rings twice and nothing that came up meanwhile is lost.
 */
export const undoably = <Value>(
  host: Host,
  steps: UndoSteps,
  rentals: readonly RentalId[],
  wish: () => Result<Value>,
): Result<Value> => {
  const takeBack = takeBackOf(host, rentals);
  const done = wish();
  if (done.ok && takeBack !== null) steps.add(takeBack, { rentals, nowMs: host.now() });
  return done;
};

const takeBackOf = (host: Host, ids: readonly RentalId[]): TakeBack | null => {
  const { database } = host;
  const before = ids.flatMap((id) => {
    const key = rentalKeyOf(database, id);
    const kept = key === null ? null : rentalByKey(database, key);
    return kept === null ? [] : [{ id, kept, wish: wishOfRental(database, id) }];
  });
  if (before.length === 0) return null;
  const parts = [...new Set(before.map(({ kept }) => kept.rental.accountId))].map((accountId) => {
    const own = before.filter(({ kept }) => kept.rental.accountId === accountId);
    const known = joinsOfAccount(database, accountId);
    const joins = own.flatMap(({ kept }) =>
      kept.rental.orders.map((order) => [order, known.get(order) ?? null] as const),
    );
    return { accountId, own, joins };
  });
  const mark = logMark(database, { rentals: ids });
  return () => {
    const present = parts.flatMap((part) => {
      const account = accountById(database, part.accountId);
      return account === null ? [] : [{ ...part, account }];
    });
    if (present.length === 0) return failed('not-found');
    return takenBack(host, mark, () => {
      for (const part of present) restore(host, part);
    });
  };
};

/** What was said about rentals of one account, and what they were, before a wish. */
interface Before {
  readonly account: Account;
  readonly own: readonly { readonly id: RentalId; readonly kept: KeptRental; readonly wish: RentalWish | null }[];
  readonly joins: readonly (readonly [ProviderOrderId, ProviderOrderId | null])[];
}

const restore = ({ database, now }: Host, { account, own, joins }: Before): void => {
  for (const { id, wish } of own) {
    if (wish === null) deleteWish(database, id);
    else putWish(database, account.id, id, wish);
  }
  for (const [order, into] of joins) putJoin(database, account.id, order, into);
  const nowMs = now();
  for (const { id, kept } of own)
    if (!hasMoved(database, id, kept)) keepRental(database, kept, wordsOfRental(database, kept.rental), nowMs);
  const keys = own.flatMap(({ id }) => rentalKeyOf(database, id) ?? []);
  reassembleRentals(database, account, { rentals: keys }, instantOf(nowMs));
};

/**
 * Whether its provider has moved the end of a rental since, or a later one is doubted: what was said about the end before says nothing about
 * this one. Credit moves all the time.
 */
const hasMoved = (database: Host['database'], id: RentalId, { rental, heldEnd }: KeptRental): boolean => {
  const key = rentalKeyOf(database, id);
  const now = key === null ? null : rentalByKey(database, key);
  if (now === null || now.rental.orders.join(' ') !== rental.orders.join(' ')) return false;
  return (
    rental.balance !== null ||
    now.rental.providerEndAt !== rental.providerEndAt ||
    (heldEnd === null && now.heldEnd !== null)
  );
};

/** The same of what is said about all rentals of an account. */
export const undoablyForAccount = (host: Host, steps: UndoSteps, account: Account, wish: () => void): void => {
  const { database } = host;
  const rule = accountRuleOf(database, account.id);
  const mark = logMark(database, { accountId: account.id });
  wish();
  const takeBack = (): Result<null> => {
    const present = accountById(database, account.id);
    if (present === null) return failed('not-found');
    return takenBack(host, mark, () => {
      putAccountRule(database, present.id, rule);
      reassembleAccount(database, present, instantOf(host.now()));
    });
  };
  steps.add(takeBack, { rentals: [], nowMs: host.now() });
};

/** The same of reminders that are taken out of the inbox; where something else was just said to their cards, they go back with that. */
export const undoablySeen = (
  host: Host,
  steps: UndoSteps,
  ids: readonly ReminderId[],
  wish: () => Result<null>,
): Result<null> => {
  const { database } = host;
  const rentals = [...new Set(ids.flatMap((id) => reminderById(database, id)?.rentalId ?? []))];
  if (rentals.length === 0 || steps.isAbout(rentals, host.now())) return wish();
  const mark = logMark(database, { rentals });
  const done = wish();
  if (!done.ok) return done;
  steps.add(
    () => {
      returnToLogMark(database, mark);
      host.wished(['reminder.changed']);
      return success(null);
    },
    { rentals, nowMs: host.now() },
  );
  return done;
};

const takenBack = (host: Host, mark: LogMark, restoreAll: () => void): Result<null> => {
  host.database.transaction(() => {
    restoreAll();
    returnToLogMark(host.database, mark);
  });
  host.wished(['rental.changed', 'reminder.changed', 'app.changed']);
  return success(null);
};
