import type { DemoServers } from './servers.ts';
import type { DemoProvider } from './exchange.ts';

/** What one needs to add a demo account. Labels are visible text, so only their message names are here. */
export interface DemoAccount {
  readonly provider: DemoProvider;
  readonly labelMessage:
    'demo_account_lab' | 'demo_account_company' | 'demo_account_team' | 'demo_account_web' | 'demo_account_training';
  readonly baseUrl: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, string>>;
}

/** One account at each provider of the running demo. */
export function demoAccounts(servers: DemoServers): readonly DemoAccount[] {
  const { wolover, unicloud, qiniu, alibaba, vastai } = servers;
  return [
    {
      provider: 'wolover',
      labelMessage: 'demo_account_lab',
      baseUrl: wolover.baseUrl,
      // Every buyDuration of the demo world counts months.
      settings: { durationUnit: 'month' },
      secrets: { ...wolover.secrets },
    },
    {
      provider: 'unicloud',
      labelMessage: 'demo_account_team',
      baseUrl: unicloud.baseUrl,
      settings: {},
      secrets: { ...unicloud.secrets },
    },
    {
      provider: 'qiniu',
      labelMessage: 'demo_account_company',
      baseUrl: qiniu.baseUrl,
      settings: {},
      secrets: { ...qiniu.secrets },
    },
    {
      provider: 'alibaba',
      labelMessage: 'demo_account_web',
      baseUrl: alibaba.baseUrl,
      settings: { site: 'china' },
      secrets: { ...alibaba.secrets },
    },
    {
      provider: 'vastai',
      labelMessage: 'demo_account_training',
      baseUrl: vastai.baseUrl,
      settings: {},
      secrets: { ...vastai.secrets },
    },
  ];
}
