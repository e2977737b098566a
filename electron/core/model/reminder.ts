import type { Instant, ReminderId, RentalId } from './ids.ts';
import type { Basis, DeadlineKind } from './deadline.ts';
import type { FormerIntention, Intention, Later } from './rental.ts';

/** Every way of notifying. */
export const channels = ['native', 'node-notifier', 'inbox'] as const;

/** A way of telling. The inbox always works; the system's notification goes natively or through node-notifier. */
export type Channel = (typeof channels)[number];

/** Every state of a reminder in the log. */
export const reminderStates = ['planned', 'claimed', 'shown', 'suppressed', 'failed'] as const;

/** Where a reminder stands: only foreseen, written down before showing, confirmed by its channel, or not shown and why. */
export type ReminderState = (typeof reminderStates)[number];

/** Every rule that may make a reminder ring. */
export const reminderRules = [
  '180d',
  '28d',
  '7d',
  '24h',
  'under-24h',
  'renews-itself',
  'frozen',
  'pay-by',
  'balance',
  'change',
  'cannot-confirm',
  'account',
  'rental',
  'later',
  'test',
] as const;

/** Which list the point comes from. */
export type ReminderRule = (typeof reminderRules)[number];

/** Every reason why a reminder is not shown. */
export const suppressedReasons = [
  'quiet',
  'snoozed',
  'let-lapse',
  'renewing',
  'muted',
  'channel-failed',
  'channel-off',
  'acknowledged',
  'passed',
  'superseded',
  'obsolete',
] as const;

/** Why a reminder was not shown. */
export type SuppressedReason = (typeof suppressedReasons)[number];

/** One point reached, or to be reached, for one rental. */
export interface ReminderView {
  readonly id: ReminderId;
  readonly rentalId: RentalId;
  readonly account: string;
  readonly title: string;
  readonly deadline: DeadlineKind;
  readonly deadlineAt: Instant;
  readonly basis: Basis;
  readonly pointMs: number;
  readonly fireAt: Instant;
  readonly rule: ReminderRule;
  readonly channels: readonly Channel[];
  readonly state: ReminderState;
  readonly reason: SuppressedReason | null;
  readonly attempts: number;
  /** When its channel showed it, which may be later than it was due; null while it has not. */
  readonly shownAt: Instant | null;
}

/** What waits to be handled about one rental, in the words of now: a rental has one card at most. */
export interface InboxEntry {
  /** Of the newest reminder that it stands for: acknowledging that one takes the earlier ones along. */
  readonly id: ReminderId;
  readonly rentalId: RentalId;
  readonly provider: string;
  /** What the user means to do with the rental. */
  readonly intention: Intention;
  /** What was meant when it ended at another time, to be asked again; null where nothing has to be. */
  readonly former: FormerIntention | null;
  /** When it ends; null where that is not known. */
  readonly endAt: Instant | null;
  readonly heading: string;
  readonly body: string;
  /** While this lies ahead, the card takes a decision. */
  readonly deadlineAt: Instant;
  /** When its deadline or change last rang. */
  readonly firedAt: Instant;
  /** Null when there is nothing left to put off. */
  readonly later: Later | null;
}

/** What came of ringing with a rental now. */
export interface RingOutcome {
  /** The channel that showed it; the inbox when no other did: that has it in any case. */
  readonly channel: Channel;
  /** A message key that says why the best of the others did not; null when one did. */
  readonly why: string | null;
}

/** Whether a channel can ring. */
export interface ChannelHealth {
  readonly channel: Channel;
  readonly state: 'ok' | 'degraded' | 'unavailable' | 'untested';
  /** A message key that says why, when not ok. */
  readonly why: string | null;
}
