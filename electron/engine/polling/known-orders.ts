import type { Account } from '../../core/model/account.ts';
import type { ProviderOrderId } from '../../core/model/ids.ts';
import type { KnownOrder, ProviderSession } from '../../core/ports/provider.ts';
import { roundsUntilVanished } from '../../core/rentals/phase.ts';
import type { Database } from '../../edges/store/database.ts';
import { countOrders } from '../../edges/store/orders.ts';
import { lastOrderKey, missingOrders, orderSummary } from '../../edges/store/order-sights.ts';
import { ordersWithHeldEnd } from '../../edges/store/rental-keys.ts';

/** What a round knows of an account's stored orders before it asks: looked up one by one, since a list may be long. */
export class KnownOrders implements Pick<ProviderSession, 'known' | 'isMissing'> {
  readonly #database: Database;
  readonly #account: Account;
  readonly #doubtful: ReadonlySet<ProviderOrderId>;
  /** Orders that were there when the round began, that have not vanished, and that the round has met. */
  readonly #met = new Set<string>();
  /** How many there were. */
  readonly #present: number;
  /** Orders beyond this key were stored by the round itself. */
  readonly #lastKey: number;

  constructor(database: Database, account: Account) {
    this.#database = database;
    this.#account = account;
    this.#doubtful = ordersWithHeldEnd(database, account.id);
    this.#present = presentOrders(database, account);
    this.#lastKey = lastOrderKey(database, account.id);
  }

  readonly known = (id: ProviderOrderId): KnownOrder | null => {
    // Of an account that had no orders none has to be looked up.
    if (this.#lastKey === 0) return null;
    const summary = orderSummary(this.#database, this.#account.id, id);
    if (summary === null) return null;
    if (summary.key <= this.#lastKey && summary.missingRounds < roundsUntilVanished) this.#met.add(id);
    return { ...summary, doubtful: this.#doubtful.has(id) };
  };

  /** Whether an order that was there is not among those seen. Each that is listed was asked for by `known`. */
  readonly isMissing = (seen: Pick<ReadonlySet<string>, 'has'>): boolean => {
    let met = 0;
    for (const id of this.#met) if (seen.has(id)) met += 1;
    return met < this.#present;
  };
}

/** How many of an account's orders have not vanished, and can be read. */
export const presentOrders = (database: Database, { id }: Account): number => {
  const vanished = [...missingOrders(database, id).values()].filter(
    ({ missingRounds }) => missingRounds >= roundsUntilVanished,
  );
  const damaged = database.damaged.all.filter(({ table, accountId }) => table === 'orders' && accountId === id);
  return Math.max(0, countOrders(database, id) - vanished.length - damaged.length);
};
