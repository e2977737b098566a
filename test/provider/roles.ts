import { sentenceOf } from '../../electron/core/words/words.ts';
import type { DemoProvider } from '../../electron/demo/exchange.ts';
import * as faults from '../fakes/faults.ts';
import type { HttpRequest } from '../../electron/core/ports/http.ts';
import type { Provider } from '../../electron/core/ports/provider.ts';
import { providers } from '../../electron/providers/registry.ts';
import { fixture } from '../unit/providers/session.ts';
import { openDemo } from './demo-stand.ts';
import { minimalRole } from './minimal/role.ts';
import type { Role } from './stage.ts';
import { alibabaTraps } from './traps/alibaba.ts';
import { qiniuTraps } from './traps/qiniu.ts';
import { unicloudTraps } from './traps/unicloud.ts';
import { vastaiTraps } from './traps/vastai.ts';
import { woloverTraps } from './traps/wolover.ts';

/** What the suite has to know of each provider that the demo plays and the product reads. */
const parts: Readonly<Record<DemoProvider, Pick<Role, 'sample' | 'isPage' | 'traps'>>> = {
  wolover: { sample: () => fixture('wolover/getOrderList'), isPage: () => true, traps: woloverTraps },
  unicloud: {
    sample: ({ url }: HttpRequest) =>
      fixture(url.includes('OrderDetail') ? 'unicloud/OrderDetail' : 'unicloud/QueryOrders'),
    isPage: ({ query }) => !query.includes('OrderDetail'),
    traps: unicloudTraps,
  },
  qiniu: {
    sample: ({ url }: HttpRequest) => {
      if (url.includes('pay_record')) return fixture('qiniu/pay-record');
      return fixture(url.includes('unpaid_orders') ? 'qiniu/unpaid-orders' : 'qiniu/order-detail');
    },
    isPage: ({ path }) => path.includes('pay_record'),
    traps: qiniuTraps,
  },
  alibaba: { sample: () => fixture('alibaba/QueryAvailableInstances'), isPage: () => true, traps: alibabaTraps },
  vastai: {
    sample: ({ url }: HttpRequest) => fixture(url.includes('/users/') ? 'vastai/user' : 'vastai/instances'),
    isPage: ({ path }) => path.includes('/instances'),
    traps: vastaiTraps,
  },
};

const demoNames: readonly DemoProvider[] = ['wolover', 'unicloud', 'qiniu', 'alibaba', 'vastai'];

/** A provider of the product without a server that plays it would be missed, and fails the suite. */
const demoRole = (provider: Provider): Role => {
  const name = demoNames.find((known) => known === provider.description.id);
  if (name === undefined) throw new Error(`no demo server plays ${provider.description.id}`);
  return {
    provider,
    open: () => openDemo(name),
    sentence: sentenceOf,
    keyRejected: faults.keyRejected(),
    permissionLacking: faults.permissionLacking(),
    ...parts[name],
  };
};

/** Every provider of the product, and one of the tests' own that the product does not know. */
export const roles: readonly Role[] = [...providers.map(demoRole), minimalRole];
