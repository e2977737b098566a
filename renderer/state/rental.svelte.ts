import type { Bridge } from '../../electron/contract/requests.ts';
import type { RentalDetail } from '../../electron/contract/views.ts';
import type { Failure, Result } from '../../electron/core/model/failure.ts';
import type { DeadlineKind } from '../../electron/core/model/deadline.ts';
import type { Instant, ProviderOrderId, RentalId } from '../../electron/core/model/ids.ts';
import type { ReminderView, RingOutcome } from '../../electron/core/model/reminder.ts';
import type { Intention, RentalChange, SnoozeChoice } from '../../electron/core/model/rental.ts';
import type { AppState } from './app.svelte.ts';
import type { UndoState } from './undo.svelte.ts';
import { oneAtATime } from './one-at-a-time.ts';

/** The one rental that is open beside the list. */
export class RentalState {
  id: RentalId | null = $state(null);
  /** Null until main answered for this rental. */
  detail: RentalDetail | null = $state.raw(null);
  failure: Failure | null = $state.raw(null);
  ringing = $state(false);
  /** What came of ringing with it now; null until it was asked for. */
  rang: RingOutcome | null = $state.raw(null);
  /** What would ring with the end that is being entered; null until main has answered for one. */
  preview: { readonly endAt: Instant; readonly reminders: readonly ReminderView[] } | null = $state.raw(null);
  /** Something that the user said is on its way to main. */
  acting = $state(false);
  readonly #bridge: Bridge;
  readonly #app: AppState;
  readonly #undo: UndoState;

  constructor(bridge: Bridge, app: AppState, undo: UndoState) {
    this.#bridge = bridge;
    this.#app = app;
    this.#undo = undo;
  }

  /** Opens a rental, from the list or because a notification asked. */
  async open(id: RentalId): Promise<void> {
    if (id !== this.id) {
      this.id = id;
      this.failure = null;
      this.detail = null;
      this.rang = null;
      this.preview = null;
    }
    await this.refresh();
  }

  close(): void {
    this.id = null;
    this.detail = null;
    this.failure = null;
    this.rang = null;
  }

  /** Looks again at the open rental, if there is one. */
  readonly refresh = oneAtATime(async () => {
    const id = this.id;
    if (id === null) return;
    const reply = await this.#bridge.request['rental.get']({ id });
    if (id !== this.id) return;
    this.failure = reply.ok ? null : reply.failure;
    if (reply.ok) this.detail = reply.value;
  });

  /** Rings with this rental now, through the real channels; what came of it is told in the words of `sentence`. */
  async ringNow(sentence: (outcome: RingOutcome) => string): Promise<void> {
    const { id } = this;
    if (id === null) return;
    this.ringing = true;
    this.rang = null;
    const reply = await this.#bridge.request['reminder.ringNow']({ rentalId: id });
    this.ringing = false;
    if (!this.#app.noteFailure(reply) || id !== this.id) return;
    this.rang = reply.value;
    this.#app.announce(sentence(reply.value));
  }

  /** Names it, notes something, corrects its end, mutes it or gives it points; `sentence` is told once main took it. */
  change(change: RentalChange, sentence: string): Promise<boolean> {
    return this.#say((id) => this.#bridge.request['rental.change']({ id, change }), sentence);
  }

  /** Asks what would ring with another end; nothing of it is stored. An end that cannot be is refused when it is set. */
  async previewEnd(endAt: Instant): Promise<void> {
    const { id } = this;
    if (id === null) return;
    const reply = await this.#bridge.request['rental.previewEnd']({ id, endAt });
    if (id === this.id) this.preview = reply.ok ? { endAt, reminders: reply.value } : null;
  }

  /** Says what is meant to happen with it. Main forgets a "later" with it. */
  decide(intention: Intention, sentence: string): Promise<boolean> {
    return this.#say((id) => this.#bridge.request['rental.decide']({ id, intention }), sentence);
  }

  /** Puts one of its deadlines off for a while. */
  snooze(deadline: DeadlineKind, choice: SnoozeChoice, sentence: string): Promise<boolean> {
    return this.#say((id) => this.#bridge.request['rental.snooze']({ id, deadline, choice }), sentence);
  }

  /** Takes an order that the user joined out of it again. */
  split(providerOrderId: ProviderOrderId, sentence: string): Promise<boolean> {
    return this.#say((id) => this.#bridge.request['rental.split']({ id, providerOrderId }), sentence);
  }

  /** Joins it to another rental, which is then the one that is open. */
  async join(into: RentalId, sentence: string): Promise<void> {
    const joined = await this.#say((id) => this.#bridge.request['rental.join']({ id, into }), sentence, into);
    if (joined) await this.open(into);
  }

  /** Nothing on screen changes before main has answered and was asked again. */
  async #say(
    wish: (id: RentalId) => Promise<Result<null>>,
    sentence: string,
    opensNext: RentalId | null = null,
  ): Promise<boolean> {
    const id = this.id;
    if (id === null) return false;
    this.acting = true;
    const done = this.#app.noteFailure(await wish(id));
    if (done) {
      this.#app.announce(sentence);
      await this.#undo.offer(sentence);
    }
    // A rental that was joined to another is gone: asking for it again would only fail.
    if (!done || opensNext === null) await this.refresh();
    this.acting = false;
    return done;
  }
}
