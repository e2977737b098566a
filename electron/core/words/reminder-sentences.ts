import type { Account } from '../model/account.ts';
import { failureText } from './failure.ts';
import type { Basis, DeadlineKind, DeadlineNote } from '../model/deadline.ts';
import type { Instant } from '../model/ids.ts';
import { epochMsOf, second } from '../model/instant.ts';
import type { Money } from '../model/money.ts';
import type { Balance } from '../model/rental.ts';
import { balanceHeading, balanceParts, balanceWhen } from './balance-sentences.ts';
import { durationText, forgivenMs } from './countdown.ts';
import { daysAhead, monthDay } from './days.ts';
import type { ReminderText } from '../reminders/texts.ts';
import { fitTexts, shortenLabel } from './fit-texts.ts';
import { dateTime, timeOfDay, type Moment } from './instants.ts';
import { moneyText } from './money.ts';
import { renewsHeading, renewsWhen } from './renewal-sentences.ts';
import { unpaidHeading, unpaidText, type UnpaidRenewal } from './unpaid-renewal.ts';
import { t } from './words.ts';

/** One deadline of one rental, as far as its heading needs it. */
export interface DeadlineFacts {
  /** The resource's label. */
  readonly title: string;
  readonly kind: DeadlineKind;
  readonly at: Instant;
  /** `ends`: an earlier reading of an uncertain statement; it is what counts. */
  readonly earliestAt: Instant | null;
  /** `releases`: when the data is surely gone; `at` is the earliest. */
  readonly surelyAt: Instant | null;
  readonly basis: Basis;
  readonly note: DeadlineNote | null;
  /** `ends`: its provider renews it by itself, and first charges for that at `chargesAt`, where that is known. Left out where it does not. */
  readonly renews?: { readonly chargesAt: Instant | null };
  /** `ends`, `pay-by`: a renewal was ordered and waits to be paid; left out without one. */
  readonly unpaid?: UnpaidRenewal;
  /** `balance`: what is left at what price; left out for others. */
  readonly balance?: Balance | null;
}

/** What the body of a reminder adds. */
export interface ReminderFacts extends DeadlineFacts {
  /** The provider's name in the user's language. */
  readonly provider: string;
  readonly account: string;
  readonly lastPrice: Money | null;
  /** The last price was a renewal's. */
  readonly renewed: boolean;
  /** `ends`: when data may be destroyed afterwards; null when the provider does not say. */
  readonly keptUntil: Instant | null;
  /** `ends`: the sentence on what happens at and after the end; left out without a source for one. */
  readonly afterwards?: string;
}

/** Where and when a text is read; `locale` is also the one that `t` speaks. `maxBytes` bounds heading and body together (macOS cuts at 256); null means no bound. */
export interface TextSetting extends Moment {
  readonly maxBytes: number | null;
}

const leftMsUntil = (instant: Instant, { nowMs }: TextSetting): number => epochMsOf(instant) - nowMs + forgivenMs;

const isFrozen = ({ note }: DeadlineFacts): boolean => note === 'frozen-window' || note === 'frozen-since-unknown';

/** An end and the release that comes with it are told in the same words. */
const isDeleted = ({ note, basis }: DeadlineFacts): boolean => note === 'deleted-at-end' && basis !== 'estimated';

const dayOf = (instant: Instant, setting: TextSetting): string => {
  const days = daysAhead(instant, setting.nowMs, setting);
  if (days === 0) return t.notify_day_today({}, setting);
  if (days === 1) return t.notify_day_tomorrow({}, setting);
  return t.notify_day_on({ date: monthDay(instant, setting) }, setting);
};

const endHeading = (facts: DeadlineFacts, setting: TextSetting): string => {
  const title = shortenLabel(facts.title);
  const leftMs = leftMsUntil(facts.earliestAt ?? facts.at, setting);
  const isAhead = leftMs > forgivenMs;
  if (facts.basis === 'estimated') {
    const time = timeOfDay(facts.at, setting);
    return isAhead
      ? t.notify_estimate_ahead({ title, day: dayOf(facts.at, setting), time }, setting)
      : t.notify_estimate_passed({ title }, setting);
  }
  if (isAhead) {
    return facts.renews === undefined
      ? t.notify_ends_left({ title, duration: durationText(leftMs) }, setting)
      : renewsHeading(title, facts.renews.chargesAt, leftMs, setting);
  }
  if (leftMsUntil(facts.at, setting) > forgivenMs) return t.notify_ends_maybe({ title }, setting);
  if (facts.renews !== undefined) return t.notify_renews_not({ title }, setting);
  const passedMs = setting.nowMs - epochMsOf(facts.at);
  return passedMs < 60 * second
    ? t.notify_ends_now({ title }, setting)
    : t.notify_ends_passed({ title, duration: durationText(passedMs) }, setting);
};

const deletionHeading = (facts: DeadlineFacts, setting: TextSetting): string => {
  const title = shortenLabel(facts.title);
  const leftMs = leftMsUntil(facts.earliestAt ?? facts.at, setting);
  return leftMs > forgivenMs
    ? t.notify_deleted_left({ title, duration: durationText(leftMs) }, setting)
    : t.notify_deleted_now({ title }, setting);
};

const releaseHeading = (facts: DeadlineFacts, setting: TextSetting): string => {
  const title = shortenLabel(facts.title);
  const leftMs = leftMsUntil(isFrozen(facts) ? (facts.surelyAt ?? facts.at) : facts.at, setting);
  const duration = durationText(leftMs);
  if (isFrozen(facts)) {
    return leftMs > forgivenMs
      ? t.notify_frozen_left({ title, duration }, setting)
      : t.notify_frozen_over({ title }, setting);
  }
  return leftMs > forgivenMs
    ? t.notify_release_left({ title, duration }, setting)
    : t.notify_release_passed({ title }, setting);
};

const payHeading = (facts: DeadlineFacts, setting: TextSetting): string => {
  const title = shortenLabel(facts.title);
  const leftMs = leftMsUntil(facts.at, setting);
  return leftMs > forgivenMs
    ? t.notify_pay_left({ title, duration: durationText(leftMs) }, setting)
    : t.notify_pay_passed({ title }, setting);
};

/** Returns label and relative time: the heading of a reminder and a line of the tray's menu. */
export const headingOf = (facts: DeadlineFacts, setting: TextSetting): string => {
  const unpaid = facts.unpaid && unpaidHeading(shortenLabel(facts.title), facts.kind, facts.unpaid, setting);
  if (unpaid) return unpaid;
  if (isDeleted(facts)) return deletionHeading(facts, setting);
  if (facts.kind === 'ends') return endHeading(facts, setting);
  if (facts.kind === 'balance') return balanceHeading(facts, leftMsUntil(facts.at, setting), setting);
  return facts.kind === 'releases' ? releaseHeading(facts, setting) : payHeading(facts, setting);
};

const endWhen = (facts: DeadlineFacts, setting: TextSetting): string => {
  const time = dateTime(facts.at, setting.nowMs, setting);
  if (facts.basis === 'estimated') {
    return facts.note === 'from-purchase-duration'
      ? t.notify_estimated_duration({ time }, setting)
      : t.notify_estimated({ time }, setting);
  }
  if (facts.earliestAt !== null) {
    const sameDay = daysAhead(facts.at, epochMsOf(facts.earliestAt), setting) === 0;
    const earlier = sameDay ? timeOfDay(facts.earliestAt, setting) : dateTime(facts.earliestAt, setting.nowMs, setting);
    const isBetween = epochMsOf(facts.earliestAt) <= setting.nowMs && epochMsOf(facts.at) > setting.nowMs;
    return isBetween
      ? t.notify_ends_since_or({ time, earlier }, setting)
      : t.notify_ends_at_or({ time, earlier }, setting);
  }
  if (facts.note === 'no-longer-stated') return t.notify_last_known({ time }, setting);
  const isAhead = epochMsOf(facts.at) > setting.nowMs;
  if (facts.renews !== undefined)
    return isAhead ? renewsWhen(time, facts.renews.chargesAt, setting) : t.notify_renews_ended({ time }, setting);
  return isAhead ? t.notify_ends_at({ time }, setting) : t.notify_ended_at({ time }, setting);
};

const deletionWhen = ({ at }: DeadlineFacts, setting: TextSetting): string => {
  const time = dateTime(at, setting.nowMs, setting);
  return epochMsOf(at) > setting.nowMs
    ? t.notify_deleted_at({ time }, setting)
    : t.notify_deleted_ended({ time }, setting);
};

const releaseWhen = (facts: DeadlineFacts, setting: TextSetting): string => {
  const surelyAt = facts.surelyAt ?? facts.at;
  if (!isFrozen(facts)) return t.notify_release_at({ time: dateTime(facts.at, setting.nowMs, setting) }, setting);
  const leftMs = leftMsUntil(surelyAt, setting);
  const absolute = dateTime(surelyAt, setting.nowMs, setting);
  if (leftMs <= forgivenMs) return t.notify_frozen_ended({ time: absolute }, setting);
  const duration = durationText(leftMs);
  if (surelyAt === facts.at) return t.notify_frozen_sure({ duration, time: absolute }, setting);
  const time = timeOfDay(facts.at, setting);
  return epochMsOf(facts.at) > setting.nowMs
    ? t.notify_frozen_ahead({ duration, time }, setting)
    : t.notify_frozen_already({ duration, time }, setting);
};

const payWhen = (facts: DeadlineFacts, setting: TextSetting): string => {
  const time = dateTime(facts.at, setting.nowMs, setting);
  return epochMsOf(facts.at) > setting.nowMs
    ? t.notify_pay_at({ time }, setting)
    : t.notify_pay_ended({ time }, setting);
};

/** Returns when exactly a deadline is, and what is uncertain about it. */
export const whenOf = (facts: DeadlineFacts, setting: TextSetting): string => {
  if (isDeleted(facts)) return deletionWhen(facts, setting);
  if (facts.kind === 'ends') return endWhen(facts, setting);
  if (facts.kind === 'balance') return balanceWhen(facts.at, setting);
  if (facts.kind === 'releases') return releaseWhen(facts, setting);
  return (facts.unpaid && unpaidText(facts.unpaid, setting)) ?? payWhen(facts, setting);
};

const priceOf = ({ lastPrice, renewed }: ReminderFacts, setting: TextSetting): string | null => {
  if (lastPrice === null) return null;
  const price = moneyText(lastPrice, setting.locale);
  return renewed ? t.notify_last_renewed({ price }, setting) : t.notify_last_paid({ price }, setting);
};

const thenOf = (facts: ReminderFacts, setting: TextSetting): string | null => {
  const isRenewing = facts.renews !== undefined && epochMsOf(facts.at) > setting.nowMs;
  if (facts.kind !== 'ends' || isDeleted(facts) || isRenewing) return null;
  if (facts.keptUntil !== null) return keptText(facts.keptUntil, setting);
  return facts.afterwards === undefined ? t.notify_then_unknown({}, setting) : null;
};

/** Returns from when on data may be destroyed. */
export const keptText = (until: Instant, setting: TextSetting): string =>
  t.notify_then_kept({ time: dateTime(until, setting.nowMs, setting) }, setting);

/** Returns whose a rental is. */
export const whoOf = (
  { provider, account }: Pick<ReminderFacts, 'provider' | 'account'>,
  setting: TextSetting,
): string => t.notify_who({ provider, account: shortenLabel(account) }, setting);

/**
 * Returns heading and body of a reminder: what ends and in how long, then when exactly, whose it is, at what price, and what happens
 * afterwards.
 */
export const reminderText = (facts: ReminderFacts, setting: TextSetting): ReminderText => {
  const price = facts.kind === 'pay-by' ? null : priceOf(facts, setting);
  const afterwards = (facts.kind === 'ends' && facts.afterwards) || null;
  const rest = facts.balance ? balanceParts(facts.balance, setting) : [afterwards, price, thenOf(facts, setting)];
  const unpaid = facts.kind === 'ends' && facts.unpaid ? unpaidText(facts.unpaid, setting) : null;
  const parts = [whenOf(facts, setting), unpaid, whoOf(facts, setting), ...rest];
  return fitTexts(headingOf(facts, setting), parts, setting.maxBytes);
};

/** Returns heading and body of a deadline that cannot be confirmed: when it should be, since when the account is silent, and why. */
export const unconfirmedText = (
  facts: ReminderFacts,
  { lastSyncedAt, failure }: Pick<Account, 'lastSyncedAt' | 'failure'>,
  setting: TextSetting,
): ReminderText => {
  const title = shortenLabel(facts.title);
  const since =
    lastSyncedAt === null
      ? null
      : t.notify_unconfirmed_since({ duration: durationText(setting.nowMs - epochMsOf(lastSyncedAt)) }, setting);
  const why = failure === null ? null : failureText(failure);
  return fitTexts(
    facts.kind === 'balance'
      ? t.notify_unconfirmed_balance({ title }, setting)
      : t.notify_unconfirmed({ title }, setting),
    [whenOf(facts, setting), since, whoOf(facts, setting), why],
    setting.maxBytes,
  );
};
