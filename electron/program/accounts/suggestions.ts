import type { Account } from '../../core/model/account.ts';
import type { ProviderOrderId } from '../../core/model/ids.ts';
import { later } from '../../core/model/instant.ts';
import { noSuggestions, type AccountSuggestions } from '../../core/model/suggestion.ts';
import type { ObservedOrder } from '../../core/ports/provider.ts';
import { providerOf } from '../../core/ports/find-provider.ts';
import { endingsOfAccount, type DatedChange } from '../../edges/store/changes.ts';
import type { Sources } from '../../engine/host.ts';
import { ordersThatLast } from '../../edges/store/orders.ts';
import type { StoredOrder } from '../../core/model/order.ts';
import { rentalById } from '../../edges/store/rentals.ts';
import { joinsOfAccount, wishesOfAccount } from '../../edges/store/wishes.ts';

/** Where suggestions come from: the stored orders, and who can read them. */
export type SuggestionSources = Pick<Sources, 'database' | 'providers'>;

/** Returns what an account's stored orders suggest about its settings. Reads only. */
export const suggestionsOf = ({ database, providers }: SuggestionSources, account: Account): AccountSuggestions => {
  const suggest = providerOf(account.provider, providers)?.suggest;
  if (suggest === undefined) return noSuggestions;
  const endings = endingsOfAccount(database, account.id);
  const prolonged = prolongedByUser(database, account);
  const orders = ordersThatLast(database, account.id, [...endings.keys()]);
  return suggest(
    account.settings,
    orders.map((order) => observedOrders(order, account, endings.get(order.providerOrderId) ?? [], prolonged)),
  );
};

const observedOrders = (
  order: StoredOrder,
  { lastSyncedAt }: Account,
  changes: readonly DatedChange[],
  prolonged: ReadonlySet<ProviderOrderId>,
): ObservedOrder => ({
  order,
  seenAt:
    lastSyncedAt === null || order.missingRounds > 0 ? order.statusSeenAt : later(lastSyncedAt, order.statusSeenAt),
  ending: changes.find(({ kind }) => kind === 'expired') ?? null,
  doubtful: prolonged.has(order.providerOrderId) || changes.some(({ kind }) => kind === 'renewed'),
});

/** Orders that the user joined to others or to which others were joined, and those of rentals whose end the user corrected. */
const prolongedByUser = (database: Sources['database'], { id }: Account): ReadonlySet<ProviderOrderId> => {
  const corrected = [...wishesOfAccount(database, id).values()].filter(({ correctedEndAt }) => correctedEndAt !== null);
  return new Set([
    ...[...joinsOfAccount(database, id)].flat(),
    ...corrected.flatMap(({ rentalId }) => rentalById(database, rentalId)?.orders ?? []),
  ]);
};
