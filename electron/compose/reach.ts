import { second } from '../core/model/instant.ts';

/** What keeping the program within reach needs. */
export interface ReachParts {
  readonly trayIsThere: () => boolean;
  readonly hasWindow: () => boolean;
  /** Puts the window where it can be found, without stepping into anybody's work. */
  readonly openQuietly: () => void;
}

/** A panel that starts at login, or anew, takes so long at most. */
const graceMs = 10 * second;

/** A program without a tray icon and without a window can neither be reached nor ended: where that lasts, it gets its window back. */
export class Reach {
  readonly #parts: ReachParts;
  #timer: NodeJS.Timeout | null = null;

  constructor(parts: ReachParts) {
    this.#parts = parts;
  }

  /** The tray came, or went; or there is none at a start without a window. */
  look(): void {
    this.end();
    if (this.#isWithin()) return;
    this.#timer = setTimeout(() => {
      if (!this.#isWithin()) this.#parts.openQuietly();
    }, graceMs);
  }

  end(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  #isWithin(): boolean {
    return this.#parts.trayIsThere() || this.#parts.hasWindow();
  }
}
