import type { Account } from '../../core/model/account.ts';
import type { RentalId } from '../../core/model/ids.ts';
import type { KeptRental, Rental } from '../../core/model/rental.ts';
import type { Database } from '../../edges/store/database.ts';

/** Orders and resources of an account whose rows are damaged. */
export interface DamagedSources {
  readonly orders: ReadonlySet<string>;
  readonly resources: ReadonlySet<string>;
}

/** Returns the ids of an account's orders, and the keys of its resources, whose rows are damaged. */
export const damagedSources = (database: Database, account: Account): DamagedSources => ({
  orders: damagedIds(database, account, 'orders'),
  resources: damagedIds(database, account, 'resource'),
});

/**
 * Whether a rental stays as it is stored: its resource or one of its orders is damaged, or it shares one of them with such a one. What the
 * others make of it would be a shorter one, or none, until the damaged one is read anew.
 */
export const keptWhole = (
  stored: ReadonlyMap<RentalId, KeptRental>,
  damaged: DamagedSources,
): ((rental: Rental) => boolean) => {
  const isDamaged = ({ orders, listing }: Rental): boolean =>
    orders.some((id) => damaged.orders.has(id)) || (listing !== null && damaged.resources.has(listing.key));
  const damagedRentals = [...stored.values()].filter(({ rental }) => isDamaged(rental));
  const touched = new Set<string>([...damaged.orders, ...damagedRentals.flatMap(({ rental }) => rental.orders)]);
  const ids = new Set(damagedRentals.map(({ rental }) => rental.id));
  const listed = new Set(damagedRentals.map(({ rental }) => rental.listing?.key));
  return ({ id, orders, listing }) =>
    ids.has(id) || orders.some((orderId) => touched.has(orderId)) || (listing !== null && listed.has(listing.key));
};

/** Ids of an account's rows of one table that are known to be damaged as a whole. */
export const damagedIds = (
  database: Database,
  { id }: Account,
  table: 'orders' | 'rental' | 'resource',
): ReadonlySet<string> => {
  const { all } = database.damaged;
  if (all.length === 0) return none;
  return new Set(
    all.filter((row) => row.table === table && row.accountId === id && row.column === null).map((row) => row.id),
  );
};

const none: ReadonlySet<string> = new Set();
