import type { Account, NewAccount } from '../../core/model/account.ts';
import type { AccountTest } from '../../contract/views.ts';
import { failed, isVaultFailure, success, type Result } from '../../core/model/failure.ts';
import { minute } from '../../core/model/instant.ts';
import { providerOf } from '../../core/ports/find-provider.ts';
import type { Provider } from '../../core/ports/provider.ts';
import { grantOf, itemOf, type Grant } from '../../edges/secrets/key-item.ts';
import type { Keeping } from '../../edges/secrets/vault.ts';
import {
  accountById,
  accountByLabel,
  insertAccount,
  removeAccount,
  setAccountHint,
} from '../../edges/store/accounts.ts';
import { storeFailureOf } from '../../edges/store/failures.ts';
import { countOrders } from '../../edges/store/orders.ts';
import { countRentals } from '../../edges/store/rentals.ts';
import { parkedFailure } from '../../engine/polling/round.ts';
import type { RequestParts, RegistrationParts } from '../../engine/polling/ports.ts';
import { checkBoxes } from './key-in-field.ts';
import { checkedAccount, checkedSecrets, describedAccount, hintOf, type CheckedAccount } from './entered.ts';

/** An added account, what its test found (null without a test), and where its key is kept. */
export interface AddedAccount {
  readonly account: Account;
  readonly test: AccountTest | null;
  readonly keeping: Keeping;
}

/** Ends a test request after a minute: the user waits in front of it, so it may not take as long as a round. */
export const testLimit = (): AbortSignal => AbortSignal.timeout(minute);

/** Checks what the user entered and asks the provider once. Stores nothing. */
export const testNewAccount = async (
  entered: NewAccount,
  parts: RegistrationParts,
  signal: AbortSignal,
): Promise<Result<AccountTest>> => {
  const checked = checkedAccount(entered, parts);
  return checked.ok ? testEntered(checked.value, parts, signal) : checked;
};

/** Puts an account that was checked, and whose key is in the vault, into the store. */
export type KeepAccount = (account: Account) => Result<unknown> | Promise<Result<unknown>>;

/**
 * Adds an account: checks, tests (unless told not to), then puts its key into the vault and hands it to `keep`. On any failure nothing is
 * stored, and no key is left for nobody.
 */
export const addAccount = async (
  entered: NewAccount,
  parts: RegistrationParts,
  signal: AbortSignal,
  { test, keep = (account) => insertNew(account, parts) }: { readonly test: boolean; readonly keep?: KeepAccount },
): Promise<Result<AddedAccount>> => {
  const checked = checkedAccount(entered, parts);
  if (!checked.ok) return checked;
  const tested = test ? await testEntered(checked.value, parts, signal) : success(null);
  if (!tested.ok) return tested;
  const { account, secrets } = checked.value;
  const inVault = await parts.vault.write(account, secrets);
  if (!inVault.ok) return inVault;
  const kept = await keep(account);
  if (kept.ok) return success({ account, test: tested.value, keeping: inVault.value });
  await parts.vault.remove(account);
  return kept;
};

/** Inserts a new account. Its label was free before the test request; another one may have taken it meanwhile. Fails as the store does. */
const insertNew = (account: Account, { database }: Pick<RegistrationParts, 'database'>): Result<null> => {
  if (accountByLabel(database, account.label) !== null)
    return failed('input.invalid', { field: 'label', reason: 'taken' });
  try {
    insertAccount(database, account);
    return success(null);
  } catch (error) {
    return { ok: false, failure: storeFailureOf(error) };
  }
};

/** What another process says of an account whose key it has put into the vault: no key is among it. */
export interface AdoptedAccount {
  readonly id: Account['id'];
  readonly secretHint: string;
  readonly entered: Omit<NewAccount, 'secrets'>;
}

/** Takes over an account that another process checked and whose key it put into the vault: what can be checked here is checked again. */
export const adoptAccount = (adopted: AdoptedAccount, parts: RegistrationParts): Result<Account> => {
  const described = describedAccount(adopted.entered, parts);
  if (!described.ok) return described;
  if (accountById(parts.database, adopted.id) !== null)
    return failed('input.invalid', { field: 'id', reason: 'taken' });
  const account = { ...described.value.account, id: adopted.id, secretHint: adopted.secretHint };
  const kept = insertNew(account, parts);
  return kept.ok ? success(account) : kept;
};

/** Tests a stored account with its stored key; one that is parked is not asked and fails with `provider.rate-limited`. */
export const testStoredAccount = async (
  account: Account,
  parts: RequestParts,
  signal: AbortSignal,
): Promise<Result<AccountTest>> => {
  const provider = providerOf(account.provider, parts.providers);
  if (provider === null) return failed('input.invalid', { field: 'provider', reason: 'not-a-choice' });
  const parkedBy = parkedFailure(account, parts.now());
  if (parkedBy !== null) return { ok: false, failure: parkedBy };
  const grant = await parts.vault.read(account);
  return grant.ok ? testRequest(provider, account, grant.value, parts, signal) : grant;
};

/** Gives an account a new key after a test request proved it. The new one is for whom the old one was stored for, and nobody else. */
export const replaceSecrets = async (
  account: Account,
  entered: Readonly<Record<string, string>>,
  parts: RegistrationParts,
  signal: AbortSignal,
): Promise<Result<AccountTest>> => {
  const provider = providerOf(account.provider, parts.providers);
  if (provider === null) return failed('input.invalid', { field: 'provider', reason: 'not-a-choice' });
  const secrets = checkedSecrets(provider, entered);
  if (!secrets.ok) return secrets;
  const boxes = checkBoxes(account, secrets.value);
  if (!boxes.ok) return boxes;
  // Whether the keychain holds the old key decides later, too, what removing the account has to undo.
  const old = await parts.vault.read(account);
  if (!old.ok && !isVaultFailure(old.failure)) return old;
  if (old.ok) parts.secretsRead?.with(old.value.secrets);
  const asked = { ...account, allowHttp: old.ok ? old.value.allowHttp : account.allowHttp };
  const tested = await testEntered({ provider, account: asked, secrets: secrets.value }, parts, signal);
  if (!tested.ok) return tested;
  const kept = await parts.vault.write(asked, secrets.value);
  if (!kept.ok) return kept;
  setAccountHint(parts.database, account.id, hintOf(provider, secrets.value));
  return tested;
};

/** Removes an account, its orders and its key; returns how much that was. While the keychain cannot be reached nothing is removed, so that no key is left behind. */
export const forgetAccount = async (
  account: Account,
  parts: Pick<RegistrationParts, 'database' | 'vault'>,
): Promise<Result<{ readonly orders: number; readonly rentals: number }>> => {
  const removed = {
    orders: countOrders(parts.database, account.id),
    rentals: countRentals(parts.database, { query: '', state: null, accountId: account.id }),
  };
  const forgotten = await parts.vault.remove(account);
  if (!forgotten.ok) return forgotten;
  removeAccount(parts.database, account.id);
  return success(removed);
};

/** What the user has just entered is for the address entered with it. */
const testEntered = (
  { provider, account, secrets }: CheckedAccount,
  parts: RequestParts,
  signal: AbortSignal,
): Promise<Result<AccountTest>> => {
  const grant = grantOf(itemOf(secrets, account), account);
  return grant.ok ? testRequest(provider, account, grant.value, parts, signal) : Promise.resolve(grant);
};

const testRequest = async (
  provider: Provider,
  { settings }: Account,
  grant: Grant,
  parts: RequestParts,
  signal: AbortSignal,
): Promise<Result<AccountTest>> =>
  provider.test({
    baseUrl: grant.baseUrl,
    settings,
    secrets: grant.secrets,
    secretsRead: parts.secretsRead,
    http: parts.openHttp(grant, signal).port,
    now: parts.now,
    nonce: parts.nonce,
    known: () => null,
    memory: {},
    shouldStop: () => signal.aborted,
    isBudgetSpent: () => false,
    onProgress: () => undefined,
  });
