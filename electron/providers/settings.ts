import type { ProviderDescription } from '../contract/account.ts';
import { failed, success, type Result } from '../contract/failure.ts';

/** Where a call goes: the account's base address and the call's path, which the address may end with already, since documents show both in one. */
export const callUrl = (baseUrl: string, path: string): string =>
  baseUrl.endsWith(path) ? baseUrl : `${baseUrl}${path}`;

/** Refuses a setting that the provider does not have: a misspelt name would otherwise be kept and ignored. */
export const unknownSetting = (
  description: ProviderDescription,
  settings: Readonly<Record<string, string>>,
): Result<null> => {
  const unknown = Object.keys(settings).find((name) => !description.settings.some((field) => field.name === name));
  return unknown === undefined ? success(null) : failed('input.invalid', { field: unknown, reason: 'unknown-setting' });
};
