import { randomUUID } from 'node:crypto';
import type { Result } from '../../electron/core/model/failure.ts';
import { directTransport } from '../fakes/http.ts';
import type { ProviderOrderId } from '../../electron/core/model/ids.ts';
import type { Locale } from '../../electron/core/model/settings.ts';
import type { DemoRequest } from '../../electron/demo/exchange.ts';
import type { Fault, FaultRule, FaultScript } from '../../electron/demo/fault-script.ts';
import type { LoggedRequest } from '../../electron/demo/front-desk.ts';
import { usualDeadlines, type Deadlines } from '../../electron/edges/http/exchange.ts';
import type { HttpRequest } from '../../electron/core/ports/http.ts';
import type { Transport } from '../../electron/edges/http/transport.ts';
import { createHttpPort } from '../../electron/edges/http/send.ts';
import { realWait } from '../../electron/edges/http/wait.ts';
import type {
  KnownOrder,
  Provider,
  ProviderSession,
  ReadOrder,
  ReadResource,
  RoundReading,
  TestReading,
} from '../../electron/core/ports/provider.ts';
import { Secret } from '../../electron/core/model/secret.ts';
import { valueOf } from '../unit/providers/session.ts';

/** The instant at which the played providers stand in these tests. */
export const anchor = new Date('2026-11-23T04:00:00Z');

/** A server on loopback that plays one provider, and what a test has to know of it. */
export interface Stand {
  readonly baseUrl: string;
  readonly secrets: Readonly<Record<string, string>>;
  readonly settings: Readonly<Record<string, string>>;
  /** The ids of all orders, or resources, that its lists name. */
  readonly truth: readonly string[];
  readonly faults: FaultScript;
  readonly requests: () => readonly LoggedRequest[];
  readonly reset: () => void;
  readonly stop: () => Promise<void>;
}

/** A trap of a provider's document, and how one sees over real HTTP that the code does not fall into it. */
export interface Trap {
  readonly trap: string;
  readonly see: (stage: Stage) => Promise<void>;
}

/** A provider as the suite needs it: its code, its server, its words, its sample answers, its traps. */
export interface Role {
  readonly provider: Provider;
  readonly open: () => Promise<Stand>;
  /** What a message key says; null when there is no such message. */
  readonly sentence: (key: string, locale: Locale) => string | null;
  /** The sample answer to a request. */
  readonly sample: (request: HttpRequest) => string;
  /** A rejected key and a missing permission, in the provider's own words. */
  readonly keyRejected: Fault;
  readonly permissionLacking: Fault;
  /** Whether a request asks for a page of a list that has pages. */
  readonly isPage: (request: DemoRequest) => boolean;
  readonly traps: readonly Trap[];
}

/** What a round is given besides the stand's own account. */
export interface Given {
  readonly settings?: Readonly<Record<string, string>>;
  readonly secrets?: Readonly<Record<string, string>>;
  readonly baseUrl?: string;
  readonly known?: (id: ProviderOrderId) => KnownOrder | null;
  readonly signal?: AbortSignal;
  /** The deadline that is as short as the other waits; else a busy machine would look like a silent server. */
  readonly impatientFor?: keyof Deadlines;
}

/** Waits last so much less than they do in life. */
const haste = 50;

const deadlinesFor = (hasty: keyof Deadlines | undefined): Deadlines => {
  const { headersMs, betweenChunksMs, bodyMs } = usualDeadlines;
  const patient = { headersMs: headersMs * haste, betweenChunksMs: betweenChunksMs * haste, bodyMs: bodyMs * haste };
  return hasty === undefined ? patient : { ...patient, [hasty]: usualDeadlines[hasty] };
};

/** A played provider, asked by its own code through the real Node transport; waits before another attempt are short, the clock stands still. */
export class Stage {
  readonly provider: Provider;
  readonly stand: Stand;
  readonly skews: number[] = [];
  requests = 0;
  readonly #transport: Transport = directTransport();
  readonly #memory = {};

  constructor(provider: Provider, stand: Stand) {
    this.provider = provider;
    this.stand = stand;
  }

  /** Another stand for one look, closed afterwards. */
  async beside(stand: Promise<Stand>, look: (stage: Stage) => Promise<void>): Promise<void> {
    const other = new Stage(this.provider, await stand);
    try {
      await look(other);
    } finally {
      await other.close();
    }
  }

  async close(): Promise<void> {
    await this.#transport.close();
    await this.stand.stop();
  }

  /** Everything works again, and requests count from 1. */
  reset(): void {
    this.stand.faults.clear();
    this.stand.reset();
    this.skews.length = 0;
    this.requests = 0;
  }

  fail(fault: Fault, rule: Omit<FaultRule, 'fault'> = {}): void {
    this.stand.faults.add({ fault, ...rule });
  }

  async round(given: Given = {}): Promise<Result<RoundReading>> {
    const session = this.#session(given);
    const outcome = await this.provider.readRound(session);
    this.requests = session.http.requests();
    return outcome;
  }

  /** What a round read that must not fail. */
  async read(given: Given = {}): Promise<RoundReading> {
    return valueOf(await this.round(given));
  }

  async test(given: Given = {}): Promise<Result<TestReading>> {
    return this.provider.test(this.#session(given));
  }

  #session(given: Given) {
    const { baseUrl, settings, secrets } = this.stand;
    const signal = given.signal ?? new AbortController().signal;
    const http = createHttpPort({
      transport: this.#transport,
      now: () => anchor.getTime(),
      wait: (durationMs, ending) => realWait(durationMs / haste, ending),
      random: () => 0,
      signal,
      deadlines: deadlinesFor(given.impatientFor),
      onSkew: (skewMs) => this.skews.push(skewMs),
    });
    const session: ProviderSession & { readonly http: typeof http } = {
      baseUrl: given.baseUrl ?? baseUrl,
      settings: given.settings ?? settings,
      secrets: Object.fromEntries(
        Object.entries({ ...secrets, ...given.secrets }).map(([key, text]) => [key, new Secret(text)]),
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
    return session;
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
          listFingerprint: order.listFingerprint,
          detailReadAt: order.detailReadAt,
          finished: true,
          incomplete: order.incomplete.length > 0,
          doubtful: false,
        };
  };
};

/** The orders in an order that does not depend on the answer's. */
export const sortedById = (orders: readonly ReadOrder[]): readonly ReadOrder[] =>
  [...orders].sort((one, other) => (one.providerOrderId < other.providerOrderId ? -1 : 1));

/** The same without the answer's own text, for answers that say the same in other words. */
export const withoutFacts = (orders: readonly ReadOrder[]): readonly Omit<ReadOrder, 'facts' | 'listFingerprint'>[] =>
  sortedById(orders).map(({ facts: _facts, listFingerprint: _fingerprint, ...order }) => order);

/** The first order for which something holds; throws when there is none, since a test would then look at nothing. */
export const orderWhere = (orders: readonly ReadOrder[], holds: (order: ReadOrder) => boolean): ReadOrder => {
  const order = orders.find(holds);
  if (order === undefined) throw new Error('no such order');
  return order;
};

/** What a round read, whatever the provider lists: its orders, or else what is rented. */
export const listedIn = ({ orders, resources }: RoundReading): readonly (ReadOrder | ReadResource)[] =>
  resources === undefined ? sortedById(orders) : [...resources.resources].sort(byKey);

const byKey = (one: ReadResource, other: ReadResource): number => (one.key < other.key ? -1 : 1);

/** The provider's id of something that was read. */
export const idOf = (listed: ReadOrder | ReadResource): string =>
  'providerOrderId' in listed ? listed.providerOrderId : listed.resourceId;

/** Whether what a round does not show may count as gone. */
export const isSettled = ({ settled, resources }: RoundReading): boolean =>
  resources === undefined ? settled : resources.lists.every(({ outcome }) => outcome === 'settled');

/** The first resource for which something holds; throws when there is none. */
export const resourceWhere = (
  { resources }: RoundReading,
  holds: (resource: ReadResource) => boolean,
): ReadResource => {
  const resource = resources?.resources.find(holds);
  if (resource === undefined) throw new Error('no such resource');
  return resource;
};
