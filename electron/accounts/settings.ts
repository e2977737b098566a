import type { Account } from '../contract/account.ts';
import { failed, success, type Result } from '../contract/failure.ts';
import type { Instant } from '../contract/ids.ts';
import type { Provider } from '../providers/provider.ts';
import { providerOf } from '../providers/find.ts';
import { setAccountSettings } from '../store/accounts.ts';
import type { Database } from '../store/database.ts';
import { rereadOrders } from '../sync/apply.ts';

/**
 * Changes settings of an account after the provider's own check; those that are left out stay. What the stored orders say
 * under the new ones counts at once, whether or not the provider can be asked now.
 */
export const changeSettings = (
  account: Account,
  entered: Readonly<Record<string, string>>,
  { database, providers }: { readonly database: Database; readonly providers: readonly Provider[] },
  at: Instant,
): Result<null> => {
  const provider = providerOf(account.provider, providers);
  if (provider === null) return failed('input.invalid', { field: 'provider', reason: 'not-a-choice' });
  const settings = checkedSettings(provider, { ...account.settings, ...entered });
  if (!settings.ok) return settings;
  const { reread } = provider;
  database.transaction(() => {
    setAccountSettings(database, account.id, settings.value);
    if (reread !== undefined) rereadOrders(database, account, (order) => reread(order, settings.value), at);
  });
  return success(null);
};

/** The settings that were entered, trimmed and with what is used when the user says nothing; `input.invalid` with the field. */
export const checkedSettings = (
  provider: Provider,
  entered: Readonly<Record<string, string>>,
): Result<Readonly<Record<string, string>>> => {
  const settings: Record<string, string> = {};
  for (const field of provider.description.settings) {
    const value = (entered[field.name] ?? field.initial ?? '').trim();
    if (field.kind === 'choice' && !field.choices.some((choice) => choice.value === value)) {
      return failed('input.invalid', { field: field.name, reason: value === '' ? 'empty' : 'not-a-choice' });
    }
    // An empty text says something only where it takes back what would be used otherwise.
    if (value !== '' || (field.initial ?? '') !== '') settings[field.name] = value;
  }
  const unknown = Object.keys(entered).find(
    (name) => !provider.description.settings.some((field) => field.name === name),
  );
  if (unknown !== undefined) return failed('input.invalid', { field: unknown, reason: 'unknown-field' });
  const checked = provider.checkSettings(settings);
  return checked.ok ? success(settings) : checked;
};
