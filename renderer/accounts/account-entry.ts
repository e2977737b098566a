import type { ProviderDescription, SettingField } from '../../electron/core/model/account.ts';
import type { Failure } from '../../electron/core/model/failure.ts';
import { isSiteField } from '../../electron/core/model/site.ts';
import { settingFault } from '../../electron/core/model/setting-check.ts';
import { needsHttpConsent } from '../format/address.ts';

/** What the form holds besides the secrets, which stay in their inputs. */
export interface AccountEntry {
  readonly label: string;
  readonly baseUrl: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly allowHttp: boolean;
}

/** A name for a new account that no other one has: the provider's, with a number where that is taken. */
export const freeLabel = (wanted: string, taken: readonly string[]): string => {
  const used = new Set(taken.map((label) => label.toLowerCase()));
  for (let number = 1; ; number += 1) {
    const label = number === 1 ? wanted : `${wanted} ${number}`;
    if (!used.has(label.toLowerCase())) return label;
  }
};

/** The settings that a provider starts with; a choice that the user has to make is empty. */
export const initialSettingsOf = (provider: ProviderDescription): Record<string, string> =>
  Object.fromEntries(
    provider.settings.filter(({ role }) => role !== 'round').map((field) => [field.name, field.initial ?? '']),
  );

/** Whether a setting is shown in the open: one that its user must choose, and the site, since where a key goes is nobody's detail. */
export const isInTheOpen = (provider: ProviderDescription, field: SettingField): boolean =>
  field.initial === null || isSiteField(provider, field);

/** Names of the parts of the key that are still missing. */
export const missingSecrets = (
  provider: ProviderDescription,
  secrets: Readonly<Record<string, string>>,
): readonly string[] =>
  provider.credentials.map(({ name }) => name).filter((name) => (secrets[name] ?? '').trim() === '');

/** Names of the fields that are still missing, secrets included. */
export const missingFields = (
  provider: ProviderDescription,
  entry: AccountEntry,
  secrets: Readonly<Record<string, string>>,
): readonly string[] => [
  ...(entry.label.trim() === '' ? ['label'] : []),
  ...(entry.baseUrl.trim() === '' ? ['baseUrl'] : []),
  ...missingSecrets(provider, secrets),
  ...provider.settings
    .filter(({ kind, initial, name }) => kind === 'choice' && initial === null && (entry.settings[name] ?? '') === '')
    .map(({ name }) => name),
  ...(needsHttpConsent(entry.baseUrl) && !entry.allowHttp ? ['allowHttp'] : []),
];

/** What is wrong with settings by their declaration alone, by name. */
export const settingFaults = (
  provider: ProviderDescription,
  { settings }: AccountEntry,
): Readonly<Record<string, Failure>> =>
  Object.fromEntries(
    provider.settings.flatMap((field) => {
      const fault = settingFault(field, settings[field.name] ?? '');
      return fault === null ? [] : [[field.name, { code: 'input.invalid', field: field.name, ...fault }]];
    }),
  );

/** Reads every secret of a form. They stay in their inputs, so that a failure costs nobody the key; the inputs empty themselves when they go. */
export const readSecrets = (form: HTMLFormElement): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...form.querySelectorAll<HTMLInputElement>('input[data-secret]')].map((input) => [input.name, input.value.trim()]),
  );
