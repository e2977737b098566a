import { reservedNames } from '../model/account.ts';
import type { Provider } from './provider.ts';

/** Returns the provider of an id; null when it is not among those given. */
export const providerOf = (id: string, providers: readonly Provider[]): Provider | null =>
  providers.find(({ description }) => description.id === id) ?? null;

/** Returns the providers unchanged; throws where one names a part of its key with a name that the vault reserves. */
export const checkKeyNames = (providers: readonly Provider[]): readonly Provider[] => {
  const reserved: ReadonlySet<string> = new Set(reservedNames);
  for (const { description } of providers)
    for (const { name } of description.credentials)
      if (reserved.has(name)) throw new Error(`${description.id}: "${name}" is no name for a part of a key`);
  return providers;
};
