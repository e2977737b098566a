/** The part of Electron's app that is quit. */
export interface QuittingApp {
  on(event: 'before-quit', listener: (event: { preventDefault(): void }) => void): unknown;
  quit(): void;
}

/** What quitting does. */
export interface Ending {
  /** Ends what is under way and closes the store. */
  readonly end: () => void | Promise<void>;
  /** Something is left that an orderly exit of the process would wait for. */
  readonly isHeld: () => boolean;
  /** How long it may take, in milliseconds, where the user waits for it and nobody logs out. */
  readonly limitMs?: number;
}

/** All that quitting may take otherwise, in milliseconds; whatever has not ended by then ends with the process. */
const limitMs = 2_500;

/** Quits in order: what is under way is ended and the store closed before the process goes. */
export class Quitting {
  readonly #app: QuittingApp;
  readonly #kill: () => void;
  #ending: Ending;
  #state: 'running' | 'ending' | 'ended' = 'running';

  /** `ending` is what quitting does for now, see `become`; `kill` ends the process at once. */
  constructor(app: QuittingApp, ending: Ending, kill: () => void) {
    this.#app = app;
    this.#kill = kill;
    this.#ending = ending;
    app.on('before-quit', (event) => {
      if (this.#state === 'ended') return;
      event.preventDefault();
      if (this.#state === 'running') this.#begin();
    });
  }

  /** Whether somebody quits: a start that is still under way goes no further. */
  get hasBegun(): boolean {
    return this.#state !== 'running';
  }

  /** What quitting does from now on. */
  become(ending: Ending): void {
    this.#ending = ending;
  }

  #begin(): void {
    this.#state = 'ending';
    const timer = setTimeout(this.#kill, this.#ending.limitMs ?? limitMs);
    const over = (): void => {
      clearTimeout(timer);
      this.#state = 'ended';
      if (this.#ending.isHeld()) this.#kill();
      // Not within the event that asks to quit: the runtime would take its answer for that to the second question, and never quit.
      else setImmediate(() => this.#app.quit());
    };
    void Promise.resolve()
      .then(() => this.#ending.end())
      .then(over, over);
  }
}
