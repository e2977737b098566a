/// <reference types="vite/client" />
import { anAccount } from '../../fakes/accounts.ts';
import { orderView } from '../../../electron/program/orders/view.ts';
import type { OrderView } from '../../../electron/contract/views.ts';
import { accountIdOf } from '../../../electron/core/model/ids.ts';
import { isObject, type JsonObject, parseJson } from '../../../electron/providers/reading/json.ts';
import { normaliseOrder as qiniuOrder } from '../../../electron/providers/qiniu/normalise.ts';
import { normaliseOrder as unicloudOrder } from '../../../electron/providers/unicloud/normalise.ts';
import { providers } from '../../../electron/providers/registry.ts';
import { unitsOf } from '../../../electron/providers/wolover/units.ts';
import { normaliseRow } from '../../../electron/providers/wolover/normalise.ts';
import payRecord from '../../fixtures/qiniu/pay-record.json?raw';
import qiniuDetail from '../../fixtures/qiniu/order-detail.json?raw';
import unicloudDetail from '../../fixtures/unicloud/OrderDetail.json?raw';
import unicloudList from '../../fixtures/unicloud/QueryOrders.json?raw';
import woloverList from '../../fixtures/wolover/getOrderList.json?raw';

const read = (text: string): JsonObject => {
  const parsed = parseJson(text);
  return parsed.ok && isObject(parsed.value) ? parsed.value : {};
};
const memberOf = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>((inner, name) => (isObject(inner) ? inner[name] : undefined), value);
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The orders of a provider's own samples, as its page shows them; null for anything else. */
export const sampleOrders = (provider: string): readonly OrderView[] | null => {
  const detail = memberOf(read(unicloudDetail), 'Order');
  const rows = listOf(memberOf(read(unicloudList), 'OrderList', 'Order'));
  const records = listOf(read(payRecord)['data']);
  const nowMs = Date.now();
  const samples = {
    wolover: () =>
      listOf(read(woloverList)['rows']).map((row) => normaliseRow(row, unitsOf({ durationUnit: 'month' }), nowMs)),
    unicloud: () =>
      rows.map((listed, index) => unicloudOrder({ listed, detail: index === 1 ? detail : null, nowMs })).reverse(),
    qiniu: () => [
      qiniuOrder(
        {
          hash: '602892b7b500000eed4190e932000000',
          payRecords: records.slice(0, 1),
          unpaid: null,
          detail: read(qiniuDetail)['data'],
        },
        nowMs,
      ),
    ],
  };
  const sample = Object.entries(samples).find(([id]) => id === provider);
  if (sample === undefined) return null;
  const sight = {
    accountId: accountIdOf('a'),
    statusSeenAt: anAccount().addedAt,
    otherStatusSeenAt: null,
    missingRounds: 0,
  };
  return sample[1]().flatMap((order) =>
    order === null ? [] : [orderView({ ...order, ...sight }, anAccount({ provider }), providers)],
  );
};
