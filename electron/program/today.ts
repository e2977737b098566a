import { formerIntention } from '../core/rentals/former-intention.ts';
import { wishOfRental } from '../edges/store/rental-wishes.ts';
import type { NewsOfRental, Today, TodayRow } from '../contract/views.ts';
import { dueGroup, weekBandMs } from '../core/deadlines/band.ts';
import { awaitedDeadline, deadlinesOf, nextDeadline } from '../core/deadlines/deadlines.ts';
import type { Account } from '../core/model/account.ts';
import { success, type Result } from '../core/model/failure.ts';
import { reminderIdOf, rentalIdOf } from '../core/model/ids.ts';
import { day, epochMsOf, instantOf } from '../core/model/instant.ts';
import { sumsOf } from '../core/model/money.ts';
import type { InboxEntry } from '../core/model/reminder.ts';
import type { Rental } from '../core/model/rental.ts';
import { rentalState } from '../core/rentals/state.ts';
import { toldOf } from '../core/reminders/changes.ts';
import { lastGoodNews } from '../edges/store/changes.ts';
import { rentalById } from '../edges/store/rentals.ts';
import { soonestRentals } from '../edges/store/ringing-rentals.ts';
import { accountsOfRentals } from '../engine/bell/accounts-of-rentals.ts';
import { storedRules } from '../engine/bell/rules.ts';
import { loggedWatermarks } from '../engine/bell/watermarks.ts';
import type { Sources } from '../engine/host.ts';
import { inboxEntries } from './reminders/inbox.ts';
import { rentalView } from './rentals/view.ts';

/** Returns the question of the first view: what is due within a week, from deadlines and what holds now, whatever has rung. */
export const todayQuestions = (sources: Sources) => ({
  get: (): Result<Today> => {
    sources.refreshStates();
    const { database, now } = sources;
    const nowMs = now();
    const cards = new Map(inboxEntries(sources).map((entry) => [entry.rentalId, entry]));
    const { due, next } = dueRentals(sources, nowMs);
    const rows = rowsOf(sources, mostPressing(due, nowMs), cards, nowMs);
    const shown = new Set(rows.map(({ entry }) => entry.rentalId));
    const urgent = rows.filter(({ group }) => group === 'now' || group === 'today');
    const accountOf = accountsOfRentals(database);
    const nextAccount = next === null ? null : accountOf(next);
    return success({
      rows,
      more: due.length - Math.min(due.length, maxRows),
      news: [...cards.values()].filter(({ rentalId }) => !shown.has(rentalId)),
      atStake: sumsOf(urgent.flatMap(({ price }) => price ?? [])),
      withoutPrice: urgent.filter(({ price }) => price === null).length,
      lately: latelyOf(sources, nowMs),
      next:
        next === null || nextAccount === null
          ? null
          : rentalView(next, nextAccount, nowMs, storedRules(database), loggedWatermarks(database, nowMs)),
    });
  },
});

/** More than anybody reads; the list of rentals has them all. */
const maxRows = 200;
const rentalsAtOnce = 100;

/** Of more rentals than anybody reads, those that a plan has settled are left out first. */
const mostPressing = (due: readonly Rental[], nowMs: number): readonly Rental[] => {
  if (due.length <= maxRows) return due;
  const isOpen = (rental: Rental): boolean => {
    const { state } = rentalState(rental, nowMs);
    const facts = { state, nextDeadline: nextDeadline(rental, nowMs), intention: rental.intention };
    return dueGroup(facts, nowMs) !== 'decided';
  };
  const open = new Set(due.filter(isOpen));
  const shown = new Set([...open, ...due.filter((rental) => !open.has(rental))].slice(0, maxRows));
  return due.filter((rental) => shown.has(rental));
};

/** What is due within a week, soonest first, and the first that is due after it. */
const dueRentals = ({ database }: Sources, nowMs: number): { due: readonly Rental[]; next: Rental | null } => {
  const due: Rental[] = [];
  for (let offset = 0; ; offset += rentalsAtOnce) {
    const { found, isLast } = soonestRentals(database, { offset, limit: rentalsAtOnce });
    for (const { rental, nextMs } of found) {
      if (nextMs > nowMs + weekBandMs) {
        if (awaitedDeadline(rental, nowMs) !== null) return { due, next: rental };
      } else due.push(rental);
    }
    if (isLast) return { due, next: null };
  }
};

const rowsOf = (
  { database, texts }: Sources,
  due: readonly Rental[],
  cards: ReadonlyMap<Rental['id'], InboxEntry>,
  nowMs: number,
): readonly TodayRow[] => {
  const accountOf = accountsOfRentals(database);
  const watermarks = loggedWatermarks(database, nowMs);
  const rules = storedRules(database);
  return due.flatMap((rental) => {
    const account = accountOf(rental);
    if (account === null) return [];
    const view = rentalView(rental, account, nowMs, rules, watermarks);
    const group = dueGroup(view, nowMs);
    if (group === null) return [];
    const card = cards.get(rental.id);
    const entry: InboxEntry = card ?? {
      ...{ id: reminderIdOf(`none:${rental.id}`), rentalId: rental.id },
      ...{ provider: rental.provider, intention: rental.intention },
      ...wordsOf(rental, account, texts, nowMs),
      former: formerIntention(wishOfRental(database, rental.id), rental),
      endAt: rental.end.at,
      deadlineAt: view.nextDeadline?.at ?? instantOf(nowMs),
      firedAt: instantOf(nowMs),
      // What has not rung is not put off.
      later: null,
    };
    return [{ group, rental: view, price: rental.lastPrice, entry, rang: card !== undefined }];
  });
};

/** The words of the deadline that comes next; of what is frozen for nobody knows how long, that it is. */
const wordsOf = (
  rental: Rental,
  account: Account,
  texts: Sources['texts'],
  nowMs: number,
): Pick<InboxEntry, 'heading' | 'body'> => {
  const next = nextDeadline(rental, nowMs);
  const deadline = deadlinesOf(rental).find(({ kind }) => kind === next?.kind);
  return deadline === undefined
    ? texts.forChange(toldOf('frozen', rental, null), account, nowMs)
    : texts.forPoint({ rental, deadline, pointMs: 0, fireAt: instantOf(nowMs) }, account, nowMs);
};

const latelyMs = 3 * day;

const latelyOf = ({ database, texts }: Sources, nowMs: number): readonly NewsOfRental[] => {
  const accountOf = accountsOfRentals(database);
  const seen = new Set<string>();
  return lastGoodNews(database, instantOf(nowMs - latelyMs)).flatMap(({ kind, rentalId, at }) => {
    const rental = rentalById(database, rentalIdOf(rentalId));
    const account = rental === null ? null : accountOf(rental);
    if (rental === null || account === null || seen.has(rentalId)) return [];
    seen.add(rentalId);
    // What ended since is no good news any more.
    if (kind === 'renewed' && (rental.end.at === null || epochMsOf(rental.end.at) <= nowMs)) return [];
    const { heading } = texts.forChange(toldOf(kind, rental, at), account, nowMs);
    return [{ rentalId: rental.id, heading, at }];
  });
};
