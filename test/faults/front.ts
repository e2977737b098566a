import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { decodedPairs, jsonResponse, type DemoResponse, type DemoRequest } from '../../electron/demo/exchange.ts';
import { isObject, jsonText, type Json, type JsonObject } from '../../electron/demo/world/json.ts';
import { respondAsQiniu } from '../../electron/demo/qiniu-server.ts';
import { respondAsUnicloud } from '../../electron/demo/unicloud-server.ts';
import { respondAsWolover } from '../../electron/demo/wolover-server.ts';
import type { DemoWorld } from '../../electron/demo/world/world.ts';
import { qiniuRecords, qiniuUnpaid } from '../../electron/demo/world/qiniu-order.ts';
import type { OrderProvider } from '../fakes/order-provider.ts';

export const secretsOf = {
  wolover: { apiKey: 'demo-wolover-key' },
  unicloud: { accessKeyId: 'demo-access-key-id', accessKeySecret: 'demo-access-key-secret' },
  qiniu: { accessKey: 'demo-access-key', secretKey: 'demo-secret-key' },
} as const;

export const demoProviders: readonly [OrderProvider, OrderProvider, OrderProvider] = ['wolover', 'unicloud', 'qiniu'];

/** How a list numbers its pages and what lies behind its last one. `truth` stands for a total that does not lie, `shown` for what the page holds. */
export interface Paging {
  readonly size: number;
  readonly numbering: 'from-0' | 'from-1' | 'clamped';
  readonly total: (truth: number, shown: number) => Json;
}

/** One request in the words of its provider. */
export interface Call {
  readonly provider: OrderProvider;
  readonly name: 'getOrderList' | 'QueryOrders' | 'OrderDetail' | 'pay_record' | 'unpaid_orders' | 'detail';
  /** Number of the page as asked; null where there are no pages. */
  readonly page: number | null;
  /** The order whose detail is asked. */
  readonly order: string | null;
  readonly request: DemoRequest;
}

/** What the front does; all of it may change between two requests. */
export interface Play {
  readonly world: DemoWorld;
  readonly paging: (provider: OrderProvider) => Paging;
  /** Called before a request is answered. */
  readonly before?: (call: Call) => void;
  /** Sends something else than the honest answer; false: the honest one is sent. */
  readonly instead?: (call: Call, honest: DemoResponse, response: ServerResponse) => boolean;
}

/** The three providers on loopback, each request checked for its signature, with pages as small as a run likes. */
export class Front {
  readonly #servers: Server[] = [];
  readonly #sockets = new Set<Socket>();
  readonly #now: () => Date;
  readonly baseUrls: Record<OrderProvider, string> = { wolover: '', unicloud: '', qiniu: '' };
  readonly plays: Record<OrderProvider, Play>;

  private constructor(now: () => Date, play: Play) {
    this.#now = now;
    this.plays = { wolover: play, unicloud: play, qiniu: play };
  }

  static async open(now: () => Date, play: Play): Promise<Front> {
    const front = new Front(now, play);
    for (const provider of demoProviders) front.baseUrls[provider] = await front.#listen(provider);
    return front;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await Promise.all(this.#servers.map((server) => new Promise((resolve) => server.close(resolve))));
  }

  async #listen(provider: OrderProvider): Promise<string> {
    const server = createServer((message, response) => {
      void this.#answer(provider, message, response);
    });
    server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => this.#sockets.delete(socket));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    this.#servers.push(server);
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
    return `http://127.0.0.1:${String(address.port)}`;
  }

  async #answer(provider: OrderProvider, message: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await textOf(message);
    if (body === null) return;
    const [path = '/', ...query] = (message.url ?? '/').split('?');
    const request: DemoRequest = {
      provider,
      number: 1,
      method: message.method ?? '',
      path,
      query: query.join('?'),
      headers: message.headers,
      body,
      at: this.#now(),
    };
    const call = callOf(provider, request);
    const play = this.plays[provider];
    play.before?.(call);
    const honest = honestAnswer(call, play);
    if (play.instead?.(call, honest, response) !== true) sendWhole(response, honest, request.at);
  }
}

/** The honest answer, whole and at once. */
export const sendWhole = (response: ServerResponse, answer: DemoResponse, at: Date): void => {
  response.sendDate = false;
  response.writeHead(answer.status, { Date: at.toUTCString(), ...answer.headers });
  response.end(bytesOf(answer));
};

export const bytesOf = ({ content }: DemoResponse): Buffer =>
  'bytes' in content ? content.bytes : Buffer.from(jsonText(content.json), 'utf8');

const textOf = async (message: IncomingMessage): Promise<string | null> => {
  const pieces: Buffer[] = [];
  try {
    const arriving: AsyncIterable<Buffer> = message;
    for await (const piece of arriving) pieces.push(piece);
  } catch {
    return null;
  }
  return Buffer.concat(pieces).toString('utf8');
};

const callOf = (provider: OrderProvider, request: DemoRequest): Call => {
  const { path, query, body } = request;
  const pairs = new Map(decodedPairs(provider === 'wolover' ? body : query) ?? []);
  const page = (name: string): number => Number(pairs.get(name) ?? '1');
  if (provider === 'wolover') return { provider, name: 'getOrderList', page: page('pageNum'), order: null, request };
  if (provider === 'unicloud') {
    return pairs.get('Action') === 'OrderDetail'
      ? { provider, name: 'OrderDetail', page: null, order: pairs.get('OrderId') ?? '', request }
      : { provider, name: 'QueryOrders', page: page('Page'), order: null, request };
  }
  if (path.endsWith('/pay_record')) return { provider, name: 'pay_record', page: page('page'), order: null, request };
  if (path.endsWith('/unpaid_orders')) return { provider, name: 'unpaid_orders', page: null, order: null, request };
  return { provider, name: 'detail', page: null, order: path.split('/').at(-1) ?? '', request };
};

const honestAnswer = (call: Call, play: Play): DemoResponse => {
  const { request, provider } = call;
  const { world } = play;
  const paging = play.paging(provider);
  if (provider === 'wolover') {
    const answer = respondAsWolover(request, { secrets: secretsOf.wolover, paging: 'clamped', rows: () => [] });
    return relisted(answer, call, world.wolover(request.at), paging, (rows, total) => ({ rows, total }));
  }
  if (provider === 'unicloud') {
    const orders = world.unicloud(request.at);
    const answer = respondAsUnicloud(request, {
      secrets: secretsOf.unicloud,
      nonces: new Map(),
      rows: () => [],
      detail: (id) => orders.find(({ list }) => list['Id'] === id)?.detail ?? null,
    });
    const rows = orders.map(({ list }) => list);
    return relisted(answer, call, rows, paging, (Order, TotalCount) => ({ OrderList: { Order }, TotalCount }));
  }
  const orders = world.qiniu(request.at);
  const answer = respondAsQiniu(request, {
    secrets: secretsOf.qiniu,
    records: () => [],
    unpaid: () => orders.map(qiniuUnpaid).filter((row) => row !== null),
    detail: (hash) => orders.find(({ order }) => order === hash) ?? null,
  });
  return relisted(answer, call, orders.flatMap(qiniuRecords), paging, (data) => ({ data }));
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
  const listed = { getOrderList: 'rows', QueryOrders: 'OrderList', pay_record: 'data' }[String(name)] ?? '';
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
