import type { Account } from '../../core/model/account.ts';
import { failed, success, type Result } from '../../core/model/failure.ts';
import { instantOf } from '../../core/model/instant.ts';
import type { ManyRentals, ManyWish } from '../../core/model/many-wish.ts';
import type { Rental, RentalState } from '../../core/model/rental.ts';
import { changedTags } from '../../core/model/tags.ts';
import { nextDeadline } from '../../core/deadlines/deadlines.ts';
import { rentalState } from '../../core/rentals/state.ts';
import { isBalanceId } from '../../core/rentals/balance.ts';
import { accountById } from '../../edges/store/accounts.ts';
import { rentalKeyOf } from '../../edges/store/rental-keys.ts';
import { rentalById } from '../../edges/store/rentals.ts';
import { withoutRinging } from '../../engine/bell/without-ringing.ts';
import type { Host } from '../../engine/host.ts';
import { reassembleRentals } from '../../engine/polling/reassemble.ts';
import { keepChange, keepDecision } from './intents.ts';

/** Of how many rentals something was said; what does not fit one, such as a plan for what is over, leaves it as it was. */
export interface ManySaid {
  readonly said: number;
}

/**
 * Says something of several rentals, of whichever accounts, all of it or nothing. Fails with `not-found` where it fits none of them. An
 * account is looked at once for all of its rentals: each for itself would cost as much as all.
 */
export const sayOfMany = (host: Host, { ids, wish }: ManyRentals): Result<ManySaid> => {
  const { database, now, texts } = host;
  const nowMs = now();
  const rentals = [...new Set(ids)].flatMap((id) => (isBalanceId(id) ? [] : (rentalById(database, id) ?? [])));
  const said = database.transaction(() =>
    [...new Set(rentals.map(({ accountId }) => accountId))].reduce((sum, accountId) => {
      const account = accountById(database, accountId);
      if (account === null) return sum;
      const own = rentals.filter((rental) => rental.accountId === accountId);
      return sum + withoutRinging(account, { database, texts, nowMs }, () => sayOfOwn(host, account, own, wish));
    }, 0),
  );
  if (said === 0) return failed('not-found');
  host.wished(['rental.changed', 'reminder.changed', 'app.changed']);
  return success({ said });
};

const sayOfOwn = (host: Host, account: Account, rentals: readonly Rental[], wish: ManyWish): number => {
  const { database, now } = host;
  const said = rentals.filter((rental) => sayOf(host, rental, account, wish).ok);
  const keys = said.flatMap(({ id }) => rentalKeyOf(database, id) ?? []);
  reassembleRentals(database, account, { rentals: keys }, instantOf(now()));
  return said.length;
};

const overStates: ReadonlySet<RentalState> = new Set(['expired', 'released', 'cancelled']);

/** Whether nothing of a rental lies ahead that a plan could be about. */
const isSettled = (rental: Rental, nowMs: number): boolean =>
  overStates.has(rentalState(rental, nowMs).state) && nextDeadline(rental, nowMs) === null;

const sayOf = (host: Host, rental: Rental, account: Account, wish: ManyWish): Result<null> => {
  switch (wish.say) {
    case 'plan':
      return isSettled(rental, host.now()) ? failed('not-found') : keepDecision(host, rental, account, wish.intention);
    case 'mute':
      return keepChange(host, rental, account, { mutedUntil: wish.until });
    case 'tag':
      return keepChange(host, rental, account, { tags: changedTags(rental.tags ?? [], wish) });
  }
};
