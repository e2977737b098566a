import type { Bridge } from '../../electron/contract/requests.ts';
import { t } from '../../electron/core/words/words.ts';
import type { AppState } from './app.svelte.ts';

/** What the user said last and can take back. Main knows what was before; here is only what is offered. */
export class UndoState {
  /** What was just said, in words, with the way back; null once it is gone from the screen. */
  offered: { readonly id: number; readonly text: string } | null = $state.raw(null);
  /** Something is being taken back. */
  acting = $state(false);
  readonly #bridge: Bridge;
  readonly #app: AppState;

  constructor(bridge: Bridge, app: AppState) {
    this.#bridge = bridge;
    this.#app = app;
  }

  /** Offers to take back what was just done, told in a sentence. */
  async offer(text: string): Promise<void> {
    const last = await this.#bridge.request['undo.last'](null);
    this.offered = last.ok && last.value !== null ? { id: last.value.id, text } : null;
  }

  /** Takes back the last wish, whether or not it is still offered; says what came of it. */
  async takeBack(): Promise<void> {
    if (this.acting) return;
    this.acting = true;
    const last = await this.#bridge.request['undo.last'](null);
    if (this.#app.noteFailure(last)) {
      if (last.value === null) this.#app.announce(t.undo_none());
      else if (this.#app.noteFailure(await this.#bridge.request['undo.apply']({ id: last.value.id })))
        this.#app.announce(t.undo_done());
      this.offered = null;
    }
    this.acting = false;
  }

  /** Lets what was done stand; the menu and its key still take it back. */
  dismiss(): void {
    this.offered = null;
  }
}
