import type { Account } from '../../core/model/account.ts';
import type { Instant, ProviderOrderId } from '../../core/model/ids.ts';
import type { StoredOrder } from '../../core/model/order.ts';
import type { ReadOrder } from '../../core/ports/provider.ts';
import { mergeOrder, sameOrder } from '../../core/rentals/merge-order.ts';
import type { Database } from '../../edges/store/database.ts';
import { orderBytes } from '../../edges/store/order-sights.ts';
import { orderRow, putOrder, setMissingRounds } from '../../edges/store/put-order.ts';
import {
  noteNewOrder,
  noteOrderBefore,
  orderTally,
  putOrderTally,
  type OrderTally,
} from '../../edges/store/unassembled.ts';
import { presentOrders } from './known-orders.ts';
import { OrderRoom } from './room.ts';

/** Returns an order that was read as it goes on from what was stored of it. */
type AsKnown = (read: ReadOrder, before: StoredOrder) => ReadOrder;

const noRow = { key: null, order: null };

/**
 * Stores the orders of one round as they are read, all of a batch or none. Rentals are made of them afterwards (see `follow-up.ts`), and what
 * they were before is kept until then.
 */
export class OrderIntake {
  /** Orders that were read whole in this round, whether or not anything about them is new: an unread detail is no evidence. */
  readonly seen = new Set<ProviderOrderId>();
  readonly #database: Database;
  readonly #account: Account;
  readonly #room: OrderRoom;
  readonly #asKnown: AsKnown;
  readonly #wasEmpty: boolean;
  /** Whether the batch wrote anything. */
  #written = false;
  /** Orders of the batch that is being stored: an answer may name one twice. */
  readonly #batch = new Set<ProviderOrderId>();
  /** Orders that there was no room for. */
  readonly leftOut = new Set<ProviderOrderId>();
  /** How many of the account's orders had not vanished before. */
  readonly presentBefore: number;

  constructor(
    database: Database,
    account: Account,
    room = new OrderRoom(database, account.id),
    asKnown: AsKnown = (read) => read,
  ) {
    this.#database = database;
    this.#account = account;
    this.#room = room;
    this.#asKnown = asKnown;
    this.#wasEmpty = room.count === 0;
    this.presentBefore = presentOrders(database, account);
  }

  /** Stores what is new of some orders, as read at an instant. */
  take(orders: readonly ReadOrder[], at: Instant): void {
    if (orders.length === 0) return;
    const taken = this.#database.transaction(() => {
      const { kept, leftOut } = this.#room.fit(orders);
      this.#batch.clear();
      this.#written = false;
      const tally = orderTally(this.#database, this.#account.id);
      for (const order of kept) {
        this.#put(order, at, tally);
        this.#batch.add(order.providerOrderId);
      }
      this.#noteTally(tally);
      return { kept, leftOut };
    });
    for (const { providerOrderId } of taken.leftOut) this.leftOut.add(providerOrderId);
    for (const { providerOrderId } of taken.kept) this.seen.add(providerOrderId);
  }

  #put(read: ReadOrder, at: Instant, tally: OrderTally): void {
    const database = this.#database;
    const { id: accountId } = this.#account;
    const row = this.#isSurelyNew(read.providerOrderId) ? noRow : orderRow(database, accountId, read.providerOrderId);
    const goingOn = row.order === null ? read : this.#asKnown(read, row.order);
    const merged = mergeOrder(this.#account, row.order, goingOn, at);
    if (merged === null) return;
    if (row.key !== null) noteOrderBefore(database, { key: row.key, accountId }, row.order, tally);
    // One that is merely listed again says nothing new, but is not missing any more.
    if (row.key !== null && row.order !== null && sameOrder({ ...row.order, missingRounds: 0 }, merged)) {
      setMissingRounds(database, row.key, 0);
      this.#written = true;
      return;
    }
    const bytesBefore = row.key === null ? undefined : orderBytes(database, accountId, read.providerOrderId);
    const { key, bytes } = putOrder(database, merged, row);
    if (row.key === null) noteNewOrder(database, key, tally);
    this.#room.note(bytesBefore, bytes);
    this.#written = true;
  }

  /** Of an account that had no orders none has to be looked up. */
  #isSurelyNew(id: ProviderOrderId): boolean {
    return this.#wasEmpty && !this.seen.has(id) && !this.#batch.has(id);
  }

  #noteTally(tally: OrderTally): void {
    const isWritten = this.#room.bytes !== tally.bytes || this.#written;
    if (isWritten)
      putOrderTally(this.#database, this.#account.id, { ...tally, bytes: this.#room.bytes, walkEnded: false });
  }

  /** Notes that the walk has come to its end: rentals may be made of what was stored. */
  endWalk(): void {
    const tally = orderTally(this.#database, this.#account.id);
    if (!tally.walkEnded) putOrderTally(this.#database, this.#account.id, { ...tally, walkEnded: true });
  }
}
