/** Tables whose rows become values of their own. */
export type RowTable =
  | 'account'
  | 'round'
  | 'rental'
  | 'orders'
  | 'resource'
  | 'resource_list'
  | 'rental_wish'
  | 'account_rule'
  | 'reminder_log'
  | 'change'
  | 'deadline_move';

/** A row, or one column of it, that cannot be read as what it should be. */
export interface DamagedRow {
  readonly table: RowTable;
  /** The row's own id: of an account, a rental, an order at its provider, a reminder. */
  readonly id: string;
  /** The account that it belongs to. */
  readonly accountId: string;
  /** The column where only that is left out; null when the whole row is. */
  readonly column: string | null;
  /** A name for people: the account's label where there is one, and the id. */
  readonly name: string;
}
