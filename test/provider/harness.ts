import { randomUUID } from 'node:crypto';
import {
  startDemoServers,
  type DemoOptions,
  type DemoProvider,
  type DemoServers,
} from '../../electron/demo/servers.ts';
import type { Result } from '../../electron/contract/failure.ts';
import type { ProviderOrderId } from '../../electron/contract/ids.ts';
import { createNodeTransport } from '../../electron/http/node.ts';
import type { Transport } from '../../electron/http/port.ts';
import { createHttpPort } from '../../electron/http/send.ts';
import { realWait } from '../../electron/http/wait.ts';
import type {
  KnownOrder,
  Provider,
  ProviderSession,
  ReadOrder,
  RoundReading,
} from '../../electron/providers/provider.ts';
import { providers } from '../../electron/providers/registry.ts';
import { Secret } from '../../electron/secrets/secret.ts';

/** The instant around which the demo's world stands in these tests. */
export const anchor = new Date('2026-11-23T04:00:00Z');

const names: readonly DemoProvider[] = ['wolover', 'unicloud', 'qiniu'];

/** The registry's providers with the names that the demo plays; a provider without a demo server would be missed, and fails the suite. */
export const played = providers.map((provider) => {
  const name = names.find((known) => known === provider.description.id);
  if (name === undefined) throw new Error(`no demo server plays ${provider.description.id}`);
  return { name, provider };
});

/** What a round is given besides the demo's own account. */
export interface Given {
  readonly settings?: Readonly<Record<string, string>>;
  readonly secrets?: Readonly<Record<string, string>>;
  readonly baseUrl?: string;
  readonly known?: (id: ProviderOrderId) => KnownOrder | null;
  readonly signal?: AbortSignal;
}

/** The demo servers behind the real Node transport; waits last a fiftieth of what they do in life, the clock stands still. */
export class Stage {
  readonly servers: DemoServers;
  readonly skews: number[] = [];
  requests = 0;
  readonly #memory = {};
  readonly #transport: Transport = createNodeTransport({
    findProxy: () => Promise.resolve(null),
    extraCertificates: null,
  });

  private constructor(servers: DemoServers) {
    this.servers = servers;
  }

  static async open(options: Partial<DemoOptions> = {}): Promise<Stage> {
    return new Stage(await startDemoServers({ now: () => anchor, ...options }));
  }

  async close(): Promise<void> {
    await this.#transport.close();
    await this.servers.stop();
  }

  /** Everything works again, and requests count from 1. */
  reset(): void {
    this.servers.faults.clear();
    this.servers.reset();
    this.skews.length = 0;
    this.requests = 0;
  }

  async round(name: DemoProvider, given: Given = {}): Promise<Result<RoundReading>> {
    const { session, provider } = this.#session(name, given);
    const outcome = await provider.readRound(session);
    this.requests = session.http.requests();
    return outcome;
  }

  async test(name: DemoProvider, given: Given = {}): Promise<Awaited<ReturnType<Provider['test']>>> {
    const { session, provider } = this.#session(name, given);
    return provider.test(session);
  }

  #session(name: DemoProvider, given: Given) {
    const entry = played.find((candidate) => candidate.name === name);
    if (entry === undefined) throw new Error(name);
    const endpoint = this.servers[name];
    const signal = given.signal ?? new AbortController().signal;
    const http = createHttpPort({
      transport: this.#transport,
      now: () => anchor.getTime(),
      wait: (durationMs, ending) => realWait(durationMs / 50, ending),
      random: () => 0,
      signal,
      onSkew: (skewMs) => this.skews.push(skewMs),
    });
    const session: ProviderSession & { readonly http: typeof http } = {
      baseUrl: given.baseUrl ?? endpoint.baseUrl,
      settings: given.settings ?? (name === 'wolover' ? { durationUnit: 'month' } : {}),
      secrets: Object.fromEntries(
        Object.entries({ ...endpoint.secrets, ...given.secrets }).map(([key, text]) => [key, new Secret(text)]),
      ),
      http,
      now: () => anchor.getTime(),
      nonce: randomUUID,
      known: given.known ?? (() => null),
      memory: this.#memory,
      shouldStop: () => signal.aborted,
      isBudgetSpent: () => false,
      onProgress: () => undefined,
    };
    return { session, provider: entry.provider };
  }
}

/** What the store would tell about these orders a round later, all of them finished. */
export const remembered = (orders: readonly ReadOrder[]): ((id: ProviderOrderId) => KnownOrder | null) => {
  const known = new Map(orders.map((order) => [order.providerOrderId, order]));
  return (id) => {
    const order = known.get(id);
    return order === undefined
      ? null
      : {
          listMark: order.listMark,
          detailReadAt: order.detailReadAt,
          finished: true,
          incomplete: order.incomplete.length > 0,
          doubtful: false,
        };
  };
};

/** The orders without what differs from round to round by design. */
export const sortedById = (orders: readonly ReadOrder[]): readonly ReadOrder[] =>
  [...orders].sort((one, other) => (one.providerOrderId < other.providerOrderId ? -1 : 1));
