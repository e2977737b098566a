import type { Instant } from '../model/ids.ts';
import type { ReminderText } from '../reminders/texts.ts';
import { fitTexts, shortenLabel } from './fit-texts.ts';
import { dateTime } from './instants.ts';
import {
  keptText,
  whenOf,
  whoOf,
  type DeadlineFacts,
  type ReminderFacts,
  type TextSetting,
} from './reminder-sentences.ts';
import { t } from './words.ts';

/** A change that cannot wait. */
export type TellableChange =
  'delivered' | 'expired' | 'released' | 'refunded' | 'failed' | 'lapsed' | 'cancelled' | 'vanished';

const changeHeadings = {
  delivered: t.notify_delivered,
  expired: t.notify_ends_now,
  released: t.notify_released,
  refunded: t.notify_refunded,
  failed: t.notify_failed,
  lapsed: t.notify_lapsed,
  cancelled: t.notify_cancelled,
  vanished: t.notify_vanished,
} as const;

/** What the body of a change adds. */
export interface ChangeFacts
  extends
    Pick<ReminderFacts, 'title' | 'provider' | 'account' | 'afterwards'>,
    Partial<Pick<ReminderFacts, 'keptUntil'>> {
  readonly happenedAt?: Instant | null;
  /** `released`: whether data went with it as its provider says; left out where a list merely shows it no more. */
  readonly isDataGone?: boolean;
}

/** Returns heading and body of a change; `end` is the rental's end where it is known and still matters. */
export const changeText = (
  kind: TellableChange,
  facts: ChangeFacts,
  end: DeadlineFacts | null,
  setting: TextSetting,
): ReminderText => {
  const heading = changeHeadings[kind]({ title: shortenLabel(facts.title) }, setting);
  const parts = [happenedText(kind, facts, setting), end === null ? null : whenOf(end, setting)];
  return fitTexts(heading, [...parts, whoOf(facts, setting), ...thenParts(kind, facts, setting)], setting.maxBytes);
};

/** What becomes of what has ended: until when its data is kept first, since that can still be helped. */
const thenParts = (
  kind: TellableChange,
  { keptUntil, afterwards }: ChangeFacts,
  setting: TextSetting,
): readonly (string | null)[] =>
  kind === 'expired' ? [keptUntil ? keptText(keptUntil, setting) : null, afterwards ?? null] : [];

/** What happened, and when that was first seen. */
const happenedText = (
  kind: TellableChange,
  { happenedAt = null, isDataGone = false }: ChangeFacts,
  setting: TextSetting,
): string | null => {
  if (kind === 'vanished') return t.notify_vanished_text({}, setting);
  if (kind !== 'released') return null;
  if (happenedAt === null)
    return isDataGone ? t.notify_released_text({}, setting) : t.notify_unlisted_text({}, setting);
  const time = dateTime(happenedAt, setting.nowMs, setting);
  return isDataGone ? t.notify_released_at({ time }, setting) : t.notify_unlisted_at({ time }, setting);
};

/** Returns heading and body of a renewal that the user planned; `end` is the new one. */
export const renewedText = (
  facts: Pick<ReminderFacts, 'provider' | 'account'>,
  end: DeadlineFacts,
  setting: TextSetting,
): ReminderText => {
  const time = dateTime(end.at, setting.nowMs, setting);
  const heading = t.notify_renewed({ title: shortenLabel(end.title), time }, setting);
  return fitTexts(heading, [whenOf(end, setting), whoOf(facts, setting)], setting.maxBytes);
};
