import {
  providerOrderIdOf,
  type AccountId,
  type Instant,
  type ProviderOrderId,
  type RentalId,
} from '../../core/model/ids.ts';
import { parseInstant } from '../../core/model/instant.ts';
import { changeKinds, type Change } from '../../core/model/sync.ts';
import { textOf, textOrNullOf, type Database, type Row } from './database.ts';
import { instantColumnOf } from './instants.ts';
import { readRows, type RowPlace } from './read-row.ts';

/** A change with the instant of the round that found it. */
export interface DatedChange extends Change {
  readonly at: Instant;
}

/** Adds a change to the history of its rental. */
export const insertChange = (database: Database, accountId: AccountId, change: Change, at: Instant): void => {
  database.run(
    'INSERT INTO change (account_id, rental_id, provider_order_id, kind, before, after, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
    accountId,
    change.rentalId,
    change.providerOrderId,
    change.kind,
    change.before,
    change.after,
    at,
  );
};

/** What changed about one rental, newest first. */
export const changesOfRental = (database: Database, rentalId: RentalId): readonly DatedChange[] =>
  readRows(
    database,
    database.all('SELECT * FROM change WHERE rental_id = ? ORDER BY key DESC LIMIT 200', rentalId),
    place,
    changeOf,
  );

/** Returns when a rental was last seen released; null where no round saw that. */
export const releasedAtOf = (database: Database, rentalId: RentalId): Instant | null => {
  const row = database.one(
    "SELECT at FROM change WHERE rental_id = ? AND kind = 'released' ORDER BY key DESC LIMIT 1",
    rentalId,
  );
  return row === null ? null : parseInstant(textOf(row, 'at'));
};

/** How an account's orders were seen to end, and to go on after that: the newest 1,000 changes of those kinds, oldest first. */
export const endingsOfAccount = (
  database: Database,
  accountId: AccountId,
): ReadonlyMap<ProviderOrderId, readonly DatedChange[]> => {
  const rows = database.all(
    `SELECT * FROM change WHERE account_id = ? AND kind IN ('expired', 'renewed') AND provider_order_id IS NOT NULL
     ORDER BY key DESC LIMIT 1000`,
    accountId,
  );
  const byOrder = new Map<ProviderOrderId, DatedChange[]>();
  for (const change of [...readRows(database, rows, place, changeOf)].reverse()) {
    const id = providerOrderIdOf(change.providerOrderId ?? '');
    byOrder.set(id, [...(byOrder.get(id) ?? []), change]);
  }
  return byOrder;
};

const place: RowPlace = { table: 'change', id: 'key', account: 'account_id' };

const changeOf = (row: Row): DatedChange => ({
  kind: changeKinds.find((kind) => kind === textOf(row, 'kind')) ?? 'endMoved',
  rentalId: textOf(row, 'rental_id'),
  providerOrderId: textOrNullOf(row, 'provider_order_id'),
  before: textOrNullOf(row, 'before'),
  after: textOrNullOf(row, 'after'),
  at: instantColumnOf(row, 'at'),
});
