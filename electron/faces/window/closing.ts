import { minute } from '../../core/model/instant.ts';

/** What deciding about a window's end needs. */
export interface ClosingParts {
  readonly now: () => number;
  readonly trayIsThere: () => boolean;
  /** Makes the window again. */
  readonly reopen: () => void;
  /** Told that the page closed its window itself. */
  readonly onRefused: (what: string) => void;
}

/** A page that closes its window more often within a minute does so as soon as it is there. */
const maxReopened = 3;

/**
 * Decides what the end of a window means. Where no tray brings the window back, nobody but the program ends it: a script can close its window
 * without a word before (`window.close()`), and would leave a program that nobody sees or ends.
 */
export class Closing {
  readonly #parts: ClosingParts;
  #isMeant = false;
  #reopenedAtMs: readonly number[] = [];

  constructor(parts: ClosingParts) {
    this.#parts = parts;
  }

  /** A window was made, and nobody means to end it yet. */
  opened(): void {
    this.#isMeant = false;
  }

  /** The program ends the window, whatever becomes of it. */
  meant(): void {
    this.#isMeant = true;
  }

  /** Whether the user may close the window; without a tray it stays, minimised. */
  mayClose(): boolean {
    this.#isMeant ||= this.#parts.trayIsThere();
    return this.#isMeant;
  }

  /** The window is gone. One that nobody meant to end is made again, up to a bound. */
  closed(): void {
    const { now, trayIsThere, reopen, onRefused } = this.#parts;
    if (this.#isMeant || trayIsThere()) return;
    onRefused('window closed by its page');
    const nowMs = now();
    this.#reopenedAtMs = [...this.#reopenedAtMs.filter((atMs) => Math.abs(nowMs - atMs) < minute), nowMs];
    if (this.#reopenedAtMs.length <= maxReopened) reopen();
  }
}
