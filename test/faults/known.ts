import type { AccountId } from '../../electron/core/model/ids.ts';
import type { Rental } from '../../electron/core/model/rental.ts';
import { readingsUntilGone } from '../../electron/core/rentals/listed-resource.ts';
import { roundsUntilVanished } from '../../electron/core/rentals/phase.ts';
import type { Database } from '../../electron/edges/store/database.ts';
import { ordersOfAccount } from '../../electron/edges/store/orders.ts';
import { resourcesOfAccount } from '../../electron/edges/store/resources.ts';

/** An order or a resource as it is stored. */
export interface Known {
  readonly id: string;
  /** The provider's own word; of a resource with the end that it states. */
  readonly status: string;
  readonly items: number;
  readonly incomplete: readonly string[];
  /** Settled readings in a row that did not show it. */
  readonly missing: number;
  /** It counts as gone. */
  readonly isGone: boolean;
  /** All that is stored of it, without what each round writes anew. */
  readonly text: string;
}

/** Everything that an account's provider told and that is stored, gone or not. */
export const knownOf = (database: Database, account: AccountId): readonly Known[] => [
  ...ordersOfAccount(database, account).map((order) => ({
    id: String(order.providerOrderId),
    status: String(order.providerStatus),
    items: order.items.length,
    incomplete: order.incomplete,
    missing: order.missingRounds,
    isGone: order.missingRounds >= roundsUntilVanished,
    text: JSON.stringify({
      ...order,
      accountId: null,
      detailReadAt: null,
      statusSeenAt: null,
      otherStatusSeenAt: null,
    }),
  })),
  ...resourcesOfAccount(database, account).map((resource) => ({
    id: String(resource.key),
    status: `${String(resource.providerState)} ${String(resource.end.at)}`,
    items: 1,
    incomplete: resource.incomplete,
    missing: resource.missingReadings,
    isGone: resource.missingReadings >= readingsUntilGone,
    text: JSON.stringify({ ...resource, accountId: null }),
  })),
];

/** What a rental is made of, by the ids of `knownOf`. */
export const sourcesOf = ({ listing, orders }: Rental): readonly string[] => [
  ...orders,
  ...(listing === null ? [] : [listing.key]),
];

/** Whether a rental counts as gone: its orders are no more, or what is rented now lacks it. */
export const isGone = ({ listing, phase }: Rental): boolean => phase === (listing === null ? 'vanished' : 'released');
