import type { RingingDeadline } from '../deadlines/deadlines.ts';
import type { Account } from '../model/account.ts';
import { reminderIdOf, type Instant, type ReminderId } from '../model/ids.ts';
import { instantOf } from '../model/instant.ts';
import type { LogEntry } from '../model/log-entry.ts';
import type { Channel, ReminderState, SuppressedReason } from '../model/reminder.ts';
import type { Rental } from '../model/rental.ts';
import type { ChangeKind } from '../model/sync.ts';
import { ringingKinds, type ChangeRing, type RingingKind, type ToldKind } from './changes.ts';
import { ruleOf, type Point } from './plan.ts';
import type { ReminderText, ReminderTexts } from './texts.ts';

/** The two log rows of one reminder, written before it rings: its row in the inbox, and that of the system's notification. */
export interface ClaimRows {
  readonly inbox: LogEntry;
  readonly native: LogEntry;
}

/** Returns the id of a point of a deadline, the same for every channel; the log adds the channel. */
export const pointIdOf = (point: Point): ReminderId =>
  reminderIdOf(`${point.rental.id}/${point.deadline.kind}/${point.deadline.at}/${String(point.pointMs)}`);

/** Returns the rows of a point that is about to ring: shown in the inbox at once, claimed for the system's notification. */
export const pointRows = (point: Point, account: Account, texts: ReminderTexts, nowMs: number): ClaimRows =>
  bothRows({ ...pointFacts(point, account), ...texts.forPoint(point, account, nowMs) }, nowMs);

/** Returns the row of a point that does not ring, with the reason. */
export const suppressedRow = (
  point: Point,
  account: Account,
  reason: SuppressedReason,
  texts: ReminderTexts,
  nowMs: number,
): LogEntry =>
  row(
    { ...pointFacts(point, account), ...texts.forPoint(point, account, nowMs) },
    { channel: 'inbox', state: 'suppressed', reason },
    instantOf(nowMs),
  );

/** Returns the rows of a change that rings; only one, suppressed, when the change is what the user decided. */
export const changeRows = (
  ring: ChangeRing,
  changeKind: ChangeKind,
  account: Account,
  texts: ReminderTexts,
  nowMs: number,
): ClaimRows | LogEntry => {
  const at = instantOf(nowMs);
  const facts = {
    id: `${ring.rental.id}/change/${changeKind}/${at}`,
    rental: ring.rental,
    account,
    deadline: ring.deadline,
    deadlineAt: ring.deadlineAt ?? at,
    basis: ring.basis,
    pointMs: 0,
    fireAt: at,
    rule: 'change' as const,
    ...texts.forChange(ring, account, nowMs),
  };
  return isWanted(ring)
    ? row(facts, { channel: 'inbox', state: 'suppressed', reason: 'let-lapse' }, at)
    : bothRows(facts, nowMs);
};

/** Whether a change is what the user meant to happen: of what was let lapse only the data's deadline still rings. */
const isWanted = ({ kind, rental }: ChangeRing): boolean => rental.intention === 'let-lapse' && isOverKind(kind);

/** Whether something that happened to a rental is what letting it lapse leads to. */
export const isOverKind = (kind: ToldKind): boolean =>
  kind === 'expired' || kind === 'released' || kind === 'lapsed' || kind === 'vanished';

/** Returns the kind of change that a row of the log reports, read from its id; null for a point before a deadline. */
export const toldKindOf = ({ id, rule, deadline }: Pick<LogEntry, 'id' | 'rule' | 'deadline'>): RingingKind | null => {
  if (rule !== 'change') return null;
  const [, kind] = /\/change\/(\w+)\/[^/]+\/\w+$/.exec(id) ?? [];
  if (kind === 'endMoved') return 'renewed';
  if (kind === 'expired' && deadline === 'releases') return 'frozen';
  return ringingKinds.find((each) => each === kind) ?? null;
};

/** Returns the rows that report, once per deadline and silence, that a deadline cannot be confirmed. */
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

/** Returns the rows of a test of a rental's reminders. Every test has rows of its own. */
export const testRows = (point: Point, account: Account, texts: ReminderTexts, nowMs: number): ClaimRows => {
  const facts = { ...pointFacts(point, account), ...texts.forPoint(point, account, nowMs) };
  const at = instantOf(nowMs);
  return bothRows({ ...facts, id: `${facts.id}/test/${at}`, fireAt: at, rule: 'test' }, nowMs);
};

/** Returns the id of the inbox row that belongs to a row of the system's notification. */
export const inboxTwinOf = (id: ReminderId): ReminderId => reminderIdOf(id.replace(/\/system$/, '/inbox'));

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

const bothRows = (facts: Facts, nowMs: number): ClaimRows => {
  const at = instantOf(nowMs);
  return {
    inbox: row(facts, { channel: 'inbox', state: 'shown', reason: null }, at),
    native: row(facts, { channel: 'native', state: 'claimed', reason: null }, at),
  };
};

const rowIdOf = (id: string, channel: Channel): ReminderId =>
  reminderIdOf(`${id}/${channel === 'inbox' ? 'inbox' : 'system'}`);

interface Stand {
  readonly channel: Channel;
  readonly state: ReminderState;
  readonly reason: SuppressedReason | null;
}

const row = (facts: Facts, { channel, state, reason }: Stand, at: Instant): LogEntry => ({
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
