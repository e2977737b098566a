import type { Account } from '../model/account.ts';
import type { DeadlineKind } from '../model/deadline.ts';
import type { Instant, ReminderId } from '../model/ids.ts';
import { epochMsOf, instantOf } from '../model/instant.ts';
import type { OrderStatus } from '../model/order.ts';
import type { ClassPoints } from '../model/point-class.ts';
import type { ReminderRule } from '../model/reminder.ts';
import type { Rental } from '../model/rental.ts';
import { stillHolds, type RingingKind, type ToldKind } from './changes.ts';
import { isDeletedAtEnd, readingAheadMs, ringingDeadlinesOf, type RingingDeadline } from '../deadlines/deadlines.ts';
import { isSnoozedAt } from './hold.ts';
import { isOverruled } from './overruled.ts';
import { refusalOf } from './plan.ts';

/** A reminder of one rental that was told in the inbox and not handled. */
interface CardRow {
  readonly id: ReminderId;
  readonly rule: ReminderRule;
  readonly deadline: DeadlineKind;
  readonly deadlineAt: Instant;
  readonly pointMs: number;
  readonly claimedAt: Instant;
  /** What happened, where that rang at once; null for a point before a deadline. */
  readonly told: RingingKind | null;
}

/** What the card of one rental is made from: all as it is now. */
export interface CardFacts {
  readonly rental: Rental;
  readonly account: Pick<Account, 'lastSyncedAt' | 'paused'>;
  /** Newest first. */
  readonly rows: readonly CardRow[];
  readonly statuses: ReadonlySet<OrderStatus>;
  /** When it was last seen to run after its provider had shown another word. */
  readonly ranAgainAt: Instant | null;
  /** Whether a point of a deadline was told, or counts as told. */
  readonly isTold: (deadline: RingingDeadline) => boolean;
  /** The points that the user chose instead of the usual ones. */
  readonly points: ClassPoints;
}

/** One topic of a card. `since` is when it rang. */
export type CardTopic =
  | { readonly kind: 'event'; readonly event: ToldKind; readonly happenedAt: Instant | null; readonly since: Instant }
  | {
      readonly kind: 'deadline' | 'unconfirmed';
      readonly deadline: RingingDeadline;
      readonly pointMs: number;
      readonly since: Instant;
    };

/**
 * Returns the topics of a rental's card, the most urgent first; empty when nothing that rang still holds, so that
 * there is no card. The rows only say that something was told: what it is by now is read from the rental.
 */
export const cardTopics = (facts: CardFacts, nowMs: number): readonly CardTopic[] => {
  const [newest] = facts.rows;
  if (newest === undefined) return [];
  const over = overTopic(facts, newest, nowMs);
  if (over !== 'goes on') return over === null ? [] : [over];
  const deadlines = onePerWords(
    facts.rental,
    ringingDeadlinesOf(facts.rental, facts.points).flatMap((deadline) => deadlineTopic(facts, deadline, nowMs)),
  );
  const [lead, ...others] = [...deadlines, ...events(facts)].sort((one, other) => byUrgency(one, other, nowMs));
  // Good news is no news any more once something else presses.
  return lead === undefined ? [] : [lead, ...others.filter((topic) => !isGoodNews(topic))];
};

/** What is deleted at its end has two deadlines that say the same: one of them is enough, that of its data. */
const onePerWords = (rental: Rental, topics: readonly CardTopic[]): readonly CardTopic[] => {
  const isTold = topics.some((topic) => topic.kind === 'deadline' && topic.deadline.kind === 'releases');
  return isDeletedAtEnd(rental) && isTold
    ? topics.filter((topic) => topic.kind !== 'deadline' || topic.deadline.kind !== 'ends')
    : topics;
};

const isGoodNews = (topic: CardTopic): boolean =>
  topic.kind === 'event' && (topic.event === 'delivered' || topic.event === 'renewed');

/** Returns the topic of a rental that no longer runs; null when it was meant to end. */
const overTopic = (facts: CardFacts, newest: CardRow, nowMs: number): CardTopic | null | 'goes on' => {
  const { rental, rows, statuses } = facts;
  const isWanted = rental.intention === 'let-lapse';
  const event = (kind: ToldKind): CardTopic => eventTopic(rows.find(({ told }) => told === kind) ?? null, kind, newest);
  switch (rental.phase) {
    case 'released':
      return isWanted ? null : event('released');
    case 'vanished':
      return isWanted ? null : event('vanished');
    case 'cancelled':
      if (statuses.has('refunded')) return event('refunded');
      if (isWanted) return null;
      return event(
        rows.some(({ told, rule, deadline }) => told === 'lapsed' || (deadline === 'pay-by' && rule !== 'test'))
          ? 'lapsed'
          : 'cancelled',
      );
    case 'frozen':
      return ringingDeadlinesOf(rental, facts.points).some((deadline) => isSnoozedAt(rental, deadline, nowMs))
        ? null
        : event('frozen');
    default:
      return 'goes on';
  }
};

const eventTopic = (row: CardRow | null, event: ToldKind, newest: CardRow): CardTopic => ({
  kind: 'event',
  event,
  happenedAt: row?.claimedAt ?? null,
  since: (row ?? newest).claimedAt,
});

const deadlineTopic = (facts: CardFacts, deadline: RingingDeadline, nowMs: number): readonly CardTopic[] => {
  const { rental, rows } = facts;
  if (isSnoozedAt(rental, deadline, nowMs) || isOverruled(deadline, facts.ranAgainAt)) return [];
  const topic = (kind: 'deadline' | 'unconfirmed', { pointMs, claimedAt }: CardRow): readonly CardTopic[] => [
    { kind, deadline, pointMs, since: claimedAt },
  ];
  const about = rows.filter((row) => row.told === null && row.deadline === deadline.kind);
  const doubted = about.find((row) => row.rule === 'cannot-confirm' && isUnconfirmed(facts, row, deadline, nowMs));
  if (doubted !== undefined) return topic('unconfirmed', doubted);
  const told = about.find(
    (row) =>
      row.rule !== 'cannot-confirm' &&
      // The deadline may be another by now: of a corrected end the points that have passed count as told.
      (row.deadlineAt === deadline.at || facts.isTold(deadline)) &&
      (row.rule === 'test' || refusalOf({ rental, deadline, pointMs: row.pointMs }) === null),
  );
  return told === undefined ? [] : topic('deadline', told);
};

const isUnconfirmed = (
  { rental, account }: CardFacts,
  row: CardRow,
  deadline: RingingDeadline,
  nowMs: number,
): boolean =>
  row.deadlineAt === deadline.at &&
  deadline.countsFromMs > nowMs &&
  !account.paused &&
  (account.lastSyncedAt === null || account.lastSyncedAt <= row.claimedAt) &&
  (deadline.kind === 'releases' || rental.intention !== 'let-lapse');

const events = ({ rental, rows, statuses }: CardFacts): readonly CardTopic[] => {
  const kinds = new Set(
    rows.flatMap(({ told, deadline }) => told ?? (rental.phase === 'expired' && deadline === 'ends' ? 'expired' : [])),
  );
  return [...kinds].flatMap((kind) => {
    const row = rows.find(({ told }) => told === kind) ?? rows.find(({ deadline }) => deadline === 'ends');
    if (row === undefined || !stillHolds(kind, rental, statuses, row.deadlineAt)) return [];
    if (kind === 'expired' && rental.intention === 'let-lapse') return [];
    return [{ kind: 'event', event: kind, happenedAt: row.claimedAt, since: row.claimedAt }];
  });
};

/** What lies ahead first, the nearest on top; then what has happened, the newest on top. */
const byUrgency = (one: CardTopic, other: CardTopic, nowMs: number): number => {
  const [oneMs, otherMs] = [aheadMs(one, nowMs), aheadMs(other, nowMs)];
  if (oneMs !== null && otherMs !== null) return oneMs - otherMs;
  if (oneMs !== null || otherMs !== null) return oneMs === null ? 1 : -1;
  return epochMsOf(other.since) - epochMsOf(one.since);
};

const aheadMs = (topic: CardTopic, nowMs: number): number | null =>
  topic.kind === 'event' ? null : readingAheadMs([topic.deadline.countsFromMs, topic.deadline.surelyMs], nowMs);

/**
 * Returns the instant up to which a card can be answered: the next reading of its deadline, or the last one once all have passed. Of what
 * has happened it is when that was told; data that is kept after an end can be saved until it is surely gone.
 */
export const cardDeadlineAt = (topic: CardTopic, rental: Rental, nowMs: number): Instant => {
  if (topic.kind !== 'event') return instantOf(aheadMs(topic, nowMs) ?? topic.deadline.surelyMs);
  return isKept(topic.event) && rental.releases !== null ? rental.releases.surelyAt : topic.since;
};

/** Returns the deadline that "later" puts off; null where nothing lies ahead of what has happened. */
export const putOffKind = (topic: CardTopic): DeadlineKind | null => {
  if (topic.kind !== 'event') return topic.deadline.kind;
  return isKept(topic.event) ? 'releases' : null;
};

const isKept = (event: ToldKind): boolean => event === 'frozen' || event === 'expired';
