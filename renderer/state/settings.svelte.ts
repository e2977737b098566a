import type { Bridge } from '../../electron/contract/requests.ts';
import type { Failure } from '../../electron/core/model/failure.ts';
import { initialSettings, type Settings } from '../../electron/core/model/settings.ts';
import { t } from '../../electron/core/words/words.ts';
import type { AppState } from './app.svelte.ts';
import type { UndoState } from './undo.svelte.ts';

/** The user's choices, as main has stored them. */
export class SettingsState {
  readonly #bridge: Bridge;
  readonly #app: AppState;
  readonly #undo: UndoState;

  readonly value: Settings = $derived.by(() => this.#app.description?.settings ?? initialSettings);

  constructor(bridge: Bridge, app: AppState, undo: UndoState) {
    this.#bridge = bridge;
    this.#app = app;
    this.#undo = undo;
  }

  /** Stores a choice; what is on screen follows main's reply. Says whether main took it. */
  async set(change: Partial<Settings>): Promise<boolean> {
    const stored = this.#app.noteFailure(await this.#bridge.request['settings.set'](change));
    await this.#app.load();
    if (stored) await this.#undo.offer(t.undo_setting());
    return stored;
  }

  /** The same for what is typed and may be wrong: returns main's failure, for the form to show beside its field. */
  async enter(change: Partial<Settings>): Promise<Failure | null> {
    const reply = await this.#bridge.request['settings.set'](change);
    await this.#app.load();
    if (reply.ok) await this.#undo.offer(t.undo_setting());
    return reply.ok ? null : reply.failure;
  }
}
