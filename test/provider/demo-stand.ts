import { startDemoServers, type DemoOptions } from '../../electron/demo/servers.ts';
import type { DemoProvider } from '../../electron/demo/exchange.ts';
import { demoWorld, type DemoWorld } from '../../electron/demo/world/world.ts';
import { qiniuRecords, qiniuUnpaid } from '../../electron/demo/world/qiniu-order.ts';
import { anchor, type Stand } from './stage.ts';

/** The world of the suite: small enough to be quick, more than one page where there are pages. */
export const suiteWorld = demoWorld(anchor, { wolover: 130, unicloud: 12, qiniu: 8 });

/** The ids of all orders, or instances, that a provider's lists name. */
const truthOf: Readonly<Record<DemoProvider, (world: DemoWorld) => readonly unknown[]>> = {
  wolover: (world) => world.wolover(anchor).map((row) => row['id']),
  unicloud: (world) => world.unicloud(anchor).map(({ list }) => list['Id']),
  // Orders that were never paid and have lapsed are in neither of Qiniu's lists.
  qiniu: (world) =>
    world
      .qiniu(anchor)
      .filter((order) => qiniuUnpaid(order) !== null || qiniuRecords(order).length > 0)
      .map(({ order }) => order),
  alibaba: (world) =>
    world
      .alibaba(anchor)
      .filter((row) => row['SubscriptionType'] === 'Subscription')
      .map((row) => row['InstanceID']),
  vastai: (world) => world.vastai(anchor).instances.map((row) => row['id']),
};

const settingsOf: Readonly<Record<DemoProvider, Readonly<Record<string, string>>>> = {
  wolover: { durationUnit: 'month' },
  unicloud: {},
  qiniu: {},
  alibaba: { site: 'china' },
  vastai: {},
};

/** Starts the demo's servers and shows one of them. */
export const openDemo = async (name: DemoProvider, options: Partial<DemoOptions> = {}): Promise<Stand> => {
  const world = { ...suiteWorld, ...options.world };
  const servers = await startDemoServers({ now: () => anchor, ...options, world });
  return {
    baseUrl: servers[name].baseUrl,
    secrets: { ...servers[name].secrets },
    settings: settingsOf[name],
    truth: truthOf[name](world).map(String),
    faults: servers.faults,
    requests: () => servers.requests(name),
    reset: () => servers.reset(),
    stop: () => servers.stop(),
  };
};
