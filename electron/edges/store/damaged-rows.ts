import type { DamagedRow, RowTable } from '../../core/model/damaged-row.ts';

type Follower = (row: DamagedRow) => void;

/** The damaged rows that the readers of one connection met: each is left out and kept as it is, and the others are read. */
export class DamagedRows {
  readonly #rows = new Map<string, DamagedRow>();
  readonly #onMet = new Set<Follower>();
  readonly #onMended = new Set<Follower>();

  /** What is damaged, as far as it was read. */
  get all(): readonly DamagedRow[] {
    return [...this.#rows.values()];
  }

  /** Calls `met` for each damaged row when it is first met, those that are known already too, and `mended` when one is read well again. */
  follow(met: Follower, mended: Follower = () => undefined): void {
    for (const row of this.all) met(row);
    this.#onMet.add(met);
    this.#onMended.add(mended);
  }

  /** Whether a row is known to be damaged as a whole. */
  has(table: RowTable, accountId: string, id: string): boolean {
    return this.#rows.has(damagedKeyOf({ table, accountId, id, column: null }));
  }

  /** Notes a damaged row; one that is known already is no news. */
  note(row: DamagedRow): void {
    const key = damagedKeyOf(row);
    if (this.#rows.has(key)) return;
    this.#rows.set(key, row);
    for (const met of this.#onMet) met(row);
  }

  /** Notes that a row, or a column of it, was read well. */
  mended(row: Omit<DamagedRow, 'name'>): void {
    if (this.#rows.size === 0) return;
    const key = damagedKeyOf(row);
    const known = this.#rows.get(key);
    if (known === undefined) return;
    this.#rows.delete(key);
    for (const mended of this.#onMended) mended(known);
  }

  /** The damaged rows of an account went with it. */
  forgetAccount(accountId: string): void {
    for (const row of this.all) if (row.accountId === accountId) this.mended(row);
  }
}

/** What tells a damaged row, or a damaged column of one, from the others. */
export const damagedKeyOf = ({ table, accountId, id, column }: Omit<DamagedRow, 'name'>): string =>
  JSON.stringify([table, accountId, id, column]);
