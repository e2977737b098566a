import type { DemoProvider } from '../../electron/demo/exchange.ts';
import type { OrderProvider, ResourceProvider } from '../fakes/demo-roles.ts';

/** The keys that the played providers accept. */
export const secretsOf = {
  wolover: { apiKey: 'demo-wolover-key' },
  unicloud: { accessKeyId: 'demo-access-key-id', accessKeySecret: 'demo-access-key-secret' },
  qiniu: { accessKey: 'demo-access-key', secretKey: 'demo-secret-key' },
  alibaba: { accessKeyId: 'demo-alibaba-key-id', accessKeySecret: 'demo-alibaba-key-secret' },
  vastai: { apiKey: 'demo-vastai-key' },
} as const;

const orderProviders: readonly [OrderProvider, ...OrderProvider[]] = ['wolover', 'unicloud', 'qiniu'];
export const resourceProviders: readonly [ResourceProvider, ...ResourceProvider[]] = ['alibaba', 'vastai'];
export const demoProviders: readonly [DemoProvider, ...DemoProvider[]] = [...orderProviders, ...resourceProviders];

/** Whether a provider lists what is rented now, and no orders. */
export const listsResources = (provider: DemoProvider): provider is ResourceProvider =>
  resourceProviders.some((each) => each === provider);
