import type { Account, NewAccount } from '../../core/model/account.ts';
import { withScheme } from '../../core/model/base-address.ts';
import { failed, success, type Result } from '../../core/model/failure.ts';
import { instantOf } from '../../core/model/instant.ts';
import { plainLine } from '../../core/model/plain-text.ts';
import { usualAddress } from '../../core/model/site.ts';
import { checkBaseAddress } from './checked-address.ts';
import { providerOf } from '../../core/ports/find-provider.ts';
import type { Provider } from '../../core/ports/provider.ts';
import { keyPartFault, Secret } from '../../core/model/secret.ts';
import type { Secrets } from '../../edges/secrets/key-item.ts';
import { accountByLabel } from '../../edges/store/accounts.ts';
import type { Sources } from '../../engine/host.ts';
import { budgetBounds, intervalBounds } from '../../core/model/polling-bounds.ts';
import { checkBoxes } from './key-in-field.ts';
import { checkedSettings } from './settings.ts';
import type { RegistrationParts } from '../../engine/polling/ports.ts';

/** A new account that was checked, with its provider and its key. */
export interface CheckedAccount {
  readonly provider: Provider;
  readonly account: Account;
  readonly secrets: Secrets;
}

const labelLength = 60;
const hintLength = 4;

/** The label of a new account as it is stored. Without a store no other account can have it. */
export const checkedLabel = (entered: string, sources: Pick<Sources, 'database'> | null): Result<string> => {
  const label = plainLine(entered);
  if (label === '') return failed('input.invalid', { field: 'label', reason: 'empty' });
  if (label.length > labelLength) return failed('input.invalid', { field: 'label', reason: 'too-large' });
  if (sources !== null && accountByLabel(sources.database, label) !== null)
    return failed('input.invalid', { field: 'label', reason: 'taken' });
  return success(label);
};

/** Checks what was entered for a new account. Fails with `input.invalid` and the field. */
export const checkedAccount = (entered: NewAccount, parts: RegistrationParts): Result<CheckedAccount> => {
  const described = describedAccount(entered, parts);
  if (!described.ok) return described;
  const { provider, account } = described.value;
  const secrets = checkedSecrets(provider, entered.secrets);
  if (!secrets.ok) return secrets;
  const boxes = checkBoxes({ ...account, settings: { ...entered.settings, ...account.settings } }, secrets.value);
  if (!boxes.ok) return boxes;
  const secretHint = hintOf(provider, secrets.value);
  return success({ provider, account: { ...account, secretHint }, secrets: secrets.value });
};

/** A new account as far as it can be known without its key. */
export const describedAccount = (
  entered: Omit<NewAccount, 'secrets'>,
  parts: RegistrationParts,
): Result<Omit<CheckedAccount, 'secrets'>> => {
  const provider = providerOf(entered.provider, parts.providers);
  if (provider === null) return failed('input.invalid', { field: 'provider', reason: 'not-a-choice' });
  const named = checkedLabel(entered.label, parts);
  if (!named.ok) return named;
  const address = checkBaseAddress(
    entered.baseUrl.trim() === ''
      ? (usualAddress(provider.description, entered.settings) ?? '')
      : withScheme(entered.baseUrl),
    entered,
  );
  if (!address.ok) return address;
  const settings = checkedSettings(provider, entered.settings);
  if (!settings.ok) return settings;
  const account: Account = {
    id: parts.newAccountId(),
    label: named.value,
    provider: provider.description.id,
    baseUrl: address.value.baseUrl,
    settings: settings.value,
    secretHint: '',
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
  return success({ provider, account });
};

/** Keys are pasted: white space around them is never part of one. */
export const checkedSecrets = (provider: Provider, entered: Readonly<Record<string, string>>): Result<Secrets> => {
  const secrets: Record<string, Secret> = {};
  for (const { name } of provider.description.credentials) {
    const text = (entered[name] ?? '').trim();
    if (text === '') return failed('input.invalid', { field: name, reason: 'empty' });
    const fault = keyPartFault(text);
    if (fault !== null) return failed('input.invalid', { field: name, reason: fault });
    secrets[name] = new Secret(text);
  }
  const unknown = Object.keys(entered).find((name) => !Object.hasOwn(secrets, name));
  return unknown === undefined
    ? success(secrets)
    : failed('input.invalid', { field: unknown, reason: 'unknown-field' });
};

/** A short key would be given away whole by its last four characters. */
export const hintOf = (provider: Provider, secrets: Secrets): string => {
  const text = secrets[provider.hintFrom]?.reveal() ?? '';
  return text.length >= hintLength * 3 ? text.slice(-hintLength) : '';
};
