import type { ProviderDescription, SettingField } from '../../contract/account.ts';

/** Likely, not documented: its order pages name no version. Hence a setting. */
export const usualVersion = '2020-07-30';

const text = (name: string, message: string, initial = ''): SettingField => ({
  name,
  label: `provider_unicloud_${message}`,
  help: `provider_unicloud_${message}_help`,
  kind: 'text',
  choices: [],
  initial,
});

/** What UniCloud asks of a new account. Version and region are settings, since their documents leave them open. */
export const description: ProviderDescription = {
  id: 'unicloud',
  name: 'provider_unicloud_name',
  defaultBaseUrl: 'https://api.unicloud.com',
  credentials: [
    { name: 'accessKeyId', label: 'provider_unicloud_access_key_id', help: 'provider_unicloud_access_key_id_help' },
    {
      name: 'accessKeySecret',
      label: 'provider_unicloud_access_key_secret',
      help: 'provider_unicloud_access_key_secret_help',
    },
  ],
  settings: [
    text('regionId', 'region_id'),
    text('version', 'version', usualVersion),
    text('payType', 'pay_type'),
    text('productCategory', 'product_category'),
    text('orderCategory', 'order_category'),
    text('orderStatus', 'order_status'),
    text('startTime', 'start_time'),
    text('endTime', 'end_time'),
  ],
  keyHelp: 'provider_unicloud_key_help',
};
