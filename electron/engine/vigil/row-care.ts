import { accountIdOf, type Instant } from '../../core/model/ids.ts';
import { instantOf } from '../../core/model/instant.ts';
import { accountById } from '../../edges/store/accounts.ts';
import { damagedKeyOf } from '../../edges/store/damaged-rows.ts';
import type { DamagedRow } from '../../core/model/damaged-row.ts';
import type { Database } from '../../edges/store/database.ts';
import { mendRentals } from '../polling/reassemble.ts';
import type { Guard } from '../health/guard.ts';
import { saidEveryMs } from '../health/lasting-trouble.ts';

/** Says which stored rows are damaged, and mends at once those that can be made again from others. */
export class RowCare {
  readonly #database: Database;
  readonly #guard: Guard;
  readonly #now: () => number;
  readonly #tried = new Set<string>();
  #saidAtMs: number;

  constructor(database: Database, guard: Guard, now: () => number) {
    this.#database = database;
    this.#guard = guard;
    this.#now = now;
    this.#saidAtMs = now();
    database.damaged.follow(
      (row) => this.#say(row),
      (row) => {
        this.#tried.delete(damagedKeyOf(row));
        guard.clear('row', damagedKeyOf(row));
      },
    );
  }

  /** Assembles damaged rentals anew from their orders, each once: what orders alone do not mend waits for the next round. */
  mend(): void {
    const nowMs = this.#now();
    const { all } = this.#database.damaged;
    if (Math.abs(nowMs - this.#saidAtMs) > saidEveryMs) {
      this.#saidAtMs = nowMs;
      for (const row of all) this.#say(row);
    }
    const untried = all.filter(
      (row) => row.table === 'rental' && row.column === null && !this.#tried.has(damagedKeyOf(row)),
    );
    for (const row of untried) this.#tried.add(damagedKeyOf(row));
    for (const id of new Set(untried.map(({ accountId }) => accountId))) this.#mendAccount(id, instantOf(nowMs));
  }

  #mendAccount(accountId: string, at: Instant): void {
    try {
      const account = accountById(this.#database, accountIdOf(accountId));
      if (account !== null && mendRentals(this.#database, account, at)) this.#guard.tell('rental.changed');
    } catch (error) {
      this.#guard.noted('states', error);
    }
  }

  #say(row: DamagedRow): void {
    const detail = row.column === null ? row.table : `${row.table}.${row.column}`;
    this.#guard.say('row', { code: null, reason: null, detail }, { id: damagedKeyOf(row), name: row.name });
  }
}
