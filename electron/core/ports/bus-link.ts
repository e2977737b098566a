/** A method to call over the session bus, with its arguments and their D-Bus signature. */
export interface BusCall {
  readonly name: string;
  readonly path: string;
  readonly contract: string;
  readonly method: string;
  readonly signature: string;
  readonly body: readonly unknown[];
}

/** Which signals are meant: those of a contract by one name, of one sender or with a first argument where these are given. */
export interface SignalRule {
  readonly contract: string;
  readonly member: string;
  readonly sender?: string;
  readonly firstText?: string;
}

/** Why a call brought no reply: an error came instead, nothing came in time, or there is no bus. */
export type BusFault = 'refused' | 'silent' | 'absent';

/** A lasting connection to the session bus of a Linux desktop, made with the first use and anew when it is lost. Never throws. */
export interface BusLink {
  /** What a method replies with within `limitMs` milliseconds, or why it does not. */
  call(call: BusCall, limitMs: number): Promise<readonly unknown[] | BusFault>;
  /**
   * Calls `hear` with the arguments of each such signal, until the link is closed. `connected` is called whenever a connection stands,
   * the first and each later one: what happened before it was not heard.
   */
  follow(
    rules: readonly SignalRule[],
    hear: (member: string, body: readonly unknown[]) => void,
    connected?: () => void,
  ): void;
  /** Ends the connection for good. */
  close(): void;
}
