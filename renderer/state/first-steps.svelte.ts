import { firstSteps, type FirstStep } from '../../electron/core/model/settings.ts';
import type { Bridge } from '../../electron/contract/requests.ts';
import type { AccountsState } from './accounts.svelte.ts';
import type { AppState } from './app.svelte.ts';
import type { SettingsState } from './settings.svelte.ts';

/** What a new user is asked once, so that the bell reaches them. */
export class FirstStepsState {
  readonly #bridge: Bridge;
  readonly #app: AppState;
  readonly #accounts: AccountsState;
  readonly #settings: SettingsState;

  /** Asked when an account was read, so that there is something to ring about; never in the demo. */
  readonly #isTime = $derived.by(
    () => this.#app.description?.demo === false && this.#accounts.hasRead && !this.#accounts.adding,
  );
  /** Whether a test that was rung was noticed. */
  readonly asksRing: boolean = $derived.by(() => this.#isTime && !this.#isTaken('ring'));
  readonly asksLogin: boolean = $derived.by(() => this.#isTime && this.#app.description?.login.asks === true);
  readonly asksQuiet: boolean = $derived.by(
    () => this.#isTime && !this.#isTaken('quiet') && this.#settings.value.quietHours === null,
  );
  readonly asksAny: boolean = $derived.by(() => this.asksRing || this.asksLogin || this.asksQuiet);

  constructor(bridge: Bridge, app: AppState, accounts: AccountsState, settings: SettingsState) {
    this.#bridge = bridge;
    this.#app = app;
    this.#accounts = accounts;
    this.#settings = settings;
  }

  /** A step was taken, or is not wanted: it is not asked again. No choice that anybody would take back. */
  async took(...steps: readonly FirstStep[]): Promise<void> {
    const taken = firstSteps.filter((step) => this.#isTaken(step) || steps.includes(step));
    this.#app.noteFailure(await this.#bridge.request['settings.set']({ firstSteps: taken }));
    await this.#app.load();
  }

  /** Asks for nothing more. */
  async skip(): Promise<void> {
    const asksLogin = this.asksLogin;
    await this.took(...firstSteps);
    if (asksLogin) await this.#app.setLogin(false);
  }

  #isTaken(step: FirstStep): boolean {
    return this.#settings.value.firstSteps.includes(step);
  }
}
