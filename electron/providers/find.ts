import type { Provider } from './provider.ts';

/** The provider of an id among those that a composition knows; null when there is none. */
export const providerOf = (id: string, providers: readonly Provider[]): Provider | null =>
  providers.find(({ description }) => description.id === id) ?? null;
