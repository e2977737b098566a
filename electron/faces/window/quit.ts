/** The part of Electron's app that is quit. */
export interface QuittingApp {
  on(event: 'before-quit', listener: (event: { preventDefault(): void }) => void): unknown;
  quit(): void;
  exit(): void;
}

/** All that quitting may take, in milliseconds; whatever has not ended by then ends with the process. */
const limitMs = 2_500;

/** Quits in order: what is under way is ended and the store closed before the process goes. */
export class Quitting {
  readonly #app: QuittingApp;
  #end: () => void | Promise<void>;
  #state: 'running' | 'ending' | 'ended' = 'running';

  /** `end` is what quitting does for now, see `become`. */
  constructor(app: QuittingApp, end: () => void | Promise<void>) {
    this.#app = app;
    this.#end = end;
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
  become(end: () => Promise<void>): void {
    this.#end = end;
  }

  #begin(): void {
    this.#state = 'ending';
    const timer = setTimeout(() => this.#app.exit(), limitMs);
    const over = (): void => {
      clearTimeout(timer);
      this.#state = 'ended';
      // Not within the event that asks to quit: the runtime would take its answer for that to the second question, and never quit.
      setImmediate(() => this.#app.quit());
    };
    void Promise.resolve()
      .then(() => this.#end())
      .then(over, over);
  }
}
