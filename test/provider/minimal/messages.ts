import type { Locale } from '../../../electron/core/model/settings.ts';

/** The block of messages that a real provider would have in the message files. */
export const messages: Readonly<Record<Locale, Readonly<Record<string, string>>>> = {
  en: {
    provider_minimal_name: 'Minimal',
    provider_minimal_key_id: 'Key ID',
    provider_minimal_key_id_help: 'The public half of the pair.',
    provider_minimal_key_secret: 'Key secret',
    provider_minimal_key_secret_help: 'Signs each request and is never sent.',
    provider_minimal_zone: 'Zone',
    provider_minimal_zone_help: 'Only leases of this zone.',
    provider_minimal_zone_all: 'All',
    provider_minimal_zone_east: 'East',
    provider_minimal_zone_west: 'West',
    provider_minimal_key_help: 'Make a pair that may read leases.',
    provider_minimal_end_help: 'stated with each lease',
  },
  'zh-CN': {
    provider_minimal_name: '极简云',
    provider_minimal_key_id: '密钥编号',
    provider_minimal_key_id_help: '密钥对的公开部分。',
    provider_minimal_key_secret: '密钥',
    provider_minimal_key_secret_help: '只在本机签名，不会发送。',
    provider_minimal_zone: '区域',
    provider_minimal_zone_help: '只读取这个区域的租约。',
    provider_minimal_zone_all: '全部',
    provider_minimal_zone_east: '东区',
    provider_minimal_zone_west: '西区',
    provider_minimal_key_help: '创建一对只能读取租约的密钥。',
    provider_minimal_end_help: '每份租约都给出',
  },
};
