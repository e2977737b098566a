import type { Account } from '../model/account.ts';
import { rentalIdOf, type AccountId, type Instant, type RentalId } from '../model/ids.ts';
import { day, epochMsOf, epochMsOrNull, hour, instantOf, minute } from '../model/instant.ts';
import type { Money } from '../model/money.ts';
import { bareRental, type Balance, type Rental } from '../model/rental.ts';
import type { BalanceReading } from '../ports/provider.ts';

/**
 * The credit of an account rings as a rental does, so it is kept as one of them: beside the account's rentals, under an id that none of
 * those has, since theirs name an item of an order or a resource after a slash.
 */
export const balanceIdOf = (accountId: AccountId): RentalId => rentalIdOf(`${accountId}:balance`);

/** Whether an id is that of an account's credit, and not of a rental. */
export const isBalanceId = (id: RentalId): boolean => /^[^:/]+:balance$/.test(id);

/** The credit of an account as it was known before a round, null for the first time, and as it is now. */
export interface BalanceSight {
  readonly before: Rental | null;
  readonly now: Rental;
}

/** Later than this many milliseconds ahead is as good as never, and still an instant. */
const longestMs = 36_525 * day;

/** So much earlier or later than the known instant, as a share of the time left and in milliseconds, says nothing new. */
const noiseShare = 10;
const noiseMs = 10 * minute;

/**
 * Returns what a round's reading makes of an account's credit, given what is known of it: null where nothing runs, and what is known where no
 * time follows from the two amounts. Its instant stays what it was while the new one differs by noise alone: reminders go by it, and each
 * round finds it a little elsewhere.
 */
export const balanceAfter = (
  account: Pick<Account, 'id' | 'provider' | 'label'>,
  reading: BalanceReading | null,
  known: Rental | null,
  nowMs: number,
): Rental | null => {
  if (reading === null || decimalOf(reading.perHour)?.units === 0n) return null;
  const lastsMs = lastsMsOf(reading);
  if (lastsMs === null) return known;
  const { credit, perHour, afterwards = null } = reading;
  const bare = bareRental({
    id: balanceIdOf(account.id),
    accountId: account.id,
    provider: account.provider,
    title: account.label,
  });
  const lastsUntil = settledInstant(lastsMs, known?.balance?.lastsUntil ?? null, nowMs);
  return {
    ...bare,
    snooze: known?.snooze ?? null,
    mutedUntil: known?.mutedUntil ?? null,
    balance: { credit, perHour, lastsUntil, afterwards },
  };
};

/**
 * Whether the credit's instant moved although nothing was paid in: something is charged that is not in the price, such as traffic, or a
 * machine stops and starts again. What was told of it holds.
 */
export const hasMovedUnpaid = (before: Rental, now: Rental): boolean => {
  const [one, other] = [before.balance, now.balance];
  return one !== null && other !== null && one.lastsUntil !== other.lastsUntil && isSameCredit(one, other);
};

/** Whether no credit is left, by what was last read of it. */
export const isUsedUp = ({ credit }: Pick<Balance, 'credit'>): boolean => (decimalOf(credit)?.units ?? 1n) <= 0n;

const isSameCredit = (one: Balance, other: Balance): boolean => (compared(other.credit, one.credit) ?? 1) <= 0;

const settledInstant = (lastsMs: number, known: Instant | null, nowMs: number): Instant => {
  const found = instantOf(nowMs + lastsMs);
  const knownMs = epochMsOrNull(known);
  if (known === null || knownMs === null) return found;
  // What is used up was used up when that was first seen, however long ago.
  if (lastsMs === 0 && knownMs <= nowMs) return known;
  const toleratedMs = Math.max((knownMs - nowMs) / noiseShare, noiseMs);
  return Math.abs(epochMsOf(found) - knownMs) <= toleratedMs ? known : found;
};

/** Returns for how many whole milliseconds credit lasts, 0 once it is used up; null where that cannot be said. */
const lastsMsOf = ({ credit, perHour }: BalanceReading): number | null => {
  const [have, cost] = [decimalOf(credit), decimalOf(perHour)];
  if (have === null || cost === null || cost.units <= 0n || credit.currency !== perHour.currency) return null;
  if (have.units <= 0n) return 0;
  const ms = (have.units * BigInt(hour) * 10n ** cost.scale) / (cost.units * 10n ** have.scale);
  return ms > BigInt(longestMs) ? longestMs : Number(ms);
};

/** Returns a number below, at or above 0 as one amount is less than, equal to or more than the other; null for two currencies. */
const compared = (one: Money, other: Money): number | null => {
  const [left, right] = [decimalOf(one), decimalOf(other)];
  if (left === null || right === null || one.currency !== other.currency) return null;
  const difference = left.units * 10n ** right.scale - right.units * 10n ** left.scale;
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
};

/** An amount is `units` / 10 ^ `scale`: no float is exact enough for money. */
const decimalOf = ({ amount }: Money): { readonly units: bigint; readonly scale: bigint } | null => {
  const [, whole, fraction = ''] = /^(-?\d+)(?:\.(\d+))?$/.exec(amount) ?? [];
  return whole === undefined ? null : { units: BigInt(`${whole}${fraction}`), scale: BigInt(fraction.length) };
};
