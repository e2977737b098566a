/** What Electron's `net` tells: false means surely offline, true promises nothing. */
export interface OnlineSource {
  isOnline(): boolean;
}

/**
 * Knows whether there is any connection, and tells when it changes. Electron has no event for this in main,
 * so `look` is called from the program's own tick.
 */
export class NetworkState {
  readonly #source: OnlineSource;
  readonly #onChanged: (online: boolean) => void;
  #online: boolean;

  constructor(source: OnlineSource, onChanged: (online: boolean) => void) {
    this.#source = source;
    this.#onChanged = onChanged;
    this.#online = source.isOnline();
  }

  /** As of the last look. */
  get online(): boolean {
    return this.#online;
  }

  /** Asks again and tells the change, if there is one. */
  look(): void {
    const online = this.#source.isOnline();
    if (online === this.#online) return;
    this.#online = online;
    this.#onChanged(online);
  }
}
