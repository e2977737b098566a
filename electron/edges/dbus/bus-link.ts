import { createConnection } from 'node:net';
import type { BusCall, BusFault, BusLink, SignalRule } from '../../core/ports/bus-link.ts';
import { sessionBusTargets } from './bus-address.ts';
import { openClient, type BusClient } from './bus-client.ts';
import { firstConnection, type Connect } from './first-connection.ts';

/** How long connecting may take, in milliseconds. */
const connectLimitMs = 1_000;
/** A bus that went away is looked for again after so long, in milliseconds, each time twice as long up to the most. */
const retryMs = { least: 1_000, most: 60_000 };

interface Follower {
  readonly rules: readonly SignalRule[];
  readonly hear: (member: string, body: readonly unknown[]) => void;
  readonly connected?: (() => void) | undefined;
}

const matchOf = ({ contract, member, sender, firstText }: SignalRule): string =>
  [
    `type='signal'`,
    `interface='${contract}'`,
    `member='${member}'`,
    ...(sender === undefined ? [] : [`sender='${sender}'`]),
    ...(firstText === undefined ? [] : [`arg0='${firstText}'`]),
  ].join(',');

/** The lasting connection to the session bus that the environment names. */
export class SessionBusLink implements BusLink {
  readonly #environment: Readonly<Record<string, string | undefined>>;
  readonly #connect: Connect;
  readonly #followers: Follower[] = [];
  #client: Promise<BusClient | null> | null = null;
  #retry: NodeJS.Timeout | null = null;
  #waitMs = retryMs.least;
  #isClosed = false;

  constructor(
    environment: Readonly<Record<string, string | undefined>>,
    connect: Connect = (target) => createConnection(target),
  ) {
    this.#environment = environment;
    this.#connect = connect;
  }

  async call(call: BusCall, limitMs: number): Promise<readonly unknown[] | BusFault> {
    const client = await this.#connected();
    return client === null ? 'absent' : client.call(call, limitMs);
  }

  follow(rules: readonly SignalRule[], hear: Follower['hear'], connected?: () => void): void {
    const follower = { rules, hear, connected };
    this.#followers.push(follower);
    const hadClient = this.#client !== null;
    void this.#connected().then((client) => {
      if (hadClient && client !== null) join(client, follower);
    });
  }

  close(): void {
    this.#isClosed = true;
    if (this.#retry !== null) clearTimeout(this.#retry);
    void this.#client?.then((client) => client?.end());
  }

  #connected(): Promise<BusClient | null> {
    if (this.#isClosed) return Promise.resolve(null);
    this.#client ??= this.#open();
    return this.#client;
  }

  async #open(): Promise<BusClient | null> {
    const targets = sessionBusTargets(this.#environment);
    // No environment names a bus later that named none before.
    if (targets.length === 0) return null;
    const stream = await firstConnection(targets, connectLimitMs, this.#connect);
    const client =
      typeof stream === 'string'
        ? null
        : await openClient(stream, {
            onSignal: (contract, member, body) => this.#hear(contract, member, body),
            onLost: () => this.#lost(),
          });
    if (client === null || this.#isClosed) {
      client?.end();
      this.#lost();
      return null;
    }
    this.#waitMs = retryMs.least;
    for (const follower of this.#followers) join(client, follower);
    return client;
  }

  /** Who calls connects anew at once; who only listens is reconnected in a while. */
  #lost(): void {
    this.#client = null;
    if (this.#isClosed || this.#followers.length === 0 || this.#retry !== null) return;
    this.#retry = setTimeout(() => {
      this.#retry = null;
      void this.#connected();
    }, this.#waitMs);
    this.#waitMs = Math.min(retryMs.most, this.#waitMs * 2);
  }

  #hear(contract: string, member: string, body: readonly unknown[]): void {
    for (const { rules, hear } of this.#followers) {
      if (rules.some((rule) => isMeant(rule, contract, member, body))) hear(member, body);
    }
  }
}

const isMeant = (rule: SignalRule, contract: string, member: string, [first]: readonly unknown[]): boolean =>
  rule.contract === contract && rule.member === member && (rule.firstText === undefined || rule.firstText === first);

const join = (client: BusClient, { rules, connected }: Follower): void => {
  rules.forEach((rule) => client.match(matchOf(rule)));
  connected?.();
};
