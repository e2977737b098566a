import type { ProviderSession } from '../../core/ports/provider.ts';

/** What a request of an account is remembered by: what a row means may depend on any of its settings. */
export const keyOf = ({ baseUrl, settings }: Pick<ProviderSession, 'baseUrl' | 'settings'>, request: string): string =>
  JSON.stringify([baseUrl, Object.entries(settings).sort(), request]);
