import type { Bridge, RentalDetail } from '../../electron/contract/channels.ts';
import type { Failure } from '../../electron/contract/failure.ts';
import type { RentalId } from '../../electron/contract/ids.ts';
import type { AppState } from './app.svelte.ts';
import { oneAtATime } from './one-at-a-time.ts';

/** The one rental that is open beside the list. */
export class RentalState {
  id: RentalId | null = $state(null);
  /** Null until main answered for this rental. */
  detail: RentalDetail | null = $state.raw(null);
  failure: Failure | null = $state.raw(null);
  ringing = $state(false);
  readonly #bridge: Bridge;
  readonly #app: AppState;

  constructor(bridge: Bridge, app: AppState) {
    this.#bridge = bridge;
    this.#app = app;
  }

  /** Opens a rental, from the list or because a notification asked. */
  async open(id: RentalId): Promise<void> {
    if (id !== this.id) {
      this.id = id;
      this.failure = null;
      this.detail = null;
    }
    await this.refresh();
  }

  close(): void {
    this.id = null;
    this.detail = null;
    this.failure = null;
  }

  /** Looks again at the open rental, if there is one. */
  readonly refresh = oneAtATime(async () => {
    const id = this.id;
    if (id === null) return;
    const answer = await this.#bridge.request['rental.get']({ id });
    if (id !== this.id) return;
    this.failure = answer.ok ? null : answer.failure;
    if (answer.ok) this.detail = answer.value;
  });

  /** Rings with this rental now, through the real channels; `sentence` is told once it rang. */
  async ringNow(sentence: string): Promise<void> {
    if (this.id === null) return;
    this.ringing = true;
    const answer = await this.#bridge.request['reminder.ringNow']({ rentalId: this.id });
    this.ringing = false;
    if (this.#app.noteFailure(answer)) this.#app.announce(sentence);
  }
}
