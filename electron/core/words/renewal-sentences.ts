import type { Instant } from '../model/ids.ts';
import { epochMsOf } from '../model/instant.ts';
import { durationText } from './countdown.ts';
import { dateTime, type Moment } from './instants.ts';
import { t } from './words.ts';

/** Returns the heading of a rental that renews itself: when it is charged, while that is known and lies ahead, else when it renews. */
export const renewsHeading = (title: string, chargesAt: Instant | null, leftMs: number, setting: Moment): string => {
  const chargedInMs = chargesAt === null ? 0 : epochMsOf(chargesAt) - setting.nowMs;
  return chargedInMs > 0
    ? t.notify_renews_charge_left({ title, duration: durationText(chargedInMs) }, setting)
    : t.notify_renews_left({ title, duration: durationText(leftMs) }, setting);
};

/** Returns until when a rental is renewed by itself (`time`, in words), and from when on that is charged. */
export const renewsWhen = (time: string, chargesAt: Instant | null, setting: Moment): string =>
  chargesAt === null
    ? t.notify_renews_at({ time }, setting)
    : t.notify_renews_charged({ time, from: dateTime(chargesAt, setting.nowMs, setting) }, setting);
