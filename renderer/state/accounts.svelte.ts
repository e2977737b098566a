import type { Bridge } from '../../electron/contract/requests.ts';
import type { AccountTest, AccountView } from '../../electron/contract/views.ts';
import type { AccountRule, NewAccount } from '../../electron/core/model/account.ts';
import type { Failure, Result } from '../../electron/core/model/failure.ts';
import type { AccountId, Instant } from '../../electron/core/model/ids.ts';
import type { AccountSuggestions } from '../../electron/core/model/suggestion.ts';
import type { RoundOutcome } from '../../electron/core/model/sync.ts';
import { t } from '../../electron/core/words/words.ts';
import type { AppState } from './app.svelte.ts';
import type { UndoState } from './undo.svelte.ts';
import { oneAtATime } from './one-at-a-time.ts';

/** The accounts and what can be done with them. Secrets pass through as arguments and are never kept here. */
export class AccountsState {
  list: readonly AccountView[] = $state.raw([]);
  loaded = $state(false);
  failure: Failure | null = $state.raw(null);
  /** What each account's orders say about its settings; empty until somebody looks at the accounts. */
  suggestions: ReadonlyMap<AccountId, AccountSuggestions> = $state.raw(new Map());
  /** The form of a new account is open. */
  adding = $state(false);
  /** Rounds that this window asked for and that are still under way. */
  asked = $state(0);
  /** How many accounts the running "sync all" waits for. */
  #waitingFor = $state(0);
  #suggesting = false;
  readonly #bridge: Bridge;
  readonly #app: AppState;
  readonly #undo: UndoState;

  readonly running = $derived(this.list.filter((account) => account.syncing).length);
  readonly syncing = $derived(this.asked > 0 || this.running > 0);
  /** Of the accounts being synced: how many are done. */
  readonly progress = $derived.by(() => {
    const total = Math.max(this.#waitingFor, this.running);
    return { total, done: total - this.running };
  });
  /** Accounts that were never read: nothing is known of them. */
  readonly unread = $derived(this.list.filter(({ lastSyncedAt }) => lastSyncedAt === null));
  /** Some account was read at least once. */
  readonly hasRead = $derived(this.list.some(({ lastSyncedAt }) => lastSyncedAt !== null));
  /** When the account was read that was read longest ago of those that are asked: nothing on screen is older. Null before the first round. */
  readonly oldestReadAt = $derived.by(() =>
    this.list.reduce<Instant | null>(
      (oldest, { paused, lastSyncedAt }) => (paused ? oldest : earlier(oldest, lastSyncedAt)),
      null,
    ),
  );

  constructor(bridge: Bridge, app: AppState, undo: UndoState) {
    this.#bridge = bridge;
    this.#app = app;
    this.#undo = undo;
  }

  /** Looks again at the accounts. */
  readonly load = oneAtATime(async () => {
    const reply = await this.#bridge.request['account.list'](null);
    this.failure = reply.ok ? null : reply.failure;
    if (!reply.ok) return;
    this.list = reply.value;
    this.loaded = true;
    if (this.#suggesting) await this.#loadSuggestions();
  });

  /** From now on every look at the accounts asks what their orders suggest; returns the way to stop. */
  readonly suggest = (): (() => void) => {
    this.#suggesting = true;
    void this.load();
    return () => {
      this.#suggesting = false;
    };
  };

  openForm(): void {
    this.adding = true;
  }

  closeForm(): void {
    this.adding = false;
  }

  /** One round now, of one account or (null) of all; returns how each went. */
  async sync(id: AccountId | null): Promise<readonly RoundOutcome[]> {
    this.asked += 1;
    this.#waitingFor = id === null ? this.list.filter((account) => !account.paused).length : 1;
    const reply = await this.#bridge.request['account.sync']({ id });
    this.asked -= 1;
    if (this.asked === 0) this.#waitingFor = 0;
    await this.load();
    return this.#app.noteFailure(reply) ? reply.value : [];
  }

  /** Tests and stores a new account; its secrets go straight to main. */
  async add(account: NewAccount): Promise<Result<AccountTest>> {
    const reply = await this.#bridge.request['account.add'](account);
    if (reply.ok) await Promise.all([this.load(), this.#app.load()]);
    return reply;
  }

  /** Tests and stores new secrets of an account. */
  async setSecrets(id: AccountId, secrets: Readonly<Record<string, string>>): Promise<Result<AccountTest>> {
    const reply = await this.#bridge.request['account.setSecrets']({ id, secrets });
    if (reply.ok) await this.load();
    return reply;
  }

  /** The user's word that the key is for the address that they were shown. */
  async acceptAddress(
    id: AccountId,
    accepted: { readonly baseUrl: string; readonly allowHttp: boolean },
  ): Promise<boolean> {
    const bound = this.#app.noteFailure(await this.#bridge.request['account.acceptAddress']({ id, ...accepted }));
    await this.load();
    return bound;
  }

  /** Stops or resumes polling. */
  async setPaused(id: AccountId, paused: boolean): Promise<void> {
    this.#app.noteFailure(await this.#bridge.request['account.setPaused']({ id, paused }));
    await this.load();
  }

  /** Sets how often an account is asked, and how many requests an hour it may cost. */
  async setPolling(
    id: AccountId,
    polling: { readonly intervalMs: number; readonly requestsPerHour: number },
  ): Promise<void> {
    this.#app.noteFailure(await this.#bridge.request['account.setPolling']({ id, ...polling }));
    await this.load();
  }

  /** Changes settings of an account; main reads it anew with them. */
  async setSettings(id: AccountId, settings: Readonly<Record<string, string>>): Promise<boolean> {
    const stored = this.#app.noteFailure(await this.#bridge.request['account.setSettings']({ id, settings }));
    await this.load();
    return stored;
  }

  /** Stores what holds for all rentals of an account. */
  async setRule(id: AccountId, rule: AccountRule): Promise<boolean> {
    const stored = this.#app.noteFailure(await this.#bridge.request['account.setRule']({ id, rule }));
    await this.load();
    const label = this.list.find((account) => account.id === id)?.label;
    if (stored && label !== undefined) await this.#undo.offer(t.rule_told({ label }));
    return stored;
  }

  /** Deletes an account with its orders and its key. */
  async remove(id: AccountId): Promise<boolean> {
    const removed = this.#app.noteFailure(await this.#bridge.request['account.remove']({ id }));
    await Promise.all([this.load(), this.#app.load()]);
    return removed;
  }

  async #loadSuggestions(): Promise<void> {
    const found = new Map<AccountId, AccountSuggestions>();
    for (const { id } of this.list) {
      const reply = await this.#bridge.request['account.suggestions']({ id });
      if (reply.ok) found.set(id, reply.value);
    }
    this.suggestions = found;
  }
}

const earlier = (one: Instant | null, other: Instant | null): Instant | null =>
  one === null || (other !== null && other < one) ? other : one;
