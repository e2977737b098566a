import type { AccountTest } from '../../contract/views.ts';
import type { Account, AccountRule, NewAccount } from '../../core/model/account.ts';
import { failed, success, type Result } from '../../core/model/failure.ts';
import type { AccountId } from '../../core/model/ids.ts';
import { instantOf } from '../../core/model/instant.ts';
import type { EventName } from '../../core/model/events.ts';
import {
  accountById,
  forgetKeyFailures,
  listAccounts,
  noteAddressAccepted,
  setAccountPaused,
  setAccountPolling,
} from '../../edges/store/accounts.ts';
import type { Host } from '../../engine/host.ts';
import { setAccountRule } from '../rentals/intents.ts';
import { undoablyForAccount } from '../undo/take-back.ts';
import type { UndoSteps } from '../undo/undo-steps.ts';
import { acceptAddress, type AcceptedAddress } from './address.ts';
import { checkNewSettings } from './key-in-field.ts';
import { moveKey } from './move-key.ts';
import { withHeldSecrets } from './held-secrets.ts';
import {
  addAccount,
  adoptAccount,
  forgetAccount,
  replaceSecrets,
  testLimit,
  testNewAccount,
  type AdoptedAccount,
} from './registration.ts';
import { changedSettings, changeSettings, type AccountSettings } from './settings.ts';

/** An account by its id. */
export interface NamedAccount {
  readonly id: AccountId;
}

/** How often an account is asked, in milliseconds, and how many requests it may cost in an hour. */
export interface AccountPolling {
  readonly intervalMs: number;
  readonly requestsPerHour: number;
}

/** Settings of an account that its user changes. */
export interface ChosenSettings extends NamedAccount {
  readonly settings: AccountSettings;
}

/** What the user enters for a new account. */
export interface EnteredAccount extends Omit<NewAccount, 'secrets'> {
  readonly secrets: NewAccount['secrets'] | null;
  readonly test: boolean;
}

/** An account that was added, what its test found (null without a test), and whether it is the first one. */
export interface AccountAddition {
  readonly account: Account;
  readonly test: AccountTest | null;
  readonly isFirst: boolean;
}

/** How much was removed with an account. */
export interface RemovedAccount {
  readonly orders: number;
  readonly rentals: number;
}

const accountEvents: readonly EventName[] = ['account.changed', 'rental.changed', 'app.changed'];

/** Returns the wishes about accounts. Keys come in here and go to the vault; none goes out. */
export const accountWishes = (host: Host, undo: UndoSteps) => ({ ...keyWishes(host), ...settingWishes(host, undo) });

const keyWishes = (host: Host) => ({
  /** Asks the provider once with what was entered. Stores nothing. */
  test: (entered: NewAccount): Promise<Result<AccountTest>> => testNewAccount(entered, host, testLimit()),
  /**
   * Adds an account, after a test request unless `test` is false. Secrets that are null are those that the vault holds for such an account
   * already: where keys come from the environment.
   */
  add: async ({ test, ...entered }: EnteredAccount): Promise<Result<AccountAddition>> => {
    const isFirst = listAccounts(host.database).length === 0;
    const whole = await withHeldSecrets(entered, host);
    if (!whole.ok) return whole;
    const added = await addAccount(whole.value, host, testLimit(), { test });
    if (!added.ok) return added;
    host.wished(accountEvents);
    return success({ account: added.value.account, test: added.value.test, isFirst });
  },
  /** Takes over an account that another process checked, and whose key it put into the vault; reads it for the first time. */
  adopt: (adopted: AdoptedAccount): Result<Account> => {
    const account = adoptAccount(adopted, host);
    if (!account.ok) return account;
    askAnew(host, account.value);
    return account;
  },
  /** Gives an account a new key after a test request proved it. */
  setSecrets: ({ id, secrets }: NamedAccount & { readonly secrets: Readonly<Record<string, string>> }) =>
    withAccount(host, id, async (account): Promise<Result<AccountTest>> => {
      const replaced = await replaceSecrets(account, secrets, host, testLimit());
      if (replaced.ok) askAnew(host, account);
      return replaced;
    }),
  /** Binds the key of an account to the address that the user was shown. */
  acceptAddress: ({ id, ...accepted }: NamedAccount & AcceptedAddress): Promise<Result<null>> =>
    withAccount(host, id, async (account) => {
      const inTheOpen = await acceptAddress(account, accepted, host.vault);
      if (!inTheOpen.ok) return inTheOpen;
      noteAddressAccepted(host.database, account.id, inTheOpen.value);
      askAnew(host, account);
      return success(null);
    }),
  /** Removes an account with its orders and its key. */
  remove: ({ id }: NamedAccount): Promise<Result<RemovedAccount>> =>
    withAccount(host, id, async (account) => {
      const removed = await forgetAccount(account, host);
      if (removed.ok) host.wished(accountEvents);
      return removed;
    }),
});

const settingWishes = (host: Host, undo: UndoSteps) => ({
  setPolling: ({ id, ...polling }: NamedAccount & AccountPolling): Promise<Result<null>> =>
    withAccount(host, id, (account) => {
      setAccountPolling(host.database, account.id, polling);
      host.wished(accountEvents);
      return success(null);
    }),
  setPaused: ({ id, paused }: NamedAccount & { readonly paused: boolean }): Promise<Result<null>> =>
    withAccount(host, id, (account) => {
      setAccountPaused(host.database, account.id, paused);
      host.wished(accountEvents);
      return success(null);
    }),
  /** Changes settings; where they move the account to another site of its provider, its key goes along: the user's own word. */
  setSettings: ({ id, settings }: ChosenSettings): Promise<Result<null>> =>
    withAccount(host, id, async (account) => {
      const checked = await checkNewSettings(account, settings, host);
      if (!checked.ok) return checked;
      const changed = changedSettings(account, settings, host.providers);
      if (!changed.ok) return changed;
      if (changed.value.baseUrl === account.baseUrl) return storeSettings(host, account, settings);
      const moved = await moveKey(account, changed.value.baseUrl, host.vault);
      if (!moved.ok) return moved;
      let isStored = false;
      try {
        const stored = await withAccount(host, id, (current) => storeSettings(host, current, settings));
        isStored = stored.ok;
        return stored;
      } finally {
        if (!isStored) await moved.value.undo();
      }
    }),
  /** The same for another process: whom the key is for was said to the keychain there, and is not believed from here. */
  storeSettings: ({ id, settings }: ChosenSettings): Promise<Result<null>> =>
    withAccount(host, id, (account) => storeSettings(host, account, settings)),
  setRule: ({ id, rule }: NamedAccount & { readonly rule: AccountRule }): Promise<Result<null>> =>
    withAccount(host, id, (account) => {
      undoablyForAccount(host, undo, account, () => setAccountRule(host, account, rule));
      return success(null);
    }),
  /** Forgets that keys were refused, for keys that come anew with each start of the program. */
  forgetKeyFailures: (): Result<null> => {
    forgetKeyFailures(host.database);
    return success(null);
  },
});

/** What stored orders make of a setting counts at once; what else it says comes out with the next round, so one begins. */
const storeSettings = (host: Host, account: Account, settings: AccountSettings): Result<null> => {
  const stored = changeSettings(account, settings, host, instantOf(host.now()));
  if (stored.ok) askAnew(host, account, [...accountEvents, 'reminder.changed']);
  return stored;
};

/** The round begins first: the look at the clock that follows would find the account due, and the round that it began would count as an old one. */
const askAnew = (host: Host, account: Account, changed = accountEvents): void => {
  host.syncAnew(account);
  host.wished(changed);
};

const withAccount = async <Value>(
  host: Host,
  id: AccountId,
  work: (account: Account) => Result<Value> | Promise<Result<Value>>,
): Promise<Result<Value>> => {
  const account = accountById(host.database, id);
  return account === null ? failed('not-found') : work(account);
};
