import { rentalView } from '../../answers/rental.ts';
import { loggedReminder, plannedReminder } from '../../answers/reminder.ts';
import type { Account } from '../../contract/account.ts';
import { failed, success } from '../../contract/failure.ts';
import type { AccountId } from '../../contract/ids.ts';
import { day } from '../../contract/instant.ts';
import type { Rental } from '../../contract/rental.ts';
import { loggedWatermarks } from '../../reminders/ledger.ts';
import { upcoming } from '../../reminders/plan.ts';
import { accountById, listAccounts } from '../../store/accounts.ts';
import { changesOfRental } from '../../store/changes.ts';
import { orderOfAccount } from '../../store/orders.ts';
import { countRentals, listRentals, rentalById, refreshStates } from '../../store/rentals.ts';
import { remindersOfRental } from '../../store/reminder-log.ts';
import type { Handlers } from '../answer.ts';
import type { Desk } from '../desk.ts';

const shownAheadMs = 400 * day;

/** Answers about rentals, from the store alone. */
export const rentalHandlers = (desk: Desk): Pick<Handlers, 'rental.list' | 'rental.get'> => ({
  'rental.list': ({ offset, limit, ...filter }) => {
    const { store, now } = desk.engine().parts;
    refreshStates(store.database, now());
    const accounts = new Map<AccountId, Account>(listAccounts(store.database).map((account) => [account.id, account]));
    const view = (rental: Rental) => {
      const account = accounts.get(rental.accountId);
      return account === undefined ? [] : [rentalView(rental, account, now())];
    };
    const rows = listRentals(store.database, filter, { offset, limit }).flatMap(view);
    return Promise.resolve(success({ total: countRentals(store.database, filter), rows }));
  },
  'rental.get': ({ id }) => {
    const { store, now } = desk.engine().parts;
    const { database } = store;
    const rental = rentalById(database, id);
    const account = rental === null ? null : accountById(database, rental.accountId);
    if (rental === null || account === null) return Promise.resolve(failed('not-found'));
    const orders = rental.orders
      .map((orderId) => orderOfAccount(database, rental.accountId, orderId))
      .filter((order) => order !== null);
    const planned = upcoming([rental], loggedWatermarks(database), now(), now() + shownAheadMs);
    return Promise.resolve(
      success({
        rental: rentalView(rental, account, now()),
        orders: orders.reverse(),
        reminders: [
          ...planned.map((point) => plannedReminder(point, account, ['native', 'inbox'])),
          ...remindersOfRental(database, id).map(loggedReminder),
        ],
        changes: changesOfRental(database, id),
      }),
    );
  },
});
