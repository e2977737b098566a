import type { ProviderDescription, SettingField, SettingRole } from '../../core/model/account.ts';

/** Likely, not documented: its order pages name no version. Hence a setting. */
export const usualVersion = '2020-07-30';

const setting = (
  parameter: string,
  message: string,
  role: SettingRole,
  rest: Partial<Pick<SettingField, 'kind' | 'initial' | 'range' | 'label'>> = {},
): SettingField => ({
  name: `${parameter.charAt(0).toLowerCase()}${parameter.slice(1)}`,
  label: `provider_unicloud_${message}`,
  help: `provider_unicloud_${message}_help`,
  kind: 'text',
  choices: [],
  initial: '',
  role,
  parameter,
  ...rest,
});

/** OrderCategory and OrderStatus are Integer in the table of QueryOrders; which numbers there are it does not say. */
const anyNumber = { kind: 'number', range: { least: 0, most: 999_999_999 } } as const;

/** What UniCloud asks of a new account. Version and region are settings, since their documents leave them open. */
export const description: ProviderDescription = {
  id: 'unicloud',
  name: 'provider_unicloud_name',
  defaultBaseUrl: 'https://api.unicloud.com',
  reads: ['orders'],
  credentials: [
    { name: 'accessKeyId', label: 'provider_unicloud_access_key_id', help: 'provider_unicloud_access_key_id_help' },
    {
      name: 'accessKeySecret',
      label: 'provider_unicloud_access_key_secret',
      help: 'provider_unicloud_access_key_secret_help',
    },
  ],
  settings: [
    setting('RegionId', 'region_id', 'account'),
    setting('Version', 'version', 'account', { initial: usualVersion }),
    setting('PayType', 'pay_type', 'filter'),
    setting('ProductCategory', 'product_category', 'filter'),
    setting('OrderCategory', 'order_category', 'filter', anyNumber),
    setting('OrderStatus', 'order_status', 'filter', anyNumber),
    setting('StartTime', 'start_time', 'filter', { kind: 'time' }),
    setting('EndTime', 'end_time', 'filter', { kind: 'time' }),
    // "Max available page size is 200", "Min available page size is 1" in its table of errors.
    setting('Size', 'size', 'size', { label: 'provider_page_size', kind: 'number', range: { least: 1, most: 200 } }),
    setting('Page', 'page', 'round', { label: 'provider_page', kind: 'number', range: { least: 1, most: 1_000_000 } }),
  ],
  keyHelp: 'provider_unicloud_key_help',
  endHelp: 'provider_unicloud_end_help',
  calls: ['GET /transaction?Action=QueryOrders', 'GET /transaction?Action=OrderDetail'],
};
