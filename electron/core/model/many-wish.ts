import type { Instant, RentalId } from './ids.ts';
import type { Intention } from './rental.ts';
import type { TagChange } from './tags.ts';

/** So many rentals can be spoken of together at most. */
export const maxTogether = 200;

/** What the user can say of several rentals at once. */
export type ManyWish =
  | { readonly say: 'plan'; readonly intention: Intention }
  /** Null ends the mute. */
  | { readonly say: 'mute'; readonly until: Instant | null }
  | ({ readonly say: 'tag' } & TagChange);

/** Something said of several rentals, which is taken back in one. */
export interface ManyRentals {
  readonly ids: readonly RentalId[];
  readonly wish: ManyWish;
}
