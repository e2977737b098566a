import type { BusCall, BusFault, BusLink, SignalRule } from '../../../../electron/core/ports/bus-link.ts';

/** A lasting connection whose other end is the test. */
export class FakeLink implements BusLink {
  readonly calls: BusCall[] = [];
  /** What the next calls are replied with. */
  reply: (call: BusCall) => readonly unknown[] | BusFault = () => [this.calls.length];
  readonly #followers: { rules: readonly SignalRule[]; hear: (member: string, body: readonly unknown[]) => void }[] =
    [];
  readonly #connected: (() => void)[] = [];

  call(call: BusCall): Promise<readonly unknown[] | BusFault> {
    this.calls.push(call);
    return Promise.resolve(this.reply(call));
  }

  follow(
    rules: readonly SignalRule[],
    hear: (member: string, body: readonly unknown[]) => void,
    connected: () => void = () => undefined,
  ): void {
    this.#followers.push({ rules, hear });
    this.#connected.push(connected);
    connected();
  }

  close(): void {
    this.#followers.length = 0;
  }

  /** Somebody on the bus sends a signal. */
  signal(member: string, ...body: readonly unknown[]): void {
    for (const { rules, hear } of this.#followers) {
      const isMeant = rules.some((rule) => rule.member === member && [undefined, body[0]].includes(rule.firstText));
      if (isMeant) hear(member, body);
    }
  }

  /** The connection was lost, and stands again. */
  reconnect(): void {
    for (const connected of this.#connected) connected();
  }
}
