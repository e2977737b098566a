import type { ProviderDescription } from '../../core/model/account.ts';

/** What Vast.ai asks of a new account: a key, and nothing else. */
export const description: ProviderDescription = {
  id: 'vastai',
  name: 'provider_vastai_name',
  defaultBaseUrl: 'https://console.vast.ai',
  reads: ['resources'],
  // "The Instances page (cloud.vast.ai/instances) is your central hub": vast-ai/docs, guides/instances/manage-instances.mdx, 2026-08.
  consoleUrl: 'https://cloud.vast.ai/instances/',
  // "Vast supports scoped API keys", and how to make one with few rights: the API reference, permissions, 2026-08.
  keyUrl: 'https://docs.vast.ai/api-reference/permissions',
  credentials: [{ name: 'apiKey', label: 'provider_vastai_api_key', help: 'provider_vastai_api_key_help' }],
  settings: [],
  keyHelp: 'provider_vastai_key_help',
  endHelp: 'provider_vastai_end_help',
  calls: ['GET /api/v1/instances/', 'GET /api/v0/users/current/'],
};
