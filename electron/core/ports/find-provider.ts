import { reservedNames } from '../model/account.ts';
import type { Provider } from './provider.ts';

/** The provider of an id among those that a composition knows; null when there is none. */
export const providerOf = (id: string, providers: readonly Provider[]): Provider | null =>
  providers.find(({ description }) => description.id === id) ?? null;

/** Returns providers as they are given; throws where one calls a part of its key by a name that a vault's item has another use for. */
export const registered = (providers: readonly Provider[]): readonly Provider[] => {
  const reserved: ReadonlySet<string> = new Set(reservedNames);
  for (const { description } of providers)
    for (const { name } of description.credentials)
      if (reserved.has(name)) throw new Error(`${description.id}: "${name}" is no name for a part of a key`);
  return providers;
};
