import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { readFileSync, rmSync } from 'node:fs';
import type { Account } from '../../electron/core/model/account.ts';
import type { Change } from '../../electron/core/model/sync.ts';
import { accountIdOf, type AccountId } from '../../electron/core/model/ids.ts';
import { instantOf, minute } from '../../electron/core/model/instant.ts';
import type { DemoProvider } from '../../electron/demo/exchange.ts';
import { directTransport } from '../fakes/http.ts';
import type { Transport, Wait } from '../../electron/edges/http/transport.ts';
import { createHttpPort } from '../../electron/edges/http/send.ts';
import { providers } from '../../electron/providers/registry.ts';
import { grantOf, itemOf } from '../../electron/edges/secrets/key-item.ts';
import { Secret } from '../../electron/core/model/secret.ts';
import { accountById, insertAccount, removeAccount } from '../../electron/edges/store/accounts.ts';
import type { Database } from '../../electron/edges/store/database.ts';
import { openForWriting, type OpenStore } from '../../electron/edges/store/open.ts';
import type { RoundParts } from '../../electron/engine/polling/ports.ts';
import { syncAccount } from '../../electron/engine/polling/round.ts';
import type { RoundResult } from '../../electron/engine/polling/outcome.ts';
import { anAccount } from '../fakes/accounts.ts';
import { newFolder } from './contents.ts';
import { secretsOf } from './providers.ts';

/** How one round is asked for. */
export interface Asking {
  readonly now: () => number;
  readonly random: () => number;
  readonly wait: Wait;
  readonly transport: Transport;
  readonly signal: AbortSignal;
}

/** A round with what it did to the store: false when nothing that it read was applied. */
export interface Held extends RoundResult {
  readonly applied: boolean;
  /** What the round found. */
  readonly changes: readonly Change[];
}

/** A real store whose accounts ask the providers that a run plays. */
export class Desk {
  readonly database: Database;
  readonly #folder = newFolder();
  readonly #store: OpenStore;

  constructor(nowMs: number) {
    const opened = openForWriting(join(this.#folder, 'store.sqlite'), nowMs);
    if (!opened.ok) throw new Error(`the store did not open: ${opened.failure.code}`);
    this.#store = opened.value;
    this.database = opened.value.database;
    // What survives a crash is another run's business.
    this.database.execute('PRAGMA synchronous = OFF');
  }

  /** A new account that nothing is known of. */
  open(provider: DemoProvider, baseUrl: string, nowMs: number, facts: Partial<Account> = {}): AccountId {
    const id = accountIdOf(`${provider}-${randomUUID()}`);
    insertAccount(
      this.database,
      anAccount({
        id,
        label: id,
        provider,
        baseUrl,
        settings: provider === 'wolover' ? { durationUnit: 'month' } : {},
        addedAt: instantOf(nowMs),
        lastSyncedAt: null,
        ...facts,
      }),
    );
    return id;
  }

  account(id: AccountId): Account {
    const account = accountById(this.database, id);
    if (account === null) throw new Error('no account');
    return account;
  }

  forget(id: AccountId): void {
    removeAccount(this.database, id);
  }

  /** One round as the program does it, over a network of the run's own. */
  async round(id: AccountId, asking: Asking): Promise<Held> {
    const account = this.account(id);
    let applied = false;
    const changes: Change[] = [];
    const parts = partsOf(this.database, asking, (_account, slice) => {
      applied = true;
      changes.push(...slice.changes);
    });
    const result = await syncAccount(account, parts, asking.signal);
    return { ...result, applied, changes };
  }

  /** The store's file as it lies on the disk, with all that was ever written and not yet written over. */
  bytes(): Buffer {
    this.database.execute('PRAGMA wal_checkpoint(TRUNCATE)');
    return readFileSync(join(this.#folder, 'store.sqlite'));
  }

  close(): void {
    this.#store.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** The surroundings of a round: the real transport behind the real port, with time and chance as the run gives them. */
export const partsOf = (database: Database, asking: Asking, onApplied: RoundParts['onApplied']): RoundParts => ({
  database,
  vault: {
    read: (account) => Promise.resolve(grantOf(itemOf(secretsNamed(account.provider), account), account)),
  },
  openHttp: (_, signal) => {
    let skewMs: number | null = null;
    let isDamaged = false;
    const port = createHttpPort({
      ...asking,
      signal,
      onSkew: (measured) => (skewMs = Math.abs(measured) > 2 * minute ? measured : null),
      onDamagedText: () => (isDamaged = true),
    });
    return {
      port,
      requests: () => port.requests(),
      notBeforeMs: () => port.notBeforeMs(),
      clockSkewMs: () => skewMs,
      hasDamagedText: () => isDamaged,
    };
  },
  providers,
  now: asking.now,
  nonce: randomUUID,
  memoryOf: ({ id }) => memoryOf(database, id),
  budgetOf: () => Number.POSITIVE_INFINITY,
  onProgress: () => undefined,
  onApplied,
});

/** Each account's pages are remembered from round to round, as the program does it. */
const memories = new WeakMap<Database, Map<AccountId, object>>();

const memoryOf = (database: Database, id: AccountId): object => {
  const ofStore = memories.get(database) ?? new Map<AccountId, object>();
  memories.set(database, ofStore);
  const memory = ofStore.get(id) ?? {};
  ofStore.set(id, memory);
  return memory;
};

const secretsNamed = (provider: string): Readonly<Record<string, Secret>> => {
  const byName: Readonly<Record<string, Readonly<Record<string, string>>>> = secretsOf;
  const texts = byName[provider] ?? {};
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, new Secret(text)]));
};

/** A transport of a round's own, ended with it: what a hostile answer did to a connection is nobody else's. */
export const withTransport = async <Value>(work: (transport: Transport) => Promise<Value>): Promise<Value> => {
  const transport = directTransport();
  try {
    return await work(transport);
  } finally {
    await transport.close();
  }
};
