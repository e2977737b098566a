import { fieldOf } from '../../program/accounts/settings.ts';
import type { ProviderDescription, SettingField } from '../../core/model/account.ts';
import { settingFault } from '../../core/model/setting-check.ts';
import { providerOf } from '../../core/ports/find-provider.ts';
import type { Provider } from '../../core/ports/provider.ts';
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

/** The same at the provider of an account. */
export const roundFieldsOf = (id: string, providers: readonly Provider[]): readonly KnownFields[] =>
  roundFields(providers.filter(({ description }) => description.id === id));

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
  const choices = [...new Set(known.flatMap(({ fields }) => fields.map(({ name }) => name)))];
  throw new UsageError(typedName('set', unknown, choices), choices);
};

/** An option with the name that was typed for it, unless that is so long that it may be a key in the wrong place. */
const typedName = (option: 'set' | 'secret', name: string, declared: readonly string[]): string =>
  name.includes('=') || name.length > Math.max(...declared.map(({ length }) => length))
    ? `--${option} …`
    : `--${option} ${name}`;

/**
 * Throws a UsageError for a value that no provider with such a setting could take by its declaration: outside a closed list or a range, or
 * of another form. Asked before a key, a store or anybody else.
 */
export const checkSettingValues = (typed: Readonly<Record<string, string>>, known: readonly KnownFields[]): void => {
  for (const [name, value] of Object.entries(typed)) {
    const meant = known.flatMap(({ description, fields }) => {
      const field = fieldOf(description, name);
      return field !== null && fields.includes(field) ? [field] : [];
    });
    if (meant.length > 0 && meant.every((field) => isRefused(field, value.trim())))
      // A key may have been typed where a value belongs.
      throw new UsageError(`--set ${name}=…`, [...new Set(meant.flatMap(valuesOf))]);
  }
};

const isRefused = (field: SettingField, value: string): boolean =>
  settingFault(field, value) !== null ||
  (value === '' && field.kind === 'choice' && !field.choices.some((choice) => choice.value === ''));

/** What may be typed as a setting's value, or the form of it. */
const valuesOf = ({ kind, choices, range }: SettingField): readonly string[] => {
  const values = choices.map(({ value }) => value).filter((value) => value !== '');
  switch (kind) {
    case 'choice':
      return values;
    case 'choice-by-product':
      return values.map((value) => `PRODUCT=${value}`);
    case 'number':
      return [range === undefined ? '0, 1, 2 …' : `${range.least}–${range.most}`];
    case 'time':
      return ['yyyy-MM-dd HH:mm:ss'];
    case 'text':
      return [];
  }
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
  if (unknown !== undefined) throw new UsageError(typedName('secret', unknown, names), names);
};
