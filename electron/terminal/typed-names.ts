import { fieldOf } from '../accounts/settings.ts';
import type { ProviderDescription, SettingField } from '../contract/account.ts';
import { providerOf } from '../providers/find.ts';
import type { Provider } from '../providers/provider.ts';
import { UsageError } from './arguments.ts';

/** Settings that may be typed, and the description that knows them by their names and those of the provider's document. */
export interface KnownFields {
  readonly description: ProviderDescription;
  readonly fields: readonly SettingField[];
}

/** The ids of all providers. */
export const idsOf = (providers: readonly Provider[]): readonly string[] =>
  providers.map(({ description }) => description.id);

/** The settings that an account of a provider keeps; none for one that the program does not know. */
export const keptFields = (id: string, providers: readonly Provider[]): readonly KnownFields[] => {
  const description = providerOf(id, providers)?.description;
  return description === undefined ? [] : [knownOf(description, ({ role }) => role !== 'round')];
};

/** The settings that can differ for one round, at any provider. */
export const roundFields = (providers: readonly Provider[]): readonly KnownFields[] =>
  providers.map(({ description }) => knownOf(description, ({ role = 'account' }) => role !== 'account'));

const knownOf = (description: ProviderDescription, isMeant: (field: SettingField) => boolean): KnownFields => ({
  description,
  fields: description.settings.filter(isMeant),
});

/**
 * Throws a UsageError for a name that none of the providers has, with the names that could be meant. One that a provider has but that does not
 * belong here is answered where it is used, with the reason.
 */
export const checkSettingNames = (names: readonly string[], known: readonly KnownFields[]): void => {
  if (known.length === 0) return;
  const unknown = names.find((name) => known.every(({ description }) => fieldOf(description, name) === null));
  if (unknown === undefined) return;
  const choices = known.flatMap(({ fields }) => fields.map(({ name }) => name));
  throw new UsageError(`--set ${unknown}`, [...new Set(choices)]);
};

/** Throws a UsageError for a provider that the program does not know, and for names of settings and key parts that this one does not have. */
export const checkNewNames = (
  id: string,
  typed: { readonly settings: readonly string[]; readonly secrets: readonly string[] },
  providers: readonly Provider[],
): void => {
  const provider = providerOf(id, providers);
  if (provider === null) throw new UsageError(`--provider ${id}`, idsOf(providers));
  checkSettingNames(typed.settings, keptFields(id, providers));
  const names = provider.description.credentials.map(({ name }) => name);
  const unknown = typed.secrets.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new UsageError(`--secret ${unknown}`, names);
};
