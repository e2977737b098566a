import type { Account } from '../../core/model/account.ts';
import type { StoredOrder } from '../../core/model/order.ts';
import { providerOf } from '../../core/ports/find-provider.ts';
import type { Provider, ReadOrder, RoundReading } from '../../core/ports/provider.ts';
import { accountById } from '../../edges/store/accounts.ts';
import type { RoundParts } from './ports.ts';

/** Returns how an order goes on from what was stored of it, by the settings of now. */
export const asKnownBy =
  ({ database, providers }: Pick<RoundParts, 'database' | 'providers'>, account: Account) =>
  (read: ReadOrder, before: StoredOrder): ReadOrder => {
    const asKnown = providerOf(account.provider, providers)?.asKnown;
    return asKnown === undefined
      ? read
      : asKnown(read, before, (accountById(database, account.id) ?? account).settings);
  };

/** Returns the orders by the settings of now, which the user may have changed during the round. */
export const ordersFor = (
  asked: Account,
  { provider, settings }: Account,
  orders: RoundReading['orders'],
  providers: readonly Provider[],
): RoundReading['orders'] => {
  const isSame = JSON.stringify(settings) === JSON.stringify(asked.settings);
  const reread = isSame ? undefined : providerOf(provider, providers)?.reread;
  return reread === undefined ? orders : orders.map((order) => reread(order, settings));
};
