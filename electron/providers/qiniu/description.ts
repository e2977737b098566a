import type { ProviderDescription } from '../../contract/account.ts';

/** What Qiniu QVM asks of a new account. */
export const description: ProviderDescription = {
  id: 'qiniu',
  name: 'provider_qiniu_name',
  defaultBaseUrl: 'https://api-qvm.qiniu.com',
  credentials: [
    { name: 'accessKey', label: 'provider_qiniu_access_key', help: 'provider_qiniu_access_key_help' },
    { name: 'secretKey', label: 'provider_qiniu_secret_key', help: 'provider_qiniu_secret_key_help' },
  ],
  settings: [
    {
      name: 'regionId',
      label: 'provider_qiniu_region_id',
      help: 'provider_qiniu_region_id_help',
      kind: 'text',
      choices: [],
      initial: '',
    },
    {
      name: 'orderHashes',
      label: 'provider_qiniu_order_hashes',
      help: 'provider_qiniu_order_hashes_help',
      kind: 'text',
      choices: [],
      initial: '',
    },
  ],
  keyHelp: 'provider_qiniu_key_help',
};
