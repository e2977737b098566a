import type { Account } from '../../core/model/account.ts';
import { reminderIdOf, type Instant, type ReminderId } from '../../core/model/ids.ts';
import { day, instantOf } from '../../core/model/instant.ts';
import type { Channel, ReminderState, SuppressedReason } from '../../core/model/reminder.ts';
import type { Rental } from '../../core/model/rental.ts';
import type { Change } from '../../core/model/sync.ts';
import type { Database } from '../../edges/store/database.ts';
import { claimReminder, watermarkOf } from '../../edges/store/reminder-log.ts';
import type { LogEntry } from '../../core/model/log-entry.ts';
import { wishOfRental } from '../../edges/store/wishes.ts';
import {
  ringingChange,
  ringingKinds,
  stillHolds,
  type ChangeRing,
  type RingingKind,
} from '../../core/reminders/changes.ts';
import type { RingingDeadline } from '../../core/deadlines/deadlines.ts';
import { ruleOf, type Point, type Watermarks } from '../../core/reminders/plan.ts';
import { statusesOf } from './statuses.ts';
import type { ReminderText, ReminderTexts } from '../../core/reminders/texts.ts';

/** Watermarks as the log has them now. */
export const loggedWatermarks = (database: Database, nowMs: number): Watermarks => {
  const now = instantOf(nowMs);
  return (rentalId, kind, deadlineAt) => watermarkOf(database, rentalId, kind, deadlineAt, now);
};

/** Id of a point of a deadline, the same for every way of telling; the log adds the way. */
export const pointIdOf = (point: Point): ReminderId =>
  reminderIdOf(`${point.rental.id}/${point.deadline.kind}/${point.deadline.at}/${String(point.pointMs)}`);

/** The rows that say a point is about to be told: shown in the inbox at once, claimed for the system's notification. */
export const pointRows = (point: Point, account: Account, texts: ReminderTexts, nowMs: number): ClaimRows =>
  bothRows({ ...pointFacts(point, account), ...texts.forPoint(point, account, nowMs) }, nowMs);

/** Writes down that a point is not told, and why. */
export const suppressPoint = (
  database: Database,
  point: Point,
  account: Account,
  reason: SuppressedReason,
  texts: ReminderTexts,
  nowMs: number,
): void => {
  const facts = { ...pointFacts(point, account), ...texts.forPoint(point, account, nowMs) };
  claimReminder(database, row(facts, 'inbox', 'suppressed', reason, instantOf(nowMs)));
};

/** Writes down a change that cannot wait; nothing for the changes that can. */
export const claimChange = (
  database: Database,
  change: Change,
  rental: Rental,
  account: Account,
  texts: ReminderTexts,
  nowMs: number,
): void => {
  const wish = wishOfRental(database, rental.id);
  const at = instantOf(nowMs);
  const ring = ringingChange(change, rental, wish?.intention === 'renew' ? wish.intendedFor : null, at);
  // One order of a rental may expire or be destroyed while another one keeps it running.
  if (ring === null || !stillHolds(ring.kind, rental, statusesOf(database, rental), ring.deadlineAt)) return;
  const facts = {
    id: `${rental.id}/change/${change.kind}/${at}`,
    rental,
    account,
    deadline: ring.deadline,
    deadlineAt: ring.deadlineAt ?? at,
    basis: ring.basis,
    pointMs: 0,
    fireAt: at,
    rule: 'change' as const,
    ...texts.forChange(ring, account, nowMs),
  };
  if (isWanted(ring)) claimReminder(database, row(facts, 'inbox', 'suppressed', 'let-lapse', at));
  else claimRows(database, bothRows(facts, nowMs));
};

/** Whether a change is what the user meant to happen: of what was let lapse only the data's deadline still rings. */
const isWanted = ({ kind, rental }: ChangeRing): boolean =>
  rental.intention === 'let-lapse' && (kind === 'expired' || kind === 'released' || kind === 'lapsed');

/** Returns what a row of the log told as having happened; null for a point before a deadline. The id that was written says it. */
export const toldKindOf = ({ id, rule, deadline }: Pick<LogEntry, 'id' | 'rule' | 'deadline'>): RingingKind | null => {
  if (rule !== 'change') return null;
  const [, kind] = /\/change\/(\w+)\/[^/]+\/\w+$/.exec(id) ?? [];
  if (kind === 'endMoved') return 'renewed';
  if (kind === 'expired' && deadline === 'releases') return 'frozen';
  return ringingKinds.find((each) => each === kind) ?? null;
};

/** The rows that say, once per deadline and silence, that a deadline cannot be confirmed. */
export const unconfirmedRows = (
  rental: Rental,
  deadline: RingingDeadline,
  account: Account,
  texts: ReminderTexts,
  nowMs: number,
): ClaimRows => {
  const at = instantOf(nowMs);
  const facts = {
    id: `${rental.id}/cannot-confirm/${deadline.at}/${account.lastSyncedAt ?? ''}`,
    rental,
    account,
    deadline: deadline.kind,
    deadlineAt: deadline.at,
    basis: deadline.basis,
    pointMs: Math.max(0, deadline.countsFromMs - nowMs),
    fireAt: at,
    rule: 'cannot-confirm' as const,
    ...texts.forUnconfirmed(rental, deadline, account, nowMs),
  };
  return bothRows(facts, nowMs);
};

/** Rings a rental now through the real path, as a test. Every test is a row of its own; answers the one of the system's notification. */
export const claimTest = (
  database: Database,
  point: Point,
  account: Account,
  texts: ReminderTexts,
  nowMs: number,
): ReminderId => {
  const facts = { ...pointFacts(point, account), ...texts.forPoint(point, account, nowMs) };
  const id = `${facts.id}/test/${instantOf(nowMs)}`;
  claimRows(database, bothRows({ ...facts, id, fireAt: instantOf(nowMs), rule: 'test' }, nowMs));
  return rowIdOf(id, 'native');
};

/** On an account's first round only what ends within a day is news; the rest counts as told. */
const imminentMs = day;

export const isImminent = (point: Point, nowMs: number): boolean =>
  point.deadline.countsFromMs > nowMs && point.deadline.countsFromMs - nowMs <= imminentMs;

interface Facts extends ReminderText {
  readonly id: string;
  readonly rental: Rental;
  readonly account: Account;
  readonly deadline: LogEntry['deadline'];
  readonly deadlineAt: Instant;
  readonly basis: LogEntry['basis'];
  readonly pointMs: number;
  readonly fireAt: Instant;
  readonly rule: LogEntry['rule'];
}

const pointFacts = (point: Point, account: Account): Omit<Facts, keyof ReminderText> => ({
  id: pointIdOf(point),
  rental: point.rental,
  account,
  deadline: point.deadline.kind,
  deadlineAt: point.deadline.at,
  basis: point.deadline.basis,
  pointMs: point.pointMs,
  fireAt: point.fireAt,
  rule: ruleOf(point),
});

/** What is written before a reminder is told: its row in the inbox, and the one of the system's notification. */
export interface ClaimRows {
  readonly inbox: LogEntry;
  readonly native: LogEntry;
}

const bothRows = (facts: Facts, nowMs: number): ClaimRows => {
  const at = instantOf(nowMs);
  return { inbox: row(facts, 'inbox', 'shown', null, at), native: row(facts, 'native', 'claimed', null, at) };
};

/** Writes down that a reminder is about to be told; changes nothing where that was written before. */
export const claimRows = (database: Database, { inbox, native }: ClaimRows): void => {
  database.transaction(() => {
    claimReminder(database, inbox);
    claimReminder(database, native);
  });
};

/** The row of the inbox that tells the same as a row of the system's notification. */
export const inboxTwinOf = (id: ReminderId): ReminderId => reminderIdOf(id.replace(/\/system$/, '/inbox'));

const rowIdOf = (id: string, channel: Channel): ReminderId =>
  reminderIdOf(`${id}/${channel === 'inbox' ? 'inbox' : 'system'}`);

const row = (
  facts: Facts,
  channel: Channel,
  state: ReminderState,
  reason: SuppressedReason | null,
  at: Instant,
): LogEntry => ({
  id: rowIdOf(facts.id, channel),
  rentalId: facts.rental.id,
  accountId: facts.account.id,
  account: facts.account.label,
  title: facts.rental.title,
  deadline: facts.deadline,
  deadlineAt: facts.deadlineAt,
  basis: facts.basis,
  pointMs: facts.pointMs,
  fireAt: facts.fireAt,
  rule: facts.rule,
  channel,
  state,
  reason,
  attempts: 0,
  heading: facts.heading,
  body: facts.body,
  claimedAt: at,
  shownAt: state === 'shown' ? at : null,
  retryAt: null,
});
