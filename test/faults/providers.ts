import type { DemoProvider } from '../../electron/demo/exchange.ts';
import type { OrderProvider, ResourceProvider } from '../fakes/demo-roles.ts';

/**
 * The keys that the played providers accept. Those of resource providers are of the form that theirs have: their rows are searched for
 * them, and what is made of words only is looked for in the case in which it is written.
 */
export const secretsOf = {
  wolover: { apiKey: 'demo-wolover-key' },
  unicloud: { accessKeyId: 'demo-access-key-id', accessKeySecret: 'demo-access-key-secret' },
  qiniu: { accessKey: 'demo-access-key', secretKey: 'demo-secret-key' },
  alibaba: { accessKeyId: 'LTAI5tFaultRun0000000001', accessKeySecret: 'FaultRun0000000000000000000042' },
  vastai: { apiKey: 'fa017000'.repeat(8) },
} as const;

const orderProviders: readonly [OrderProvider, ...OrderProvider[]] = ['wolover', 'unicloud', 'qiniu'];
const resourceProviders: readonly [ResourceProvider, ...ResourceProvider[]] = ['alibaba', 'vastai'];
export const demoProviders: readonly [DemoProvider, ...DemoProvider[]] = [...orderProviders, ...resourceProviders];

/** Whether a provider lists what is rented now, and no orders. */
export const listsResources = (provider: DemoProvider): provider is ResourceProvider =>
  resourceProviders.some((each) => each === provider);
