import type { Account } from '../../core/model/account.ts';
import { instantOf } from '../../core/model/instant.ts';
import type { RentalId } from '../../core/model/ids.ts';
import type { InboxEntry } from '../../core/model/reminder.ts';
import type { ClassPoints } from '../../core/model/point-class.ts';
import type { Rental } from '../../core/model/rental.ts';
import { cardDeadlineAt, cardTopics, putOffKind, type CardTopic } from '../../core/reminders/cards.ts';
import { toldOf } from '../../core/reminders/changes.ts';
import { formerIntention } from '../../core/rentals/former-intention.ts';
import { laterOf } from '../../core/reminders/later.ts';
import { toldKindOf } from '../../core/reminders/claim-rows.ts';
import { loggedWatermarks } from '../../engine/bell/watermarks.ts';
import type { ReminderText, ReminderTexts } from '../../core/reminders/texts.ts';
import { storedRules } from '../../engine/bell/rules.ts';
import { ranAgainAt, statusesOf } from '../../engine/bell/statuses.ts';
import { hadCompleteRound } from '../../edges/store/accounts.ts';
import { accountsOfRentals, unlisted } from '../../engine/bell/accounts-of-rentals.ts';
import type { Sources } from '../../engine/host.ts';
import { listInbox } from '../../edges/store/inbox.ts';
import type { LogEntry } from '../../core/model/log-entry.ts';
import { wishOfRental } from '../../edges/store/rental-wishes.ts';
import { rentalById } from '../../edges/store/rentals.ts';
import { readPoints } from '../../edges/store/settings.ts';
import { loggedRental } from '../../core/reminders/logged-rental.ts';

/** What the inbox is made from. */
export type InboxSources = Pick<Sources, 'database' | 'texts' | 'now' | 'timeZone'>;

/** What one rental's card is about. */
interface Card {
  readonly newest: LogEntry;
  readonly rental: Rental;
  readonly account: Account;
  readonly lead: CardTopic;
  readonly others: readonly CardTopic[];
}

/**
 * Returns what waits in the inbox, one card for each rental, in the words of now: first what can still be helped, the nearest deadline on
 * top, then the rest, newest first.
 */
export const inboxEntries = ({ database, texts, now: clock, timeZone }: InboxSources): readonly InboxEntry[] => {
  const nowMs = clock();
  const watermarks = loggedWatermarks(database, nowMs);
  const rules = storedRules(database);
  const now = instantOf(nowMs);
  const entries = cardsOf(database, nowMs, rules.points).map((card): InboxEntry => {
    const { newest, rental, lead } = card;
    const kind = putOffKind(lead);
    return {
      id: newest.id,
      rentalId: newest.rentalId,
      provider: rental.provider,
      intention: rental.intention,
      former: formerIntention(wishOfRental(database, rental.id), rental),
      endAt: rental.end.at,
      ...wordsOf(card, texts, nowMs),
      deadlineAt: cardDeadlineAt(lead, rental, nowMs),
      firedAt: lead.since,
      later: kind === null ? null : laterOf(rental, kind, watermarks, nowMs, rules, timeZone()),
    };
  });
  const ahead = entries.filter(({ deadlineAt }) => deadlineAt > now);
  const rest = entries.filter(({ deadlineAt }) => deadlineAt <= now);
  return [
    ...ahead.sort((one, other) => (one.deadlineAt < other.deadlineAt ? -1 : 1)),
    ...rest.sort((one, other) => (one.firedAt > other.firedAt ? -1 : 1)),
  ];
};

/** Returns how many cards wait in the inbox. */
export const countCards = ({ database, now }: Pick<Sources, 'database' | 'now'>): number =>
  cardsOf(database, now(), readPoints(database)).length;

const cardsOf = (database: Sources['database'], nowMs: number, points: ClassPoints): readonly Card[] => {
  const waiting = listInbox(database);
  if (waiting.length === 0) return [];
  const rows = new Map<RentalId, LogEntry[]>();
  for (const entry of waiting) rows.set(entry.rentalId, [...(rows.get(entry.rentalId) ?? []), entry]);
  const accountOf = accountsOfRentals(database);
  const watermarks = loggedWatermarks(database, nowMs);
  return [...rows.values()].flatMap((entries) => {
    const [newest] = entries;
    if (newest === undefined) return [];
    const known = rentalById(database, newest.rentalId);
    const account = accountOf(known ?? unlisted(newest));
    const rental = known ?? (account === null ? null : unreadRental(database, newest, account));
    // The account was removed, or its rental has become part of another.
    if (account === null || rental === null) return [];
    const [lead, ...others] = cardTopics(
      {
        rental,
        account,
        rows: entries.map((entry) => ({ ...entry, told: toldKindOf(entry) })),
        statuses: statusesOf(database, rental),
        ranAgainAt: ranAgainAt(database, rental),
        points,
        isTold: ({ kind, at }) => watermarks(rental.id, kind, at) !== null,
      },
      nowMs,
    );
    return lead === undefined ? [] : [{ newest, rental, account, lead, others }];
  });
};

/** Until an account has been read anew, nobody knows better than the log. */
const unreadRental = (database: Sources['database'], newest: LogEntry, account: Account): Rental | null =>
  hadCompleteRound(database, account.id) ? null : loggedRental(newest, account);

const wordsOf = ({ rental, account, lead, others }: Card, texts: ReminderTexts, nowMs: number): ReminderText => {
  const words = (topic: CardTopic): ReminderText => {
    if (topic.kind === 'event') return texts.forChange(toldOf(topic.event, rental, topic.happenedAt), account, nowMs);
    const { deadline, pointMs, since } = topic;
    return topic.kind === 'unconfirmed'
      ? texts.forUnconfirmed(rental, deadline, account, nowMs)
      : texts.forPoint({ rental, deadline, pointMs, fireAt: since }, account, nowMs);
  };
  const { heading, body } = words(lead);
  return { heading, body: [body, ...others.map((topic) => words(topic).heading)].join(' · ') };
};
