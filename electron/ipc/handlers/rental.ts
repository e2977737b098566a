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
import type { Database } from '../../store/database.ts';
import { readSettings } from '../../store/settings.ts';
import { joinsOfAccount, wishOfRental } from '../../store/wishes.ts';
import type { RentalWish } from '../../sync/wish.ts';
import { loggedWatermarks } from '../../reminders/ledger.ts';
import { upcoming } from '../../reminders/plan.ts';
import { accountById, listAccounts } from '../../store/accounts.ts';
import { changesOfRental } from '../../store/changes.ts';
import { orderOfAccount } from '../../store/orders.ts';
import { countRentals, listRentals, rentalById, rentalsOfAccount, refreshStates } from '../../store/rentals.ts';
import { remindersOfRental } from '../../store/reminder-log.ts';
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
    refreshStates(database, now());
    const accounts = new Map<AccountId, Account>(listAccounts(database).map((account) => [account.id, account]));
    const rules = storedRules(database);
    const view = (rental: Rental) => {
      const account = accounts.get(rental.accountId);
      return account === undefined ? [] : [rentalView(rental, account, now(), rules)];
    };
    const rows = listRentals(database, filter, { offset, limit }).flatMap(view);
    return Promise.resolve(success({ total: countRentals(database, filter), rows }));
  },
  'rental.get': ({ id }) => {
    const { store, now } = desk.engine().parts;
    const rental = rentalById(store.database, id);
    const account = rental === null ? null : accountById(store.database, rental.accountId);
    if (rental === null || account === null) return Promise.resolve(failed('not-found'));
    return Promise.resolve(success(detailOf(store.database, rental, account, now())));
  },
  'rental.change': ({ id, change }) => Promise.resolve(changeRental(desk.engine(), id, change)),
  'rental.decide': ({ id, intention }) => Promise.resolve(decide(desk.engine(), id, intention)),
  'rental.snooze': ({ id, choice }) =>
    Promise.resolve(snooze(desk.engine(), id, choice, Intl.DateTimeFormat().resolvedOptions().timeZone)),
  'rental.join': ({ id, into }) => Promise.resolve(joinRentals(desk.engine(), id, into)),
  'rental.split': ({ id, providerOrderId }) => Promise.resolve(splitOrder(desk.engine(), id, providerOrderId)),
});

const detailOf = (database: Database, rental: Rental, account: Account, nowMs: number): RentalDetail => {
  const rules = storedRules(database);
  const view = (each: Rental): RentalView => rentalView(each, account, nowMs, rules);
  const orders = rental.orders
    .map((orderId) => orderOfAccount(database, rental.accountId, orderId))
    .filter((order) => order !== null);
  const planned = upcoming([rental], loggedWatermarks(database, nowMs), nowMs, nowMs + shownAheadMs, rules);
  const { desktop } = readSettings(database);
  const others = rentalsOfAccount(database, account.id).map((kept) => kept.rental);
  const joins = joinsOfAccount(database, account.id);
  return {
    rental: view(rental),
    wish: wishView(wishOfRental(database, rental.id)),
    joinOffers: joinOffers(rental, others).map(view),
    joined: rental.orders.filter((orderId) => joins.has(orderId)),
    orders: orders.reverse().map((order) => orderView(order, account)),
    reminders: [
      ...planned.map((point) => plannedReminder(point, account, desktop)),
      ...remindersOfRental(database, rental.id).map(loggedReminder),
    ],
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
