import type { ProviderDescription, SettingField } from '../../core/model/account.ts';

const text = (name: string, message: string, rest: Partial<SettingField> = {}): SettingField => ({
  name,
  label: `provider_qiniu_${message}`,
  help: `provider_qiniu_${message}_help`,
  kind: 'text',
  choices: [],
  initial: '',
  ...rest,
});

/** A filter of `pay_record`, the list of sub-orders; by `resource_type` the unpaid orders are filtered too. */
const filter = (name: string, parameter: string, rest: Partial<SettingField> = {}): SettingField =>
  text(name, parameter, { role: 'filter', parameter, ...rest });

const choicesOf = (prefix: string, values: readonly string[]): SettingField['choices'] => [
  { value: '', label: 'provider_qiniu_all' },
  ...values.map((value) => ({ value, label: `${prefix}_${value}` })),
];

const orderTypes = [
  'create',
  'renew',
  'auto_renew',
  'renew_with_spec',
  'upgrade',
  'replace_system_disk',
  'to_prepaid',
  'to_prepaid_disk',
];

/** OrderItemStatus of the document. */
const itemStatuses = [
  'non_executable',
  'executable',
  'processing',
  'success',
  'failed',
  'fail_over',
  'cancelled',
  'refunded',
];

/** What Qiniu QVM asks of a new account. */
export const description: ProviderDescription = {
  id: 'qiniu',
  name: 'provider_qiniu_name',
  defaultBaseUrl: 'https://api-qvm.qiniu.com',
  reads: ['orders'],
  // "控制台获取密钥：https://portal.qiniu.com/user/key": qiniu/php-sdk, examples, 2026-08.
  keyUrl: 'https://portal.qiniu.com/user/key',
  credentials: [
    { name: 'accessKey', label: 'provider_qiniu_access_key', help: 'provider_qiniu_access_key_help' },
    { name: 'secretKey', label: 'provider_qiniu_secret_key', help: 'provider_qiniu_secret_key_help' },
  ],
  settings: [
    text('regionId', 'region_id', { parameter: 'X-Qiniu-Regionid' }),
    text('orderHashes', 'order_hashes'),
    filter('resourceType', 'resource_type'),
    filter('resourceId', 'resource_id'),
    filter('orderType', 'order_type', { kind: 'choice', choices: choicesOf('provider_qiniu_order_type', orderTypes) }),
    filter('status', 'status', { kind: 'choice', choices: choicesOf('provider_qiniu_item_status', itemStatuses) }),
    filter('createdFrom', 'create_st', { kind: 'time' }),
    filter('createdUntil', 'create_et', { kind: 'time' }),
    filter('orderHash', 'order_hash'),
    text('size', 'size', {
      label: 'provider_page_size',
      kind: 'number',
      role: 'size',
      parameter: 'size',
      range: { least: 1, most: 100 },
    }),
    text('page', 'page', {
      label: 'provider_page',
      kind: 'number',
      role: 'round',
      parameter: 'page',
      range: { least: 1, most: 1_000_000 },
    }),
  ],
  keyHelp: 'provider_qiniu_key_help',
  endHelp: 'provider_qiniu_end_help',
  calls: ['GET /v1/order/pay_record', 'GET /v1/order/unpaid_orders', 'GET /v1/order/detail/<order_hash>'],
};
