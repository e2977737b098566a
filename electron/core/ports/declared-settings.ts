import type { ProviderDescription, SettingField } from '../model/account.ts';
import { failed, success, type Result } from '../model/failure.ts';
import { settingFault } from '../model/setting-check.ts';

/**
 * Returns the address of a call: the account's base address and the call's path, which the address may already end with, since documents
 * show both in one.
 */
export const callUrl = (baseUrl: string, path: string): string =>
  baseUrl.endsWith(path) ? baseUrl : `${baseUrl}${path}`;

type Settings = Readonly<Record<string, string>>;

/** Returns an account's setting without white space around it; empty when it is not set. */
export const saidIn = (settings: Settings, name: string): string => (settings[name] ?? '').trim();

/** Refuses settings that the declaration does not allow, unknown names included: a misspelt one would be stored and ignored. */
export const checkDeclared = (description: ProviderDescription, settings: Settings): Result<null> => {
  for (const field of description.settings) {
    const fault = settingFault(field, saidIn(settings, field.name));
    if (fault !== null) return failed('input.invalid', { field: field.name, ...fault });
  }
  const unknown = Object.keys(settings).find((name) => !description.settings.some((field) => field.name === name));
  return unknown === undefined ? success(null) : failed('input.invalid', { field: unknown, reason: 'unknown-setting' });
};

const hides = ({ role }: SettingField): boolean => role === 'filter' || role === 'round';

/** Whether settings keep orders out of a round: an order that it does not show has then not vanished. */
export const isNarrowed = (description: ProviderDescription, settings: Settings): boolean =>
  description.settings.some((field) => hides(field) && saidIn(settings, field.name) !== '');

/** Returns the filters that are set, by the names of the provider's document, in the order of their declaration. */
export const filtersSaid = (
  description: ProviderDescription,
  settings: Settings,
): readonly (readonly [parameter: string, value: string])[] =>
  description.settings
    .filter(({ role, parameter }) => role === 'filter' && parameter !== undefined)
    .map((field) => [field.parameter ?? '', saidIn(settings, field.name)] as const)
    .filter(([, value]) => value !== '');

/** Returns a setting that is a whole number, which was checked when it was stored; null when it is not set. */
export const numberSaid = (settings: Settings, name: string): number | null => {
  const text = saidIn(settings, name);
  return text === '' ? null : Number(text);
};
