import type { ChannelHealth } from '../../core/model/reminder.ts';

/**
 * How the channels are, as far as it is known by now: a desktop that does not answer must keep no window waiting. What is found out and differs from
 * what was known is told.
 */
export class KnownChannels {
  readonly #ask: () => Promise<readonly ChannelHealth[]>;
  readonly #onChanged: () => void;
  /** Null until they were asked once. */
  known: readonly ChannelHealth[] | null = null;

  constructor(ask: () => Promise<readonly ChannelHealth[]>, onChanged: () => void) {
    this.#ask = ask;
    this.#onChanged = onChanged;
  }

  /** Asks every channel. */
  async ask(): Promise<readonly ChannelHealth[]> {
    const found = await this.#ask();
    const isNews = JSON.stringify(found) !== JSON.stringify(this.known);
    this.known = found;
    if (isNews) this.#onChanged();
    return found;
  }
}
