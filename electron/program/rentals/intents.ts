import type { Intention, Rental, RentalChange, SnoozeChoice } from '../../core/model/rental.ts';
import type { Account, AccountRule } from '../../core/model/account.ts';
import { failed, success, type Result } from '../../core/model/failure.ts';
import type { DeadlineKind } from '../../core/model/deadline.ts';
import type { Instant, ProviderOrderId, RentalId } from '../../core/model/ids.ts';
import { instantOf } from '../../core/model/instant.ts';
import { plainLine, plainLines } from '../../core/model/plain-text.ts';
import { areTagsWithinBounds, plainTags } from '../../core/model/tags.ts';
import type { Host } from '../../engine/host.ts';
import { deadlinesOf } from '../../core/deadlines/deadlines.ts';
import { isBalanceId } from '../../core/rentals/balance.ts';
import { canLast } from '../../providers/reading/order-times.ts';
import { nextPoint } from '../../core/reminders/later.ts';
import { loggedWatermarks } from '../../engine/bell/watermarks.ts';
import { storedRules } from '../../engine/bell/rules.ts';
import { snoozeEndsAtMs } from '../../core/reminders/snooze-end.ts';
import { withoutRinging } from '../../engine/bell/without-ringing.ts';
import { accountById } from '../../edges/store/accounts.ts';
import { rentalById } from '../../edges/store/rentals.ts';
import { rentalKeyOf } from '../../edges/store/rental-keys.ts';
import { putAccountRule, putJoin, putWish } from '../../edges/store/rental-wishes.ts';
import { reassembleAccount, reassembleRentals } from '../../engine/polling/reassemble.ts';

/** What the user says about rentals, from the window to the store: it changes the store and comes out like any other change. */

/** Names a rental, notes something, tags it, corrects its end, mutes it, or gives it points of its own. */
export const changeRental = (host: Host, id: RentalId, entered: RentalChange): Result<null> =>
  withRental(host, id, (rental, account) => keepChange(host, rental, account, entered));

/** Stores such a change as it will be kept. What follows from it is left to whoever calls this. */
export const keepChange = (
  { database }: Pick<Host, 'database'>,
  rental: Rental,
  account: Account,
  entered: RentalChange,
): Result<null> => {
  const change = { ...entered, ...cleanedWords(entered) };
  // What shows nothing is no name and no note; null takes one back.
  if (change.label === '') return failed('input.invalid', { field: 'label', reason: 'empty' });
  if (change.note === '') return failed('input.invalid', { field: 'note', reason: 'empty' });
  if (change.tags !== undefined && !areTagsWithinBounds(change.tags))
    return failed('input.invalid', { field: 'tags', reason: 'too-large' });
  if (!canEnd(rental, change.correctedEndAt ?? null))
    return failed('input.invalid', { field: 'correctedEndAt', reason: 'end-impossible' });
  // What the provider says now is what the correction stands against, until the provider says something later.
  const against = 'correctedEndAt' in change ? { correctedAgainst: rental.providerEndAt } : {};
  putWish(database, account.id, rental.id, { ...change, ...against });
  return success(null);
};

/** Whether a rental can end at an instant that the user names: the same limits as for what a provider says. */
const canEnd = ({ startsAt }: Rental, at: Instant | null): boolean => at === null || canLast(startsAt ?? at, at);

const cleanedWords = ({ label, note, tags }: RentalChange): Pick<RentalChange, 'label' | 'note' | 'tags'> => ({
  ...(typeof label === 'string' ? { label: plainLine(label) } : {}),
  ...(typeof note === 'string' ? { note: plainLines(note) } : {}),
  ...(tags === undefined ? {} : { tags: plainTags(tags) }),
});

/**
 * Stores what the user means to do with a rental, which holds for the end that is known now. An account's credit neither renews nor lapses:
 * of it only "later" can be taken back.
 */
export const decide = (host: Host, id: RentalId, intention: Intention): Result<null> =>
  withRinging(host, id, (rental, account) => keepDecision(host, rental, account, intention));

/** Stores what is meant, as `keepChange` does. */
export const keepDecision = (
  { database }: Pick<Host, 'database'>,
  rental: Rental,
  account: Account,
  intention: Intention,
): Result<null> => {
  if (rental.balance !== null && intention !== 'undecided') return failed('not-found');
  putWish(database, account.id, rental.id, { intention, intendedFor: rental.end.at, snooze: null });
  return success(null);
};

/** What "later" puts off, and until when. */
export interface SnoozeWish {
  readonly deadline: DeadlineKind;
  readonly choice: SnoozeChoice;
}

/**
 * Puts a deadline's reminders off for a while. Fails with `not-found` when the deadline does not lie ahead, or none of its points is left.
 */
export const snooze = (host: Host, id: RentalId, { deadline, choice }: SnoozeWish): Result<null> =>
  withRinging(host, id, (rental, account) => {
    const { now, database } = host;
    const nowMs = now();
    const asked = deadlinesOf(rental).find(({ kind, countsFromMs }) => kind === deadline && countsFromMs > nowMs);
    if (asked === undefined) return failed('not-found', { field: 'deadline' });
    const until =
      choice === 'next-point'
        ? nextPointAt(host, rental, deadline, nowMs)
        : instantOf(snoozeEndsAtMs(choice, nowMs, host.timeZone()));
    if (until === null) return failed('not-found', { field: 'choice' });
    const snoozed = { until, kind: deadline, against: instantOf(asked.countsFromMs) };
    putWish(database, account.id, id, { snooze: snoozed });
    return success(null);
  });

/** The planned instant itself, not when quiet hours let it ring: so the "later" ends where the point is, and one rings for both. */
const nextPointAt = ({ database }: Host, rental: Rental, kind: DeadlineKind, nowMs: number): Instant | null =>
  nextPoint(rental, kind, loggedWatermarks(database, nowMs), nowMs, storedRules(database))?.fireAt ?? null;

/** Joins a rental's orders to another rental of the same account: the user knows that it is the same machine. */
export const joinRentals = (host: Host, id: RentalId, into: RentalId): Result<null> =>
  withRental(
    host,
    id,
    (rental, account) => {
      const { database } = host;
      const [target] = rentalById(database, into)?.orders ?? [];
      if (target === undefined || id === into) return failed('not-found', { field: 'into' });
      for (const order of rental.orders) putJoin(database, account.id, order, target);
      return success(null);
    },
    [into],
  );

/** Takes an order that the user joined out of its rental again. */
export const splitOrder = (host: Host, id: RentalId, order: ProviderOrderId): Result<null> =>
  withRental(host, id, (_rental, account) => {
    putJoin(host.database, account.id, order, null);
    return success(null);
  });

/** Sets what holds for all rentals of an account. */
export const setAccountRule = (host: Host, account: Account, rule: AccountRule): void => {
  const { database, now } = host;
  applyWish(host, account, () => {
    putAccountRule(database, account.id, rule);
    reassembleAccount(database, account, instantOf(now()));
    return success(null);
  });
};

type RentalWork = (rental: Rental, account: Account) => Result<null>;

const withRental = (host: Host, id: RentalId, work: RentalWork, others: readonly RentalId[] = []): Result<null> =>
  isBalanceId(id) ? failed('not-found') : withRinging(host, id, work, others);

/** A rental, or the credit of an account. `others`: rentals besides that the word bears on. */
const withRinging = (host: Host, id: RentalId, work: RentalWork, others: readonly RentalId[] = []): Result<null> => {
  const { database, now } = host;
  const rental = rentalById(database, id);
  const account = rental === null ? null : accountById(database, rental.accountId);
  if (rental === null || account === null) return failed('not-found');
  const rentals = [id, ...others].flatMap((each) => rentalKeyOf(database, each) ?? []);
  return applyWish(host, account, () => {
    const done = work(rental, account);
    if (done.ok) reassembleRentals(database, account, { rentals }, instantOf(now()));
    return done;
  });
};

const applyWish = (host: Host, account: Account, work: () => Result<null>): Result<null> => {
  const { database, now, texts } = host;
  const result = withoutRinging(account, { database, texts, nowMs: now() }, work);
  if (result.ok) host.wished(['rental.changed', 'reminder.changed', 'app.changed']);
  return result;
};
