import type { Bridge } from '../../electron/contract/requests.ts';
import { everyRental } from '../../electron/contract/views.ts';
import type { Failure } from '../../electron/core/model/failure.ts';
import type { Instant, RentalId } from '../../electron/core/model/ids.ts';
import type { RentalView } from '../../electron/core/model/rental.ts';
import type { AppState } from './app.svelte.ts';

/** Rentals fetched at once. */
const pageSize = 200;

/** The walk through all rentals of which no end is known: one after the other, each set or skipped. */
export class EndWalkState {
  /** The walk is on. */
  on = $state(false);
  /** The rental that is asked about; null while it is fetched, and after the last one. */
  current: RentalView | null = $state.raw(null);
  /** True once every one was set or skipped. */
  isDone = $state(false);
  /** How many there are in all, those that were set meanwhile among them. */
  total = $state(0);
  /** How many came before the present one. */
  passed = $state(0);
  /** How many were passed without being set. */
  skipped = $state(0);
  /** An end is on its way to main. */
  acting = $state(false);
  failure: Failure | null = $state.raw(null);
  #rentals: readonly RentalView[] = [];
  readonly #ended = new Set<RentalId>();
  readonly #bridge: Bridge;
  readonly #app: AppState;

  constructor(bridge: Bridge, app: AppState) {
    this.#bridge = bridge;
    this.#app = app;
  }

  /** Begins with the first of those that lack an end now. */
  async start(): Promise<void> {
    this.on = true;
    this.isDone = false;
    this.current = null;
    this.#rentals = [];
    this.#ended.clear();
    await this.#goTo(0);
  }

  stop(): void {
    this.on = false;
  }

  /** Sets the end of the present one and goes on; `sentence` is told once main took it. A failure stays beside the field. */
  async setEnd(at: Instant, sentence: string): Promise<void> {
    const { current } = this;
    if (current === null || this.acting) return;
    this.acting = true;
    const reply = await this.#bridge.request['rental.change']({ id: current.id, change: { correctedEndAt: at } });
    this.acting = false;
    this.failure = reply.ok ? null : reply.failure;
    if (!reply.ok) return;
    this.#ended.add(current.id);
    this.#app.announce(sentence);
    await this.#goTo(this.passed + 1);
  }

  /** Leaves the present one as it is. */
  async skip(): Promise<void> {
    if (this.current !== null && !this.acting) await this.#goTo(this.passed + 1);
  }

  /** Goes back to the one before, set or not. */
  async back(): Promise<void> {
    if (this.passed > 0 && !this.acting) await this.#goTo(this.passed - 1);
  }

  async #goTo(place: number): Promise<void> {
    this.failure = null;
    if (place >= this.#rentals.length && !(await this.#fetchMore())) return;
    this.passed = place;
    this.current = this.#rentals[place] ?? null;
    this.skipped = this.#rentals.slice(0, place).filter(({ id }) => !this.#ended.has(id)).length;
    this.isDone = this.current === null;
  }

  /** Those that were set are not listed any more, so the skipped ones are what lies before the next page. */
  async #fetchMore(): Promise<boolean> {
    const seen = new Set(this.#rentals.map(({ id }) => id));
    const offset = seen.size - this.#ended.size;
    const wanted = { ...everyRental, noRing: 'no-end', offset, limit: pageSize } as const;
    const reply = await this.#bridge.request['rental.list'](wanted);
    if (!reply.ok) {
      this.failure = reply.failure;
      return false;
    }
    this.#rentals = [...this.#rentals, ...reply.value.rows.filter(({ id }) => !seen.has(id))];
    this.total = Math.max(this.#rentals.length, reply.value.total + this.#ended.size);
    return true;
  }
}
