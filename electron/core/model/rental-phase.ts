/**
 * What the orders say about a rental, before the clock is asked. `awaiting`: paid, and the provider will say when it is delivered;
 * `paid`: paid, and delivered from its start on, since the provider says no more than that.
 */
export type RentalPhase =
  | 'cancelled'
  | 'released'
  | 'frozen'
  | 'unpaid'
  | 'awaiting'
  | 'paid'
  | 'expired'
  | 'delivered'
  | 'vanished'
  | 'unknown';
