import { z } from 'zod';
import type { Account } from '../../core/model/account.ts';
import { failed, success, type Failure, type FailureOf, type Result } from '../../core/model/failure.ts';
import { readCaItem, writeCaItem } from './ca-item.ts';
import {
  adoptedBy,
  bindingTo,
  grantOf,
  isBound,
  itemOf,
  keyItemOf,
  textsOf,
  type Grant,
  type KeyItem,
  type Recipient,
  type Secrets,
} from './key-item.ts';
import { keychainFailureOf } from './keychain-failure.ts';

/** Which account a key belongs to: the keychain goes by id, the environment by label. What came of its rounds tells an old account from a new one. */
export type VaultAccount = Pick<Account, 'id' | 'label'> & Partial<Pick<Account, 'lastSyncedAt' | 'failure'>>;

/** An account whose key is asked for: there is no key without whom it is for. */
export type KeyAccount = VaultAccount & Recipient;

/** Where a key was put: in the keychain, or in memory until the program ends. */
export type Keeping = 'keychain' | 'session';

/**
 * Where keys live, each with whom it is for. Failures are `vault.*` and those of `granted`; none of them deletes or overwrites
 * anything, none carries a key.
 */
export interface Vault {
  /** Gives the keys to whom they were stored for, see `granted`. `vault.denied` with detail `missing` when there is no item for this account. */
  read(account: KeyAccount): Promise<Result<Grant>>;
  write(account: KeyAccount, secrets: Secrets): Promise<Result<Keeping>>;
  /** From now on the stored keys are for whom the account names: the user's own word. */
  rebind(account: KeyAccount): Promise<Result<Keeping>>;
  /** Succeeds as well when there was nothing. */
  remove(account: VaultAccount): Promise<Result<null>>;
  /** Whether keys can be kept, found out without asking the user to unlock anything. */
  check(): Promise<Result<null>>;
  /**
   * The digest (see `caDigest`) of the extra certificates that the user confirmed, null for nothing. A keychain where nothing was ever
   * stored takes `current`, what is set now, for confirmed, once.
   */
  confirmedCa(current: string): Promise<Result<string | null>>;
  /** From now on these certificates are the ones to trust: the user's own word. */
  confirmCa(digest: string): Promise<Result<Keeping>>;
}

/** The calls of the keychain that we use, in the form of the package `keytar`. */
export interface Keychain {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

/** What the keychain vault is made from; the defaults are the real ones. */
export interface KeychainParts {
  readonly platform: NodeJS.Platform;
  /** Looks at the keychain's service without touching an item: why it cannot be used, or null. */
  readonly probe: () => Promise<Failure | null>;
  readonly load?: () => Promise<Keychain>;
  /** How long one call may wait, in milliseconds: an unlock prompt that nobody sees waits for ever. */
  readonly limitMs?: number;
}

const service = 'Leasebell';
const item = z.record(z.string(), z.string());

/** Loaded on first use: its Linux binary needs libsecret, and a static import would kill the program before it can say so. */
const loadKeytar = async (): Promise<Keychain> => {
  const loaded: Keychain & { readonly default?: Keychain } = await import('keytar');
  return loaded.default ?? loaded;
};

const unreadable = failed('vault.denied', { detail: 'unreadable' });

const itemIn = (text: string | null): Result<KeyItem> => {
  if (text === null) return failed('vault.denied', { detail: 'missing' });
  try {
    const read = keyItemOf(item.parse(JSON.parse(text)));
    return read === null ? unreadable : success(read);
  } catch {
    return unreadable;
  }
};

const textOf = (kept: KeyItem): string => JSON.stringify(textsOf(kept));

/** The operating system's keychain: service `Leasebell`, one item per account, its value a JSON object of the account's keys and whom they are for. */
export class KeychainVault implements Vault {
  readonly #parts: Required<KeychainParts>;
  #loading: Promise<Keychain> | null = null;
  /** By account: to whom an old item was bound. */
  readonly #adopted = new Map<string, Recipient>();
  /** A call that outlived its limit holds a thread of the pool; until it ends, no other is started. */
  #stuck = false;
  #asking = false;
  /** The call asked for last, or what it waits for: each holds a thread of the pool that files and names need too, so they go one by one. */
  #last: Promise<unknown> = Promise.resolve();
  /** The look at the service that is under way: who asks meanwhile shares it, so that many accounts wait no longer than one. */
  #looking: Promise<Failure | null> | null = null;

  constructor(parts: KeychainParts) {
    this.#parts = { load: loadKeytar, limitMs: 30_000, ...parts };
  }

  /** Whether a call is under way: it holds a thread of the runtime, and an orderly exit of the process would wait for it. */
  get isAsking(): boolean {
    return this.#asking;
  }

  async read(account: KeyAccount): Promise<Result<Grant>> {
    const found = await this.#call((keychain) => this.#adopting(keychain, account));
    if (!found.ok) return found;
    // libsecret answers a dismissed unlock prompt like a missing item.
    const failure = found.value === null ? await this.#parts.probe() : null;
    if (failure !== null) return { ok: false, failure };
    const kept = itemIn(found.value);
    return kept.ok ? grantOf(kept.value, account) : kept;
  }

  async write(account: KeyAccount, secrets: Secrets): Promise<Result<Keeping>> {
    const text = textOf(itemOf(secrets, account));
    const written = await this.#call((keychain) => keychain.setPassword(service, account.id, text));
    return written.ok ? success('keychain') : written;
  }

  async rebind(account: KeyAccount): Promise<Result<Keeping>> {
    const bound = await this.#call(async (keychain) => {
      const kept = itemIn(await keychain.getPassword(service, account.id));
      if (!kept.ok) return kept;
      await keychain.setPassword(service, account.id, textOf({ ...kept.value, binding: bindingTo(account) }));
      return success<Keeping>('keychain');
    });
    return bound.ok ? bound.value : bound;
  }

  async remove({ id }: VaultAccount): Promise<Result<null>> {
    const removed = await this.#call((keychain) => keychain.deletePassword(service, id));
    return removed.ok ? success(null) : removed;
  }

  async check(): Promise<Result<null>> {
    const loaded = await this.#load();
    if (!loaded.ok) return loaded;
    const failure = await this.#parts.probe();
    return failure === null ? success(null) : { ok: false, failure };
  }

  async confirmedCa(current: string): Promise<Result<string | null>> {
    const read = await this.#call((keychain) => readCaItem(keychain, this.#parts.probe, current));
    return read.ok ? read.value : read;
  }

  async confirmCa(digest: string): Promise<Result<Keeping>> {
    const written = await this.#call((keychain) => writeCaItem(keychain, digest));
    return written.ok ? success('keychain') : written;
  }

  /**
   * The text of an item. One of an older version, which says nothing of whom it is for, is bound to its first asker; in the same call,
   * so that no other write comes between. Until that is written, this program remembers it.
   */
  async #adopting(keychain: Keychain, account: KeyAccount): Promise<string | null> {
    const text = await keychain.getPassword(service, account.id);
    const kept = itemIn(text);
    if (!kept.ok || isBound(kept.value)) return text;
    const bound = this.#adopted.get(account.id) ?? account;
    // What would not be given out is not adopted either.
    if (!grantOf(kept.value, bound).ok) return text;
    this.#adopted.set(account.id, { provider: bound.provider, baseUrl: bound.baseUrl, allowHttp: bound.allowHttp });
    const adopted = textOf(adoptedBy(kept.value, bound));
    try {
      await keychain.setPassword(service, account.id, adopted);
    } catch {
      // The keys can be read all the same, and the next read writes it.
    }
    return adopted;
  }

  async #load(): Promise<Result<Keychain>> {
    try {
      this.#loading ??= this.#parts.load();
      return success(await this.#loading);
    } catch {
      this.#loading = null;
      const library = this.#parts.platform === 'linux' ? 'libsecret' : 'keytar';
      return failed('vault.unavailable', { detail: library });
    }
  }

  async #call<Value>(ask: (keychain: Keychain) => Promise<Value>): Promise<Result<Value>> {
    const loaded = await this.#load();
    if (!loaded.ok) return loaded;
    // A call to a service that hangs would hold its thread for half a minute or for good; a locked one has a prompt to show.
    const silent = await this.#silence();
    if (silent !== null) return { ok: false, failure: silent };
    const answer = this.#last.then(() => this.#asked(loaded.value, ask));
    this.#last = answer;
    return answer;
  }

  /** That the service does not answer; null when it does, or is none. */
  async #silence(): Promise<FailureOf<'vault.unavailable'> | null> {
    this.#looking ??= this.#parts.probe().finally(() => (this.#looking = null));
    const failure = await this.#looking;
    return failure?.reason === 'keychain-not-answering' ? failure : null;
  }

  /** Never rejects, or nothing would ever follow it. */
  #asked<Value>(keychain: Keychain, ask: (keychain: Keychain) => Promise<Value>): Promise<Result<Value>> {
    if (this.#stuck) return this.#gaveUp();
    const asking = async (): Promise<Result<Value>> => {
      this.#asking = true;
      try {
        return success(await ask(keychain));
      } catch (error) {
        return { ok: false, failure: keychainFailureOf(error) };
      } finally {
        this.#asking = false;
      }
    };
    return this.#limited(asking());
  }

  /** What held a call for so long: a prompt that nobody answered, or a service that stopped answering meanwhile. */
  async #gaveUp(): Promise<Result<never>> {
    const silent = await this.#silence();
    return silent === null
      ? failed('vault.locked', { detail: 'timeout' })
      : { ok: false, failure: { ...silent, detail: 'timeout' } };
  }

  #limited<Value>(asked: Promise<Result<Value>>): Promise<Result<Value>> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#stuck = true;
        resolve(this.#gaveUp());
      }, this.#parts.limitMs);
      void asked.then((result) => {
        clearTimeout(timer);
        this.#stuck = false;
        resolve(result);
      });
    });
  }
}
