import type { ProviderDescription } from '../../../electron/core/model/account.ts';

/** What a Minimal account asks for. */
export const description: ProviderDescription = {
  id: 'minimal',
  name: 'provider_minimal_name',
  defaultBaseUrl: 'https://api.minimal.example',
  reads: ['orders'],
  credentials: [
    { name: 'keyId', label: 'provider_minimal_key_id', help: 'provider_minimal_key_id_help' },
    { name: 'keySecret', label: 'provider_minimal_key_secret', help: 'provider_minimal_key_secret_help' },
  ],
  settings: [
    {
      name: 'zone',
      label: 'provider_minimal_zone',
      help: 'provider_minimal_zone_help',
      kind: 'choice',
      choices: ['', 'east', 'west'].map((value) => ({ value, label: `provider_minimal_zone_${value || 'all'}` })),
      initial: '',
      role: 'filter',
      parameter: 'zone',
    },
  ],
  keyHelp: 'provider_minimal_key_help',
  endHelp: 'provider_minimal_end_help',
  calls: ['GET /leases'],
};
