import type { Account, ProviderDescription, SettingField } from './account.ts';

/** Where a provider is asked: its address, or those of its several sites. */
export type Sited = Pick<ProviderDescription, 'defaultBaseUrl' | 'sites'>;

/** The setting that says which of a provider's several sites is asked. */
const siteSetting = 'site';

/** Whether a provider has several sites, none of which takes the keys of another. */
export const hasSeveralSites = ({ sites = {} }: Pick<ProviderDescription, 'sites'>): boolean =>
  Object.keys(sites).length > 1;

/** Whether a setting is the one that says which of its provider's sites is asked. */
export const isSiteField = (description: Pick<ProviderDescription, 'sites'>, { name }: SettingField): boolean =>
  hasSeveralSites(description) && name === siteSetting;

/** Returns the base address of accounts with these settings whose user named none; null where only the user knows one. */
export const usualAddress = ({ defaultBaseUrl, sites = {} }: Sited, settings: Account['settings']): string | null => {
  const site = (settings[siteSetting] ?? '').trim();
  return Object.hasOwn(sites, site) ? (sites[site] ?? null) : defaultBaseUrl;
};

/**
 * Returns the base address of an account under other settings: an address of one of the provider's own sites follows the site, one that the
 * user named stays.
 */
export const addressAfter = (
  description: Sited,
  { baseUrl, settings }: Pick<Account, 'baseUrl' | 'settings'>,
  after: Account['settings'],
): string => {
  const isOwn = Object.values(description.sites ?? {}).includes(baseUrl);
  const address = usualAddress(description, after);
  return isOwn && address !== null && address !== usualAddress(description, settings) ? address : baseUrl;
};
