import { failed, success, type Result } from '../../electron/core/model/failure.ts';
import type { HttpResponse } from '../../electron/core/ports/http.ts';
import { checkDeclared } from '../../electron/core/ports/declared-settings.ts';
import type { ProviderDescription } from '../../electron/core/model/account.ts';
import type { Provider, ProviderSession, ReadResource } from '../../electron/core/ports/provider.ts';
import { keyOfResource } from '../../electron/core/model/resource.ts';
import { at } from './instants.ts';
import { stated } from './orders.ts';

/** The sites of the made-up provider: no key of one is known at the other. */
export const listingSites = {
  china: 'https://api.listing.example',
  international: 'https://api.intl.listing.example',
} as const;

/** A machine that the made-up provider lists. */
export const aResource = (facts: Partial<ReadResource> = {}): ReadResource => ({
  key: keyOfResource({ resourceId: 'i-1' }),
  resourceId: 'i-1',
  name: 'llm-ft',
  title: 'llm-ft',
  kind: 'ecs',
  spec: '2 × RTX 4090',
  region: 'cn-hangzhou',
  state: 'active',
  providerState: 'Normal',
  startsAt: at('2026-03-01T00:00:00Z'),
  end: stated('2026-04-01T00:00:00Z'),
  autoRenews: 'yes',
  chargesAt: at('2026-03-23T00:00:00Z'),
  paidPer: 'month',
  price: { amount: '0.71', currency: 'USD', per: 'hour' },
  releases: null,
  afterwards: null,
  list: '',
  facts: [
    { path: 'InstanceID', value: 'i-1' },
    { path: 'Status', value: 'Normal' },
  ],
  incomplete: [],
  ...facts,
});

/** What a made-up provider asks for that has two sites and lists what is rented now. */
export const listingDescription: ProviderDescription = {
  id: 'listing',
  name: 'Listing Cloud',
  defaultBaseUrl: listingSites.china,
  sites: listingSites,
  reads: ['resources'],
  consoleUrl: 'https://console.listing.example/machines',
  credentials: [{ name: 'apiKey', label: 'fake_apiKey', help: '' }],
  settings: [
    {
      name: 'site',
      label: 'fake_site',
      help: '',
      kind: 'choice',
      choices: Object.keys(listingSites).map((value) => ({ value, label: `${value} site` })),
      initial: 'china',
    },
  ],
  keyHelp: 'fake_key_help',
  endHelp: 'fake_end_help',
  calls: [],
};

/** A made-up provider with two sites, which lists these machines to whoever its network lets in. */
export const listingProvider = (resources: readonly ReadResource[] = []): Provider => ({
  description: listingDescription,
  fieldGroups: [
    { heading: 'fake_heading', fields: [{ paths: ['InstanceID'], label: 'fake_instance', format: 'exact' }] },
  ],
  hintFrom: 'apiKey',
  checkSettings: (settings) => checkDeclared(listingDescription, settings),
  test: async (session) => {
    const asked = await ask(session);
    return asked.ok ? success({ orders: resources.length }) : asked;
  },
  readRound: async (session) => {
    const asked = await ask(session);
    return asked.ok
      ? success({
          ...{ orders: [], unchanged: [], settled: true, warnings: [], interruptedBy: null },
          resources: { resources, lists: [{ list: '', outcome: 'settled' }] },
        })
      : asked;
  },
});

/** A 401 is a rejected key, a 409 one of the other site. */
const ask = async ({ http, baseUrl, settings, secrets }: ProviderSession): Promise<Result<HttpResponse>> => {
  const headers = { key: secrets['apiKey']?.reveal() ?? '' };
  const asked = await http.send(() => ({ method: 'GET', url: `${baseUrl}/machines`, headers, body: null }));
  if (!asked.ok || asked.value.status === 200) return asked;
  return asked.value.status === 409
    ? failed('account.wrong-site', { site: settings['site'] ?? '' })
    : failed('account.key-rejected', { status: asked.value.status });
};
