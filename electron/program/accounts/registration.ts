import type { Account, NewAccount } from '../../core/model/account.ts';
import type { AccountTest } from '../../contract/views.ts';
import { failed, isVaultFailure, success, type Result } from '../../core/model/failure.ts';
import { instantOf } from '../../core/model/instant.ts';
import { plainLine } from '../../core/model/plain-text.ts';
import { checkBaseAddress } from './checked-address.ts';
import { providerOf } from '../../core/ports/find-provider.ts';
import type { Provider } from '../../core/ports/provider.ts';
import { maxKeyPartLength, Secret } from '../../core/model/secret.ts';
import { grantOf, itemOf, type Grant } from '../../edges/secrets/key-item.ts';
import type { Keeping, Secrets } from '../../edges/secrets/vault.ts';
import { accountByLabel, insertAccount, removeAccount, setAccountHint } from '../../edges/store/accounts.ts';
import type { Sources } from '../../engine/host.ts';
import { storeFailureOf } from '../../edges/store/failures.ts';
import { countOrders } from '../../edges/store/orders.ts';
import { countRentals } from '../../edges/store/rentals.ts';
import { budgetBounds, intervalBounds } from '../../core/model/polling-bounds.ts';
import { parkedFailure } from '../../engine/polling/round.ts';
import { checkedSettings } from './settings.ts';
import type { RequestParts, RegistrationParts } from '../../engine/polling/ports.ts';

/** An added account, what its test found (null without a test), and where its key is kept. */
export interface AddedAccount {
  readonly account: Account;
  readonly test: AccountTest | null;
  readonly keeping: Keeping;
}

interface CheckedAccount {
  readonly provider: Provider;
  readonly account: Account;
  readonly secrets: Secrets;
}

const labelLength = 60;
const hintLength = 4;

/** Checks what the user entered and asks the provider once. Stores nothing. */
export const testNewAccount = async (
  entered: NewAccount,
  parts: RegistrationParts,
  signal: AbortSignal,
): Promise<Result<AccountTest>> => {
  const checked = checkedAccount(entered, parts);
  return checked.ok ? testEntered(checked.value, parts, signal) : checked;
};

/** Adds an account: checks, tests (unless told not to), then puts its key into the vault and itself into the store. On any failure nothing is stored. */
export const addAccount = async (
  entered: NewAccount,
  parts: RegistrationParts,
  signal: AbortSignal,
  options: { readonly test: boolean },
): Promise<Result<AddedAccount>> => {
  const checked = checkedAccount(entered, parts);
  if (!checked.ok) return checked;
  const tested = options.test ? await testEntered(checked.value, parts, signal) : success(null);
  if (!tested.ok) return tested;
  const { account, secrets } = checked.value;
  const kept = await parts.vault.write(account, secrets);
  if (!kept.ok) return kept;
  // The label was free before the test request; another one may have taken it meanwhile.
  if (accountByLabel(parts.database, account.label) !== null) {
    await parts.vault.remove(account);
    return failed('input.invalid', { field: 'label', reason: 'taken' });
  }
  try {
    insertAccount(parts.database, account);
  } catch (error) {
    // A full disk, for one: a key without its account would stay in the keychain for nobody.
    await parts.vault.remove(account);
    return { ok: false, failure: storeFailureOf(error) };
  }
  return success({ account, test: tested.value, keeping: kept.value });
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

/** Returns the label of a new account as it is stored. Without a store no other account can have it. */
export const checkedLabel = (entered: string, sources: Pick<Sources, 'database'> | null): Result<string> => {
  const label = plainLine(entered);
  if (label === '') return failed('input.invalid', { field: 'label', reason: 'empty' });
  if (label.length > labelLength) return failed('input.invalid', { field: 'label', reason: 'too-large' });
  if (sources !== null && accountByLabel(sources.database, label) !== null)
    return failed('input.invalid', { field: 'label', reason: 'taken' });
  return success(label);
};

const checkedAccount = (entered: NewAccount, parts: RegistrationParts): Result<CheckedAccount> => {
  const provider = providerOf(entered.provider, parts.providers);
  if (provider === null) return failed('input.invalid', { field: 'provider', reason: 'not-a-choice' });
  const named = checkedLabel(entered.label, parts);
  if (!named.ok) return named;
  const address = checkBaseAddress(
    entered.baseUrl.trim() === '' ? (provider.description.defaultBaseUrl ?? '') : entered.baseUrl,
    entered,
  );
  if (!address.ok) return address;
  const settings = checkedSettings(provider, entered.settings);
  if (!settings.ok) return settings;
  const secrets = checkedSecrets(provider, entered.secrets);
  if (!secrets.ok) return secrets;
  const account: Account = {
    id: parts.newAccountId(),
    label: named.value,
    provider: provider.description.id,
    baseUrl: address.value.baseUrl,
    settings: settings.value,
    secretHint: hintOf(provider, secrets.value),
    allowHttp: entered.allowHttp && address.value.baseUrl.startsWith('http:'),
    addedAt: instantOf(parts.now()),
    intervalMs: intervalBounds.usualMs,
    requestsPerHour: budgetBounds.usual,
    paused: false,
    lastSyncedAt: null,
    staleSince: null,
    failure: null,
    parkedUntil: null,
  };
  return success({ provider, account, secrets: secrets.value });
};

/** Keys are pasted: white space around them is never part of one. */
const checkedSecrets = (provider: Provider, entered: Readonly<Record<string, string>>): Result<Secrets> => {
  const secrets: Record<string, Secret> = {};
  for (const { name } of provider.description.credentials) {
    const text = (entered[name] ?? '').trim();
    if (text === '') return failed('input.invalid', { field: name, reason: 'empty' });
    if (text.length > maxKeyPartLength) return failed('input.invalid', { field: name, reason: 'too-large' });
    // A key goes into a header: only visible ASCII can be one.
    if (!/^[\x21-\x7e]+$/.test(text)) return failed('input.invalid', { field: name, reason: 'characters' });
    secrets[name] = new Secret(text);
  }
  const unknown = Object.keys(entered).find((name) => !Object.hasOwn(secrets, name));
  return unknown === undefined
    ? success(secrets)
    : failed('input.invalid', { field: unknown, reason: 'unknown-field' });
};

/** A short key would be given away whole by its last four characters. */
const hintOf = (provider: Provider, secrets: Secrets): string => {
  const text = secrets[provider.hintFrom]?.reveal() ?? '';
  return text.length >= hintLength * 3 ? text.slice(-hintLength) : '';
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
