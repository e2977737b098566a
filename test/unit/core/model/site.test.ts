import { describe, expect, it } from 'vitest';
import { addressAfter, usualAddress } from '../../../../electron/core/model/site.ts';
import { baseAddressOf } from '../../../../electron/core/model/base-address.ts';
import { providers } from '../../../../electron/providers/registry.ts';
import { listingDescription, listingSites } from '../../../fakes/listing-provider.ts';

const { china, international } = listingSites;

describe('the address of an account whose user named none', () => {
  it.each([
    [{}, china],
    [{ site: 'china' }, china],
    [{ site: ' international ' }, international],
    [{ site: 'toString' }, china],
  ])('is that of its site: %j', (settings, address) => {
    expect(usualAddress(listingDescription, settings)).toBe(address);
  });

  it('is the provider’s only one, or nobody’s', () => {
    expect(usualAddress({ defaultBaseUrl: 'https://one.example' }, { site: 'china' })).toBe('https://one.example');
    expect(usualAddress({ defaultBaseUrl: null }, {})).toBeNull();
  });
});

describe('the address of an account after a change of its settings', () => {
  it.each([
    ['follows the site', china, { site: 'china' }, { site: 'international' }, international],
    ['follows it from the first choice', china, {}, { site: 'international' }, international],
    ['follows it back', international, { site: 'international' }, { site: 'china' }, china],
    ['stays where the user named another', 'https://own.example', {}, { site: 'international' }, 'https://own.example'],
    ['stays where the site stays', international, { site: 'china' }, { site: 'china', region: 'x' }, international],
    ['stays where the site is said for the first time', china, {}, { site: 'china' }, china],
  ])('%s', (_what, baseUrl, settings, after, address) => {
    expect(addressAfter(listingDescription, { baseUrl, settings }, after)).toBe(address);
  });
});

// An account’s own address is told from the provider’s by its letters.
it('every address that a provider declares is written as accounts keep it', () => {
  for (const { defaultBaseUrl, sites = {} } of providers.map(({ description }) => description)) {
    const declared = [...Object.values(sites), ...(defaultBaseUrl === null ? [] : [defaultBaseUrl])];
    for (const address of declared)
      expect(baseAddressOf(address, URL)).toMatchObject({ ok: true, value: { text: address } });
  }
});
