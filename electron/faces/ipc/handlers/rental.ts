import { orderView } from '../../../program/views/order.ts';
import { rentalView } from '../../../program/views/rental.ts';
import { loggedReminder, plannedReminder } from '../../../program/views/reminder.ts';
import type { Account } from '../../../core/model/account.ts';
import { failed, success } from '../../../core/model/failure.ts';
import type { AccountId } from '../../../core/model/ids.ts';
import { day } from '../../../core/model/instant.ts';
import type { RentalDetail } from '../../../contract/channels.ts';
import type { Rental, RentalView } from '../../../core/model/rental.ts';
import { storedRules } from '../../../engine/bell/rules.ts';
import { changeRental, decide, joinRentals, snooze, splitOrder } from '../../../program/rentals/intents.ts';
import { joinOffers } from '../../../core/rentals/join-offers.ts';
import type { Engine } from '../../../engine/engine.ts';
import { readNotifications } from '../../../edges/store/settings.ts';
import { joinsOfAccount, wishOfRental } from '../../../edges/store/wishes.ts';
import type { RentalWish } from '../../../core/model/rental-wish.ts';
import { deadlinesOf } from '../../../core/deadlines/deadlines.ts';
import { laterOf } from '../../../core/reminders/later.ts';
import { loggedWatermarks } from '../../../engine/bell/ledger.ts';
import { upcoming } from '../../../core/reminders/plan.ts';
import { accountById, listAccounts } from '../../../edges/store/accounts.ts';
import { changesOfRental } from '../../../edges/store/changes.ts';
import { orderOfAccount } from '../../../edges/store/orders.ts';
import { countRentals, listRentals, rentalById, rentalsOfAccount } from '../../../edges/store/rentals.ts';
import { refreshStates } from '../../../engine/polling/refresh-states.ts';
import { remindersOfRental } from '../../../edges/store/reminder-log.ts';
import { systemTimeZone } from '../../../edges/system/time-zone.ts';
import type { Handlers } from '../answer.ts';
import type { Desk } from '../../../program/desk.ts';

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
  const notifications = readNotifications(database);
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
