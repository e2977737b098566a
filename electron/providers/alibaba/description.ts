import type { ProviderDescription } from '../../core/model/account.ts';
import { saidIn } from '../../core/ports/declared-settings.ts';

/** The two sites of Alibaba Cloud, whose accounts and keys are not interchangeable. */
export type Site = 'china' | 'international';

const initialSite: Site = 'china';

/** The addresses of BSS OpenAPI by site (npm @alicloud/bssopenapi20171214 4.1.1, endpoint map). */
const sites: Readonly<Record<Site, string>> = {
  china: 'https://business.aliyuncs.com',
  international: 'https://business.ap-southeast-1.aliyuncs.com',
};

/** The site that an account was opened at, by its settings. */
export const siteOf = (settings: Readonly<Record<string, string>>): Site => {
  const said = saidIn(settings, 'site');
  return said === 'china' || said === 'international' ? said : initialSite;
};

/**
 * What Alibaba Cloud asks of a new account. `keyHelp` names the system policy AliyunBSSReadOnlyAccess, which allows the call, and
 * AliyunBSSRenewReadOnlyAccess, which sounds like it and allows bss:DescribeRenew* only (help page of the policy, 15 May 2025).
 * The address of its pages for renewals is not documented, so there is no `consoleUrl`.
 */
export const description: ProviderDescription = {
  id: 'alibaba',
  name: 'provider_alibaba_name',
  defaultBaseUrl: sites[initialSite],
  sites,
  reads: ['resources'],
  credentials: [
    { name: 'accessKeyId', label: 'provider_alibaba_access_key_id', help: 'provider_alibaba_access_key_id_help' },
    {
      name: 'accessKeySecret',
      label: 'provider_alibaba_access_key_secret',
      help: 'provider_alibaba_access_key_secret_help',
    },
  ],
  settings: [
    {
      name: 'site',
      label: 'provider_alibaba_site',
      help: 'provider_alibaba_site_help',
      kind: 'choice',
      choices: [
        { value: 'china', label: 'provider_alibaba_site_china' },
        { value: 'international', label: 'provider_alibaba_site_international' },
      ],
      initial: initialSite,
      role: 'account',
    },
  ],
  keyHelp: 'provider_alibaba_key_help',
  endHelp: 'provider_alibaba_end_help',
  calls: ['QueryAvailableInstances'],
};
