import { orderView } from '../../answers/order.ts';
import { rentalView } from '../../answers/rental.ts';
import { loggedReminder, plannedReminder } from '../../answers/reminder.ts';
import type { Account } from '../../contract/account.ts';
import { failed, success } from '../../contract/failure.ts';
import type { AccountId } from '../../contract/ids.ts';
import { day } from '../../contract/instant.ts';
import type { RentalDetail } from '../../contract/channels.ts';
import type { Rental, RentalView } from '../../contract/rental.ts';
import { storedRules } from '../../reminders/rules.ts';
import { changeRental, decide, joinRentals, snooze, splitOrder } from '../../rentals/intents.ts';
import { joinOffers } from '../../rentals/join-offers.ts';
import type { Engine } from '../../engine.ts';
import { readSettings } from '../../store/settings.ts';
import { joinsOfAccount, wishOfRental } from '../../store/wishes.ts';
import type { RentalWish } from '../../sync/wish.ts';
import { deadlinesOf } from '../../reminders/deadlines.ts';
import { laterOf } from '../../reminders/later.ts';
import { loggedWatermarks } from '../../reminders/ledger.ts';
import { upcoming } from '../../reminders/plan.ts';
import { accountById, listAccounts } from '../../store/accounts.ts';
import { changesOfRental } from '../../store/changes.ts';
import { orderOfAccount } from '../../store/orders.ts';
import { countRentals, listRentals, rentalById, rentalsOfAccount, refreshStates } from '../../store/rentals.ts';
import { remindersOfRental } from '../../store/reminder-log.ts';
import { systemTimeZone } from '../../system/time-zone.ts';
import type { Handlers } from '../answer.ts';
import type { Desk } from '../desk.ts';

const shownAheadMs = 400 * day;

type RentalRequests =
  'rental.list' | 'rental.get' | 'rental.change' | 'rental.decide' | 'rental.snooze' | 'rental.join' | 'rental.split';

/** Answers about rentals from the store alone, and takes what the user says about them. */
export const rentalHandlers = (desk: Desk): Pick<Handlers, RentalRequests> => ({
  'rental.list': ({ offset, limit, ...filter }) => {
    const { store, now } = desk.engine().parts;
    const { database } = store;
    const nowMs = now();
    refreshStates(database, nowMs);
    const accounts = new Map<AccountId, Account>(listAccounts(database).map((account) => [account.id, account]));
    const rules = storedRules(database);
    const watermarks = loggedWatermarks(database, nowMs);
    const view = (rental: Rental) => {
      const account = accounts.get(rental.accountId);
      return account === undefined ? [] : [rentalView(rental, account, nowMs, rules, watermarks)];
    };
    const rows = listRentals(database, filter, { offset, limit }).flatMap(view);
    return Promise.resolve(success({ total: countRentals(database, filter), rows }));
  },
  'rental.get': ({ id }) => {
    const engine = desk.engine();
    const { store, now } = engine.parts;
    const rental = rentalById(store.database, id);
    const account = rental === null ? null : accountById(store.database, rental.accountId);
    if (rental === null || account === null) return Promise.resolve(failed('not-found'));
    return Promise.resolve(success(detailOf(engine, rental, account, now())));
  },
  'rental.change': ({ id, change }) => Promise.resolve(changeRental(desk.engine(), id, change)),
  'rental.decide': ({ id, intention }) => Promise.resolve(decide(desk.engine(), id, intention)),
  'rental.snooze': ({ id, ...wish }) => Promise.resolve(snooze(desk.engine(), id, wish, systemTimeZone())),
  'rental.join': ({ id, into }) => Promise.resolve(joinRentals(desk.engine(), id, into)),
  'rental.split': ({ id, providerOrderId }) => Promise.resolve(splitOrder(desk.engine(), id, providerOrderId)),
});

const detailOf = (engine: Engine, rental: Rental, account: Account, nowMs: number): RentalDetail => {
  const { store, providers } = engine.parts;
  const { database } = store;
  const rules = storedRules(database);
  const watermarks = loggedWatermarks(database, nowMs);
  const view = (each: Rental): RentalView => rentalView(each, account, nowMs, rules, watermarks);
  const orders = rental.orders
    .map((orderId) => orderOfAccount(database, rental.accountId, orderId))
    .filter((order) => order !== null);
  const planned = upcoming([rental], watermarks, nowMs, nowMs + shownAheadMs, rules);
  const logged = remindersOfRental(database, rental.id);
  const told = deadlinesOf(rental).find(
    ({ kind, at, countsFromMs }) =>
      countsFromMs > nowMs &&
      logged.some((entry) => entry.state === 'shown' && entry.deadline === kind && entry.deadlineAt === at),
  );
  const { notifications } = readSettings(database);
  const others = rentalsOfAccount(database, account.id).map((kept) => kept.rental);
  const joins = joinsOfAccount(database, account.id);
  return {
    rental: view(rental),
    wish: wishView(wishOfRental(database, rental.id)),
    joinOffers: joinOffers(rental, others).map(view),
    joined: rental.orders.filter((orderId) => joins.has(orderId)),
    orders: orders.reverse().map((order) => orderView(order, account, providers)),
    reminders: [
      ...planned.map((point) => plannedReminder(point, account, notifications)),
      ...logged.map(loggedReminder),
    ],
    later: told === undefined ? null : laterOf(rental, told.kind, watermarks, nowMs, rules, systemTimeZone()),
    changes: changesOfRental(database, rental.id),
  };
};

const wishView = (wish: RentalWish | null): RentalDetail['wish'] => ({
  label: wish?.label ?? null,
  note: wish?.note ?? null,
  correctedEndAt: wish?.correctedEndAt ?? null,
  mutedUntil: wish?.mutedUntil ?? null,
  snoozedUntil: wish?.snooze?.until ?? null,
  pointsMs: wish?.pointsMs ?? null,
});
