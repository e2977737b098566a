import { minute } from '../../electron/core/model/instant.ts';
import type { Instant } from '../../electron/core/model/ids.ts';
import type { DeadlineKind } from '../../electron/core/model/deadline.ts';
import { pointClasses } from '../../electron/core/model/point-class.ts';
import type { ReminderView, RingOutcome } from '../../electron/core/model/reminder.ts';
import { severityOf, type DesktopChoices } from '../../electron/core/model/severity.ts';
import { payByPointsMs, usualPoints, usualPointsOf } from '../../electron/core/deadlines/usual-points.ts';
import { durationText } from '../../electron/core/words/countdown.ts';
import { keyOf, t, textOf } from '../../electron/core/words/words.ts';
import type { LocaleSetting } from '../../electron/core/words/instants.ts';
import { shortTime } from './instants.ts';
import { exactDuration } from './points.ts';

/** Rules that ring because of what happened, not so long before a deadline. */
const atOnce: readonly ReminderView['rule'][] = ['change', 'cannot-confirm', 'test'];

/** Which point a reminder is: "3 days before the end", "when payment is due"; what happened where that rang at once. */
export const pointText = (reminder: ReminderView): string => {
  const { deadline, pointMs, rule } = reminder;
  if (atOnce.includes(rule)) return ruleText(reminder);
  if (rule === 'pay-by' && !payByPointsMs.some((each) => each === pointMs)) return t.reminder_half_pay_by();
  // A point of the user's own is said as it was entered: 50 hours are not two days.
  const own = isOwnPoint(reminder) && pointMs % minute === 0;
  const duration = own ? exactDuration(pointMs) : durationText(pointMs);
  return pointBefore(deadline, pointMs, duration);
};

/** Whether the user chose a point, for a rental, an account or a class. */
const isOwnPoint = ({ rule, pointMs }: ReminderView): boolean => {
  if (rule === 'account' || rule === 'rental') return true;
  const of = pointClasses.find((each) => each === rule);
  return of !== undefined && !usualPointsOf(of).includes(pointMs);
};

/** A point before a deadline, or the deadline itself; `duration` is the point in words. */
export const pointBefore = (deadline: DeadlineKind, pointMs: number, duration: string): string => {
  switch (deadline) {
    case 'ends':
      return pointMs === 0 ? t.reminder_at_ends() : t.reminder_before_ends({ duration });
    case 'pay-by':
      return pointMs === 0 ? t.reminder_at_pay_by() : t.reminder_before_pay_by({ duration });
    case 'balance':
      return pointMs === 0 ? t.reminder_at_balance() : t.reminder_before_balance({ duration });
    case 'releases':
      return pointMs === 0 ? t.reminder_at_releases() : t.reminder_before_releases({ duration });
  }
};

/** Which list the point comes from, in words. */
export const ruleText = ({ rule, basis }: ReminderView): string => {
  // An estimate takes the list of a longer rental, whose name would be untrue.
  const isLonger = basis === 'estimated' && usualPoints.some((usual) => usual.rule === rule);
  return isLonger ? t.reminder_rule_of_estimate() : textOf(keyOf('reminder_rule', rule));
};

/** The ways of telling, in words. */
const channelsText = ({ channels }: ReminderView): string =>
  channels.map((channel) => textOf(keyOf('reminder_channel', channel))).join(t.common_comma());

/** The ways that have a reminder that was told; null where none has it. One that failed as a notification waits in the app all the same. */
export const toldChannelsText = (reminder: ReminderView): string | null => {
  if (reminder.channels.length === 0) return null;
  return reminder.state === 'failed' || reminder.state === 'suppressed'
    ? t.reminder_only_inbox()
    : channelsText(reminder);
};

/** The ways in which a reminder that is still ahead will be told as things are, and whether the notification will be heard. */
export const plannedChannelsText = (reminder: ReminderView, desktop: DesktopChoices, canNotify: boolean): string => {
  if (!canNotify) return t.reminder_channel_inbox();
  return desktop[severityOf(reminder)] === 'silent'
    ? [t.reminder_channel_native_silent(), t.reminder_channel_inbox()].join(t.common_comma())
    : channelsText(reminder);
};

/** When a reminder comes or came: a late one when it was shown. */
export const heardAt = ({ shownAt, fireAt }: Pick<ReminderView, 'shownAt' | 'fireAt'>): Instant => shownAt ?? fireAt;

/** What became of a reminder, with the reason when it was not shown, and when it was due where it was shown late. */
export const outcomeText = (
  { state, reason, fireAt, shownAt }: ReminderView,
  nowMs: number,
  localeSetting: LocaleSetting,
): string => {
  const word = textOf(keyOf('reminder_state', state));
  if (reason !== null) return t.reminder_outcome({ outcome: word, reason: textOf(keyOf('reminder_reason', reason)) });
  return shownAt !== null && Date.parse(shownAt) - Date.parse(fireAt) >= minute
    ? t.reminder_shown_late({ time: shortTime(fireAt, nowMs, localeSetting) })
    : word;
};

/** Why a reminder that is still ahead will not ring; null when it will. */
export const refusalText = ({ state, reason }: ReminderView): string | null =>
  state === 'suppressed' && reason !== null
    ? t.reminder_not_ringing({ reason: textOf(keyOf('reminder_reason', reason)) })
    : null;

/** What came of ringing with a rental now: which way showed it, or why none did. */
export const rangText = ({ channel, why }: RingOutcome): string => {
  if (channel === 'native') return t.reminder_rang_native();
  return channel === 'node-notifier'
    ? t.reminder_rang_node_notifier()
    : t.reminder_rang_inbox({ why: textOf(why ?? 'channel_no_confirmation') });
};
