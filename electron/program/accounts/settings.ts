import type { Account, ProviderDescription, SettingField } from '../../core/model/account.ts';
import { failed, success, type Result } from '../../core/model/failure.ts';
import type { Instant } from '../../core/model/ids.ts';
import { providerOf } from '../../core/ports/find-provider.ts';
import type { Provider } from '../../core/ports/provider.ts';
import { addressAfter } from '../../core/model/site.ts';
import {
  forgetAccountFailure,
  forgetCompleteRound,
  setAccountAddress,
  setAccountSettings,
} from '../../edges/store/accounts.ts';
import type { Sources } from '../../engine/host.ts';
import { rereadOrders } from '../../engine/polling/reassemble.ts';

/** The settings of an account by the names that its provider declares. */
export type AccountSettings = Readonly<Record<string, string>>;

/**
 * Changes settings of an account after the provider's own check; those that are left out stay. What the stored orders say
 * under the new ones counts at once, whether or not the provider can be asked now. Unlike a correction of an end, which shows its dates
 * first and rings none of those that have passed, it rings: a unit is no date, so an end that it moves into the past or close by was
 * shown to nobody, and must not be passed over in silence.
 * With the site, the address of an account moves to the other one of its provider's own (see `addressAfter`). Its key does not: whoever may
 * say whom a key is for, says so to the vault.
 */
export const changeSettings = (
  account: Account,
  entered: AccountSettings,
  { database, providers }: Pick<Sources, 'database' | 'providers'>,
  at: Instant,
): Result<null> => {
  const checked = changedSettings(account, entered, providers);
  if (!checked.ok) return checked;
  const { provider, settings, baseUrl } = checked.value;
  const { reread, description } = provider;
  const isFilter = ({ name, role }: SettingField): boolean =>
    role === 'filter' && (account.settings[name] ?? '') !== (settings[name] ?? '');
  database.transaction(() => {
    setAccountSettings(database, account.id, settings);
    if (baseUrl !== account.baseUrl) setAccountAddress(database, account.id, baseUrl);
    // The site is one of the settings; a key that may be refused again is refused in the next round.
    if (account.failure?.code === 'account.wrong-site') forgetAccountFailure(database, account.id);
    // What a filter hid is met for the first time without it: what happened before is no news.
    if (description.settings.some(isFilter)) forgetCompleteRound(database, account.id);
    if (reread !== undefined) rereadOrders(database, account, (order) => reread(order, settings), at);
  });
  return success(null);
};

/** An account's settings after a change, with the address that goes with them. */
interface ChangedSettings {
  readonly provider: Provider;
  readonly settings: AccountSettings;
  readonly baseUrl: string;
}

/** Returns what changing settings would come to: those that are left out stay. Fails with `input.invalid` and the field. */
export const changedSettings = (
  account: Account,
  entered: AccountSettings,
  providers: readonly Provider[],
): Result<ChangedSettings> => {
  const provider = providerOf(account.provider, providers);
  if (provider === null) return failed('input.invalid', { field: 'provider', reason: 'not-a-choice' });
  const settings = checkedSettings(provider, { ...account.settings, ...entered });
  if (!settings.ok) return settings;
  const baseUrl = addressAfter(provider.description, account, settings.value);
  return success({ provider, settings: settings.value, baseUrl });
};

/**
 * Returns the settings of an account as they are stored: checked, trimmed, with the provider's defaults. Fails with `input.invalid` and
 * the field.
 */
export const checkedSettings = (provider: Provider, entered: AccountSettings): Result<AccountSettings> => {
  const settings: Record<string, string> = {};
  for (const field of provider.description.settings) {
    const value = (entered[field.name] ?? field.initial ?? '').trim();
    if (field.role === 'round' && value !== '') {
      return failed('input.invalid', { field: field.name, reason: 'one-round-only' });
    }
    if (field.kind === 'choice' && !field.choices.some((choice) => choice.value === value)) {
      return failed('input.invalid', { field: field.name, reason: value === '' ? 'empty' : 'not-a-choice' });
    }
    // An empty text says something only where it takes back what would be used otherwise.
    if (value !== '' || (field.initial ?? '') !== '') settings[field.name] = value;
  }
  const unknown = Object.keys(entered).find((name) => fieldOf(provider.description, name)?.name !== name);
  if (unknown !== undefined) return failed('input.invalid', { field: unknown, reason: 'unknown-field' });
  const checked = provider.checkSettings(settings);
  return checked.ok ? success(settings) : checked;
};

/**
 * Returns an account's settings with those that differ for one round. Fails with `input.invalid` for names that the provider does not
 * declare, settings of the account itself, and impossible values.
 */
export const roundSettings = (
  account: Account,
  typed: AccountSettings,
  providers: readonly Provider[],
): Result<AccountSettings> => {
  const provider = providerOf(account.provider, providers);
  if (provider === null) return failed('input.invalid', { field: 'provider', reason: 'not-a-choice' });
  const { description } = provider;
  for (const name of Object.keys(typed)) {
    const role = fieldOf(description, name)?.role ?? 'account';
    if (fieldOf(description, name) !== null && role === 'account') {
      return failed('input.invalid', { field: name, reason: 'not-for-one-round' });
    }
  }
  const settings = namedAsDeclared(description, typed);
  const checked = provider.checkSettings({ ...account.settings, ...settings });
  return checked.ok ? success(settings) : checked;
};

/**
 * Returns settings under their declared names; typed ones may be written as in the provider's document (`PayType`, `create_st`). Unknown
 * names stay, to be refused.
 */
export const namedAsDeclared = (description: ProviderDescription, typed: AccountSettings): AccountSettings =>
  Object.fromEntries(Object.entries(typed).map(([name, value]) => [fieldOf(description, name)?.name ?? name, value]));

/** Returns the setting that a typed name means; null when the provider has none of that name. */
export const fieldOf = (description: ProviderDescription, typed: string): SettingField | null =>
  description.settings.find(({ name }) => name === typed) ??
  description.settings.find(({ name, parameter }) => [name, parameter ?? ''].some((known) => isSame(known, typed))) ??
  null;

/** Capitals are an accident of who wrote the document. */
const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
