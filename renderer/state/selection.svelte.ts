import type { Bridge } from '../../electron/contract/requests.ts';
import type { RentalFilter } from '../../electron/contract/views.ts';
import type { RentalId } from '../../electron/core/model/ids.ts';
import { maxTogether, type ManyWish } from '../../electron/core/model/many-wish.ts';
import type { RentalView } from '../../electron/core/model/rental.ts';
import { countText } from '../../electron/core/words/money.ts';
import { t } from '../../electron/core/words/words.ts';
import type { AppState } from './app.svelte.ts';
import type { RentalsState } from './rentals.svelte.ts';
import type { UndoState } from './undo.svelte.ts';

type Chosen = ReadonlyMap<RentalId, RentalView>;

/** Where a range begins: a rental, null where it was not fetched, and the place where it stood. */
interface Anchor {
  readonly id: RentalId | null;
  readonly index: number;
}

/** Whether two filters leave the same rentals, in whichever sequence. */
const areAlike = (one: RentalFilter, other: RentalFilter): boolean =>
  JSON.stringify({ ...one, order: null }) === JSON.stringify({ ...other, order: null });

/** The rentals of the list that are chosen, so that something can be said of all of them at once. */
export class SelectionState {
  /** What was said last fitted none of them. */
  fitsNone = $state(false);
  acting = $state(false);
  #chosen: Chosen = $state.raw(new Map());
  /** The filter whose list they were chosen in: with another one none is chosen, since nobody would see them. Its sequence does not count. */
  #filter: RentalFilter | null = $state.raw(null);
  /** The rental that a range begins at, where it stood then, and what was chosen before it. */
  #anchor: Anchor | null = null;
  #before: Chosen = new Map();
  readonly #bridge: Bridge;
  readonly #app: AppState;
  readonly #rentals: RentalsState;
  readonly #undo: UndoState;

  /** As they are now, without those that the list shows no more. */
  readonly rows: readonly RentalView[] = $derived.by(() => {
    const { filter, fetched, isWhole } = this.#rentals;
    if (this.#filter === null || !areAlike(filter, this.#filter)) return [];
    return [...this.#chosen].flatMap(([id, row]) => fetched.get(id) ?? (isWhole ? [] : [row]));
  });
  readonly #ids: ReadonlySet<RentalId> = $derived(new Set(this.rows.map(({ id }) => id)));

  constructor(bridge: Bridge, app: AppState, rentals: RentalsState, undo: UndoState) {
    this.#bridge = bridge;
    this.#app = app;
    this.#rentals = rentals;
    this.#undo = undo;
  }

  has(id: RentalId): boolean {
    return this.#ids.has(id);
  }

  /** Chooses the rental at a place of the list, or no longer; a range begins there. */
  toggle(index: number): void {
    const row = this.#rentals.row(index);
    if (row === null) return;
    const chosen = this.#present();
    if (!chosen.delete(row.id)) chosen.set(row.id, row);
    this.#anchor = { id: row.id, index };
    this.#choose(chosen);
    this.#before = this.#chosen;
  }

  /**
   * Chooses all rentals up to a place, from the one at which the range began, wherever it stands by now; `from` is where the keyboard was, where none
   * began or its rental is gone.
   */
  async extend(from: number, to: number): Promise<void> {
    if (this.#anchor === null || this.rows.length === 0 || this.#filter?.order !== this.#rentals.filter.order)
      this.#begin(from, new Map());
    const anchor = this.#placeOfAnchor() ?? this.#begin(from, this.#present());
    const { filter } = this.#rentals;
    const began = this.#anchor;
    const nearest = Math.max(anchor - maxTogether + 1, Math.min(to, anchor + maxTogether - 1));
    const rows = await this.#rentals.between(Math.min(anchor, nearest), Math.max(anchor, nearest));
    if (filter !== this.#rentals.filter || began !== this.#anchor) return;
    const sequence = nearest < anchor ? [...rows].reverse() : rows;
    const isAnchorThere = began?.id === null || sequence.some(({ id }) => id === began?.id);
    // It stood where nobody had looked since, and stands elsewhere.
    if (rows.length > 0 && !isAnchorThere && this.#rentals.row(from) !== null) {
      this.#begin(from, this.#present());
      await this.extend(from, to);
      return;
    }
    this.#choose(new Map([...this.#before, ...sequence.map((row) => [row.id, row] as const)]), nearest !== to);
  }

  /** Has a range begin at a place, beside what is chosen. Returns the place. */
  #begin(index: number, before: Chosen): number {
    this.#anchor = { id: this.#rentals.row(index)?.id ?? null, index };
    this.#before = before;
    return index;
  }

  /** Where the rental stands at which the range began; null where another one stands in its place and it is not among those that are fetched. */
  #placeOfAnchor(): number | null {
    if (this.#anchor === null) return null;
    const { id, index } = this.#anchor;
    // A rental of two groups has two places.
    const isThere = id !== null && this.#rentals.row(index)?.id === id;
    const place = id === null || isThere ? null : this.#rentals.placeOf(id);
    if (place !== null) return place;
    // While nobody knows what stands there now, it may be the same one.
    return id === null || isThere || this.#rentals.row(index) === null ? index : null;
  }

  /** Chooses none. */
  clear(): void {
    this.#anchor = null;
    this.#before = new Map();
    this.#choose(new Map());
  }

  /** Says something of all of them; `sentence` tells of how many it was said. */
  async say(wish: ManyWish, sentence: (said: number) => string): Promise<boolean> {
    const ids = this.rows.map(({ id }) => id);
    if (ids.length === 0 || this.acting) return false;
    this.acting = true;
    const reply = await this.#bridge.request['rental.changeMany']({ ids, wish });
    this.fitsNone = !reply.ok && reply.failure.code === 'not-found';
    if (reply.ok) {
      const { said } = reply.value;
      const left = ids.length - said;
      const told = [sentence(said), ...(left > 0 ? [t.many_left({ count: left, text: this.#text(left) })] : [])].join(
        ' ',
      );
      this.#app.announce(told);
      await this.#undo.offer(told);
      await this.#rentals.refresh();
      this.#forgetUnseen();
    } else if (!this.fitsNone) this.#app.noteFailure(reply);
    this.acting = false;
    return reply.ok;
  }

  /** What was said may have taken them out of a filtered list. Of those that are not fetched nobody knows whether it has them still. */
  #forgetUnseen(): void {
    const { filtered, isWhole, fetched } = this.#rentals;
    if (filtered && !isWhole) this.#chosen = new Map([...this.#chosen].filter(([id]) => fetched.has(id)));
  }

  #choose(chosen: Chosen, isCut = false): void {
    const isTooMany = isCut || chosen.size > maxTogether;
    this.#chosen = chosen.size > maxTogether ? new Map([...chosen].slice(0, maxTogether)) : chosen;
    this.#filter = this.#rentals.filter;
    this.fitsNone = false;
    const count = this.#text(this.#chosen.size);
    this.#app.announce(isTooMany ? t.many_most({ count }) : t.many_chosen({ count }));
  }

  #present(): Map<RentalId, RentalView> {
    return new Map(this.rows.map((row) => [row.id, row]));
  }

  #text(count: number): string {
    return countText(count, this.#app.locale);
  }
}
