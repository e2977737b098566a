import type { Bridge } from '../../electron/contract/requests.ts';

/** The tags that rentals have, to choose from where one is written. */
export class TagsState {
  known: readonly string[] = $state.raw([]);
  readonly #bridge: Bridge;

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
  }

  /** Looks again; what is known stays where main does not say. */
  async load(): Promise<void> {
    const reply = await this.#bridge.request['rental.tags'](null);
    if (reply.ok) this.known = reply.value;
  }
}
