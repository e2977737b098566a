import type { Instant } from '../model/ids.ts';
import { epochMsOf } from '../model/instant.ts';
import type { Money } from '../model/money.ts';
import type { Balance } from '../model/rental.ts';
import { isUsedUp } from '../rentals/balance.ts';
import { durationText } from './countdown.ts';
import { shortenLabel } from './fit-texts.ts';
import { dateTime, type Moment } from './instants.ts';
import { moneyText } from './money.ts';
import { sentenceOf, t } from './words.ts';

/** What a heading needs of an account's credit: `title` is the account's label, `at` until when it lasts. */
interface BalanceFacts {
  readonly title: string;
  readonly at: Instant;
  readonly balance?: Balance | null;
}

/**
 * Returns the heading of an account's credit: for how long it lasts (`leftMs`, in milliseconds), or that it is used up; that it should be,
 * where that only follows from what was last read.
 */
export const balanceHeading = (
  { title: account, at, balance }: BalanceFacts,
  leftMs: number,
  setting: Moment,
): string => {
  const title = shortenLabel(account);
  if (epochMsOf(at) > setting.nowMs) return t.notify_balance_left({ title, duration: durationText(leftMs) }, setting);
  return balance && isUsedUp(balance)
    ? t.notify_balance_over({ title }, setting)
    : t.notify_balance_passed({ title }, setting);
};

/** Credit is billed in fractions that nobody reads: whole cents are shown, of less than one unit four digits. */
const inCents = ({ amount, currency }: Money): Money => ({
  amount: amount.replace(/^(-?)(\d+)\.(\d+)$/, (_all, sign: string, whole: string, fraction: string) => {
    const digits = whole === '0' ? 4 : 2;
    return `${sign}${whole}.${fraction.slice(0, digits)}`;
  }),
  currency,
});

/** Returns until when an account's credit lasts. */
export const balanceWhen = (at: Instant, setting: Moment): string => {
  const time = dateTime(at, setting.nowMs, setting);
  return epochMsOf(at) > setting.nowMs
    ? t.notify_balance_until({ time }, setting)
    : t.notify_balance_ended({ time }, setting);
};

/** Returns what is left on an account, and until when that lasts at the price of what runs. */
export const balanceText = (balance: Omit<Balance, 'afterwards'>, setting: Moment): string => {
  const credit = moneyText(inCents(balance.credit), setting.locale);
  if (isUsedUp(balance)) return t.account_balance_over({ credit }, setting);
  const time = dateTime(balance.lastsUntil, setting.nowMs, setting);
  return t.account_balance({ credit, time, price: moneyText(inCents(balance.perHour), setting.locale) }, setting);
};

/** Returns what is left at what price, and what happens once it is used up. */
export const balanceParts = (balance: Balance, setting: Moment): readonly (string | null)[] => [
  t.notify_balance_credit(
    {
      credit: moneyText(inCents(balance.credit), setting.locale),
      price: moneyText(inCents(balance.perHour), setting.locale),
    },
    setting,
  ),
  balance.afterwards === null ? null : sentenceOf(balance.afterwards, setting.locale),
];
