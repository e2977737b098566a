import { storedJson } from './json.ts';
import { orderSchema } from './row-schemas.ts';
import { accountIdOf, providerOrderIdOf } from '../../core/model/ids.ts';
import type { StoredOrder } from '../../core/model/order.ts';
import { numberOf, textOf, textOrNullOf, type Database, type Row } from './database.ts';
import { factsOfRow } from './fact-shapes.ts';
import { instantColumnOf, instantOrNullOf } from './instants.ts';
import type { RowPlace } from './read-row.ts';

/** Where a row of an order says its id and its account. */
export const orderPlace: RowPlace = { table: 'orders', id: 'provider_order_id', account: 'account_id' };

/**
 * Returns the order of a row with all of its columns. Throws where it cannot be read. Assigned and not spread: bodies have many shapes, and the
 * runtime makes classes of its own of each that is spread, which stay until all memory is collected.
 */
export const orderOfRow = (database: Database, row: Row): StoredOrder =>
  Object.assign(storedJson(textOf(row, 'body'), orderSchema), {
    accountId: accountIdOf(textOf(row, 'account_id')),
    providerOrderId: providerOrderIdOf(textOf(row, 'provider_order_id')),
    facts: factsOfRow(database, row),
    statusSeenAt: instantColumnOf(row, 'status_seen_at'),
    otherStatusSeenAt: instantOrNullOf(row, 'other_status_seen_at'),
    listFingerprint: textOrNullOf(row, 'list_mark'),
    detailReadAt: instantOrNullOf(row, 'detail_read_at'),
    finished: numberOf(row, 'finished') === 1,
    missingRounds: numberOf(row, 'missing_rounds'),
  });
