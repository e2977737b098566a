import { plainAlibaba, respondAsAlibaba } from '../../electron/demo/alibaba-server.ts';
import {
  decodedPairs,
  jsonResponse,
  type DemoProvider,
  type DemoRequest,
  type DemoResponse,
} from '../../electron/demo/exchange.ts';
import { respondAsQiniu } from '../../electron/demo/qiniu-server.ts';
import { respondAsUnicloud } from '../../electron/demo/unicloud-server.ts';
import { respondAsVastai } from '../../electron/demo/vastai-server.ts';
import { respondAsWolover } from '../../electron/demo/wolover-server.ts';
import { isObject, type Json, type JsonObject } from '../../electron/demo/world/json.ts';
import { qiniuRecords, qiniuUnpaid } from '../../electron/demo/world/qiniu-order.ts';
import type { DemoWorld } from '../../electron/demo/world/world.ts';
import type { Call, Paging, Play } from './front.ts';
import { secretsOf } from './providers.ts';

type Named = Pick<Call, 'name' | 'page' | 'order'>;

/** What a request is in the words of its provider. `size` and `world` say which page the token of a list stands for. */
export const callOf = (provider: DemoProvider, request: DemoRequest, size: number, world: DemoWorld): Call => {
  const { query, body } = request;
  const pairs = new Map(decodedPairs(provider === 'wolover' ? body : query) ?? []);
  const page = (name: string): number => Number(pairs.get(name) ?? '1');
  const named: Readonly<Record<DemoProvider, () => Named>> = {
    wolover: () => ({ name: 'getOrderList', page: page('pageNum'), order: null }),
    unicloud: () =>
      pairs.get('Action') === 'OrderDetail'
        ? { name: 'OrderDetail', page: null, order: pairs.get('OrderId') ?? '' }
        : { name: 'QueryOrders', page: page('Page'), order: null },
    qiniu: () => qiniuCall(request, page('page')),
    alibaba: () => ({ name: 'QueryAvailableInstances', page: page('PageNum'), order: null }),
    vastai: () =>
      request.path.startsWith('/api/v0/users/')
        ? { name: 'credit', page: null, order: null }
        : {
            name: 'instances',
            page: pageOfToken(pairs.get('after_token') ?? '', size, world, request.at),
            order: null,
          },
  };
  return { provider, request, ...named[provider]() };
};

const qiniuCall = ({ path }: DemoRequest, page: number): Named => {
  if (path.endsWith('/pay_record')) return { name: 'pay_record', page, order: null };
  if (path.endsWith('/unpaid_orders')) return { name: 'unpaid_orders', page: null, order: null };
  return { name: 'detail', page: null, order: path.split('/').at(-1) ?? '' };
};

/** The token of the demo's list ends with the id that the page begins behind. */
const pageOfToken = (token: string, size: number, { vastai }: DemoWorld, at: Date): number => {
  if (token === '') return 1;
  const after = Number(/(\d+)\D*$/.exec(Buffer.from(token, 'base64url').toString())?.[1] ?? '0');
  return 1 + Math.ceil(vastai(at).instances.filter((row) => Number(row['id']) <= after).length / size);
};

/** The answer of the demo's own server, with the pages that the play cuts. */
export const honestAnswer = (call: Call, play: Play): DemoResponse => {
  const { request } = call;
  const { world } = play;
  const paging = play.paging(call.provider);
  switch (call.provider) {
    case 'wolover': {
      const answer = respondAsWolover(request, { secrets: secretsOf.wolover, paging: 'clamped', rows: () => [] });
      return relisted(answer, call, world.wolover(request.at), paging, (rows, total) => ({ rows, total }));
    }
    case 'unicloud':
      return unicloudAnswer(call, play, paging);
    case 'qiniu': {
      const orders = world.qiniu(request.at);
      const answer = respondAsQiniu(request, {
        secrets: secretsOf.qiniu,
        records: () => [],
        unpaid: () => orders.map(qiniuUnpaid).filter((row) => row !== null),
        detail: (hash) => orders.find(({ order }) => order === hash) ?? null,
      });
      return relisted(answer, call, orders.flatMap(qiniuRecords), paging, (data) => ({ data }));
    }
    case 'alibaba':
      return alibabaAnswer(call, play, paging);
    case 'vastai':
      return vastaiAnswer(call, play, paging);
  }
};

const unicloudAnswer = (call: Call, { world }: Play, paging: Paging): DemoResponse => {
  const { request } = call;
  const orders = world.unicloud(request.at);
  const answer = respondAsUnicloud(request, {
    secrets: secretsOf.unicloud,
    nonces: new Map(),
    rows: () => [],
    detail: (id) => orders.find(({ list }) => list['Id'] === id)?.detail ?? null,
  });
  const rows = orders.map(({ list }) => list);
  return relisted(answer, call, rows, paging, (Order, TotalCount) => ({ OrderList: { Order }, TotalCount }));
};

const alibabaAnswer = (call: Call, { world, alibaba }: Play, paging: Paging): DemoResponse => {
  const { request } = call;
  const answer = respondAsAlibaba(request, {
    ...plainAlibaba,
    ...alibaba,
    secrets: secretsOf.alibaba,
    nonces: new Map(),
    rows: () => [],
  });
  const rows = world.alibaba(request.at).filter((row) => row['SubscriptionType'] === 'Subscription');
  return relisted(answer, call, rows, paging, (InstanceList, TotalCount) => ({
    Data: { PageNum: call.page, PageSize: paging.size, TotalCount, InstanceList },
  }));
};

/** The server cuts its pages itself, behind the id that a token names; it is only asked for as many as the play likes. */
const vastaiAnswer = ({ request }: Call, { world, vastai, allColumns }: Play, paging: Paging): DemoResponse => {
  const account = world.vastai(request.at);
  const smaller = request.query.replace(
    /(^|&)limit=(\d+)/,
    (_, before: string, asked: string) => `${before}limit=${String(Math.min(Number(asked), paging.size))}`,
  );
  const query = allColumns === true ? smaller.replace(/(^|&)select_cols=[^&]*/, '') : smaller;
  const answer = respondAsVastai(
    { ...request, query },
    {
      secrets: secretsOf.vastai,
      habits: vastai ?? {},
      listedAt: new Map(),
      instances: () => account.instances,
      priceIncreases: () => account.priceIncreases,
      user: () => account.user,
    },
  );
  if (answer.status !== 200 || !('json' in answer.content)) return answer;
  const json: Json = answer.content.json;
  if (!isObject(json) || !Array.isArray(json['instances'])) return answer;
  const total = paging.total(account.instances.length, json['instances'].length);
  return jsonResponse({ ...json, total_instances: total }, 200, answer.headers);
};

const listedIn: Readonly<Partial<Record<Call['name'], string>>> = {
  getOrderList: 'rows',
  QueryOrders: 'OrderList',
  pay_record: 'data',
  QueryAvailableInstances: 'Data',
};

/** An accepted list request, answered with the page that the play's own paging gives it. */
const relisted = (
  answer: DemoResponse,
  { page, name }: Call,
  rows: readonly JsonObject[],
  paging: Paging,
  members: (page: readonly JsonObject[], total: Json) => JsonObject,
): DemoResponse => {
  if (page === null || answer.status !== 200 || !('json' in answer.content)) return answer;
  const json: Json = answer.content.json;
  const listed = listedIn[name] ?? '';
  if (!isObject(json) || !(listed in json)) return answer;
  const shown = cutPage(rows, page, paging);
  return jsonResponse({ ...json, ...members(shown, paging.total(rows.length, shown.length)) }, 200, answer.headers);
};

const cutPage = <Row>(rows: readonly Row[], page: number, { size, numbering }: Paging): readonly Row[] => {
  const last = Math.max(1, Math.ceil(rows.length / size));
  const clamped = Math.min(Math.max(page, 1), last) - 1;
  const index = numbering === 'from-0' ? page : numbering === 'from-1' ? page - 1 : clamped;
  return index < 0 ? [] : rows.slice(index * size, (index + 1) * size);
};
