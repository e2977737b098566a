import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { DemoProvider, DemoResponse, DemoRequest } from '../../electron/demo/exchange.ts';
import { jsonText, type Json } from '../../electron/demo/world/json.ts';
import type { AlibabaManner } from '../../electron/demo/alibaba-server.ts';
import type { VastaiHabits } from '../../electron/demo/vastai-server.ts';
import type { DemoWorld } from '../../electron/demo/world/world.ts';
import { callOf, honestAnswer } from './honest.ts';
import { demoProviders } from './providers.ts';

/** How a list numbers its pages and what lies behind its last one. `truth` stands for a total that does not lie, `shown` for what the page holds. */
export interface Paging {
  readonly size: number;
  readonly numbering: 'from-0' | 'from-1' | 'clamped';
  readonly total: (truth: number, shown: number) => Json;
}

/** One request in the words of its provider. */
export interface Call {
  readonly provider: DemoProvider;
  readonly name:
    | 'getOrderList'
    | 'QueryOrders'
    | 'OrderDetail'
    | 'pay_record'
    | 'unpaid_orders'
    | 'detail'
    | 'QueryAvailableInstances'
    | 'instances'
    | 'credit';
  /** Number of the page as asked, or as its token stands for in a list that stands still; null where there are no pages. */
  readonly page: number | null;
  /** The order whose detail is asked. */
  readonly order: string | null;
  readonly request: DemoRequest;
}

/** What the front does; all of it may change between two requests. */
export interface Play {
  readonly world: DemoWorld;
  readonly paging: (provider: DemoProvider) => Paging;
  /** How the resource providers take their callers; left out: nothing against them. */
  readonly alibaba?: Partial<AlibabaManner>;
  readonly vastai?: VastaiHabits;
  /** Every column of an instance comes, whichever are asked for. */
  readonly allColumns?: boolean;
  /** How far the provider's clock is ahead of the run's. */
  readonly aheadMs?: number;
  /** Called before a request is answered. */
  readonly before?: (call: Call) => void;
  /** Sends something else than the honest answer; false: the honest one is sent. */
  readonly instead?: (call: Call, honest: DemoResponse, response: ServerResponse) => boolean;
}

/** The providers on loopback, each request checked for its signature, with pages as small as a run likes. */
export class Front {
  readonly #servers: Server[] = [];
  readonly #sockets = new Set<Socket>();
  readonly #now: () => Date;
  readonly baseUrls: Record<DemoProvider, string> = { wolover: '', unicloud: '', qiniu: '', alibaba: '', vastai: '' };
  readonly plays: Record<DemoProvider, Play>;

  private constructor(now: () => Date, play: Play) {
    this.#now = now;
    this.plays = { wolover: play, unicloud: play, qiniu: play, alibaba: play, vastai: play };
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

  async #listen(provider: DemoProvider): Promise<string> {
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

  async #answer(provider: DemoProvider, message: IncomingMessage, response: ServerResponse): Promise<void> {
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
      at: new Date(this.#now().getTime() + (this.plays[provider].aheadMs ?? 0)),
    };
    const play = this.plays[provider];
    const call = callOf(provider, request, play.paging(provider).size, play.world);
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
