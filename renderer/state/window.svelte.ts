import { createContext } from 'svelte';
import type { Bridge } from '../../electron/contract/requests.ts';
import type { RentalId } from '../../electron/core/model/ids.ts';
import { minute } from '../../electron/core/model/instant.ts';
import { isBalanceId } from '../../electron/core/rentals/balance.ts';
import type { LocaleSetting } from '../../electron/core/words/instants.ts';
import { speakIn } from '../../electron/core/words/words.ts';
import { AccountsState } from './accounts.svelte.ts';
import { AppState } from './app.svelte.ts';
import { EndWalkState } from './end-walk.svelte.ts';
import { FirstStepsState } from './first-steps.svelte.ts';
import { NowState } from './now.svelte.ts';
import { RemindersState } from './reminders.svelte.ts';
import { RentalState } from './rental.svelte.ts';
import { RentalsState } from './rentals.svelte.ts';
import { SelectionState } from './selection.svelte.ts';
import { SettingsState } from './settings.svelte.ts';
import { TagsState } from './tags.svelte.ts';
import { TodayState } from './today.svelte.ts';
import { UndoState } from './undo.svelte.ts';

/** Everything that one window shows, one part per noun, and what each event is followed by: looking again. */
export class WindowState {
  readonly now: NowState;
  readonly app: AppState;
  readonly rentals: RentalsState;
  readonly selection: SelectionState;
  readonly rental: RentalState;
  readonly endWalk: EndWalkState;
  readonly accounts: AccountsState;
  readonly reminders: RemindersState;
  readonly settings: SettingsState;
  readonly firstSteps: FirstStepsState;
  readonly tags: TagsState;
  readonly today: TodayState;
  readonly undo: UndoState;
  readonly #bridge: Bridge;

  constructor(bridge: Bridge, localeSetting: LocaleSetting, clock: () => number) {
    this.#bridge = bridge;
    this.now = new NowState(clock);
    this.app = new AppState(bridge, this.now, localeSetting);
    this.rentals = new RentalsState(bridge);
    this.undo = new UndoState(bridge, this.app);
    this.selection = new SelectionState(bridge, this.app, this.rentals, this.undo);
    this.rental = new RentalState(bridge, this.app, this.undo);
    this.endWalk = new EndWalkState(bridge, this.app);
    this.accounts = new AccountsState(bridge, this.app, this.undo);
    this.reminders = new RemindersState(bridge, this.app, this.undo);
    this.settings = new SettingsState(bridge, this.app, this.undo);
    this.firstSteps = new FirstStepsState(bridge, this.app, this.accounts, this.settings);
    this.tags = new TagsState(bridge);
    this.today = new TodayState(bridge);
    speakIn(() => this.app.locale);
  }

  /** Asks for everything that the first frame needs, all at once; resolves when it can be drawn. */
  async load(): Promise<void> {
    await Promise.all([this.app.load(), this.today.load(), this.rentals.refresh(), this.accounts.load()]);
    await this.#takeView();
  }

  /** Follows the clock and main's news; returns the way to stop. */
  start(): () => void {
    const { on } = this.#bridge;
    // The words of a card count down, and main sends no news when only time has passed.
    const minutely = setInterval(() => void this.#lookAtReminders(), minute);
    const stops = [
      this.now.start(),
      () => clearInterval(minutely),
      on['app.changed'](() => void this.app.load()),
      on['account.changed'](() => void Promise.all([this.accounts.load(), this.#lookAtReminders()])),
      on['rental.changed'](() => void this.#lookAtRentals()),
      on['reminder.changed'](() => void this.#lookAtReminders()),
      on['view.changed'](() => void this.#takeView()),
    ];
    return () => stops.forEach((stop) => stop());
  }

  /** Shows the demo world instead of the user's own accounts. */
  async enterDemo(): Promise<void> {
    await this.#switchWorld('demo.enter');
  }

  /** Back to the user's own accounts. */
  async leaveDemo(): Promise<void> {
    await this.#switchWorld('demo.leave');
  }

  /** Shows what a reminder is about: a rental, or the accounts where it is the credit of one. */
  async open(id: RentalId): Promise<void> {
    if (isBalanceId(id)) {
      this.app.show('accounts');
      return;
    }
    this.app.show('rentals');
    await this.rental.open(id);
  }

  async #switchWorld(wish: 'demo.enter' | 'demo.leave'): Promise<void> {
    this.app.switching = true;
    const reply = await this.#bridge.request[wish](null);
    if (this.app.noteFailure(reply)) {
      this.rental.close();
      this.app.show('rentals');
    }
    await Promise.all([this.app.load(), this.today.load(), this.rentals.clear(), this.accounts.load()]);
    this.app.switching = false;
  }

  async #lookAtRentals(): Promise<void> {
    // What waits is about rentals as they are: one that was renewed or released has another card, or none.
    await Promise.all([this.rentals.refresh(), this.#lookAtReminders()]);
  }

  async #lookAtReminders(): Promise<void> {
    // The list of rentals shows none of them; the other views show the dates that result.
    const shown = this.app.view === 'rentals' || this.app.view === 'today' ? undefined : this.reminders.load();
    await Promise.all([shown, this.today.load(), this.rental.refresh(), this.app.load()]);
  }

  async #takeView(): Promise<void> {
    const reply = await this.#bridge.request['view.take'](null);
    if (!reply.ok) return;
    const { rentalId, view, search, undo, setEnds, exportRentals, failure } = reply.value;
    if (failure !== null) this.app.trouble = failure;
    if (view !== null) this.app.show(view);
    if (undo) await this.undo.takeBack();
    if (search) this.rentals.wantsSearch = true;
    if (rentalId !== null) await this.open(rentalId);
    if (exportRentals === true) this.rentals.exporting = true;
    if (setEnds === true) await this.endWalk.start();
  }
}

/** The window's state, given once by the root and read by every component below it. */
export const [windowState, provideWindowState] = createContext<WindowState>();
