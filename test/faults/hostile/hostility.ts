import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import type { DemoProvider, DemoResponse } from '../../../electron/demo/exchange.ts';
import { jsonText } from '../../../electron/demo/world/json.ts';
import { oneOf, wholeBetween } from '../../fakes/random.ts';
import { bytesOf, sendWhole, type Call } from '../front.ts';
import { hostileBody, type Body } from './bodies.ts';
import { listsResources } from '../providers.ts';
import { echo, forbiddenKeys, forbiddenSignatures } from './echoes.ts';
import { lieOf, listingOf, type Lie, type Listing } from './listings.ts';
import { hostileWire, type Pace } from './wires.ts';

const fixture = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`../../fixtures/${name}.json`, import.meta.url)), 'utf8');

const fixtures: Readonly<Record<Call['name'], string>> = {
  getOrderList: fixture('wolover/getOrderList'),
  QueryOrders: fixture('unicloud/QueryOrders'),
  OrderDetail: fixture('unicloud/OrderDetail'),
  pay_record: fixture('qiniu/pay-record'),
  unpaid_orders: fixture('qiniu/unpaid-orders'),
  detail: fixture('qiniu/order-detail'),
  QueryAvailableInstances: fixture('alibaba/QueryAvailableInstances'),
  instances: fixture('vastai/instances'),
  credit: fixture('vastai/user'),
};

/** The calls of a provider; lists come once for each of their pages. */
const callsOf: Readonly<Record<DemoProvider, readonly [Call['name'], ...Call['name'][]]>> = {
  wolover: ['getOrderList'],
  unicloud: ['QueryOrders', 'OrderDetail'],
  qiniu: ['pay_record', 'unpaid_orders', 'detail'],
  alibaba: ['QueryAvailableInstances'],
  vastai: ['instances', 'instances', 'instances', 'credit'],
};

const lists: readonly Call['name'][] = [
  'getOrderList',
  'QueryOrders',
  'pay_record',
  'QueryAvailableInstances',
  'instances',
];

type Manner = 'body' | 'wire' | 'echo' | 'endless pages' | 'lie';

/** What is hostile in one round: one call of a provider, at one of its pages or at any, once or whenever it is asked. */
export class Hostility {
  readonly name: string;
  /** The hostile answers that were given, by name. */
  readonly given: string[] = [];
  readonly #provider: DemoProvider;
  readonly #random: () => number;
  readonly #pace: Pace;
  readonly #call: Call['name'];
  readonly #page: number;
  readonly #manner: Manner;
  readonly #times: number;
  #asked = 0;
  #invented = 0;
  readonly #orders = new Set<string>();
  readonly #lie: Lie | null;
  /** What stands for a page that is asked for by a token that nobody gave. */
  #template: Listing | null = null;

  /** `number` counts the rounds of a provider: every second one at a list of what is rented tells the next lie. */
  constructor(provider: DemoProvider, random: () => number, pace: Pace, number: number) {
    this.#provider = provider;
    this.#random = random;
    this.#pace = pace;
    this.#call = oneOf(random, callsOf[provider]);
    // Page 0 and page 1 are the same to some; 9 stands for whichever comes first.
    this.#page = wholeBetween(random, 0, 3);
    const chance = random();
    this.#lie = listsResources(provider) && number % 2 === 0 ? lieOf(provider, number / 2) : null;
    if (this.#lie !== null) this.#call = callsOf[provider][0];
    const isList = lists.includes(this.#call);
    const plain =
      chance < 0.76 ? 'body' : chance < 0.93 ? 'wire' : chance < 0.997 || !isList ? 'echo' : 'endless pages';
    this.#manner = this.#lie === null ? plain : 'lie';
    this.#times =
      this.#manner === 'endless pages' || this.#lie?.isEverywhere === true || random() < 0.6
        ? Number.POSITIVE_INFINITY
        : 1;
    this.name = `${this.#call} ${this.#lie?.name ?? this.#manner}`;
  }

  /** Whether rows may carry what nobody may keep: spoiled bytes put any value under any name, which nobody can tell from an honest one. */
  get mayCarryCanaries(): boolean {
    return this.#manner !== 'body';
  }

  /** Whether the orders' details must be asked for. */
  get wantsDetails(): boolean {
    return this.#call === 'OrderDetail' || this.#call === 'detail';
  }

  /** The orders that a hostile detail was about; null where a list was hostile, which may concern any. */
  get orders(): ReadonlySet<string> | null {
    return this.wantsDetails ? this.#orders : null;
  }

  /** Answers a call in place of its provider; false when this one is answered honestly. */
  answer(call: Call, bytes: Buffer, honest: DemoResponse, response: ServerResponse): boolean {
    if (!this.#isMeant(call)) return false;
    this.#asked += 1;
    if (this.#asked > this.#times) return false;
    if (call.order !== null) this.#orders.add(call.order);
    if (this.#lie !== null) this.#tellLie(this.#lie, call, honest, response);
    else if (this.#manner === 'echo') {
      this.given.push('echo');
      sendWhole(response, echo(call, this.#random), call.request.at);
    } else if (this.#manner === 'endless pages') {
      this.given.push('endless pages');
      sendBody(response, { name: '', bytes: this.#newPage(bytes) }, call);
    } else if (this.#manner === 'body') {
      const base = this.#random() < 0.7 ? bytes.toString('utf8') : fixtures[this.#call];
      const body = hostileBody(base, this.#random);
      this.given.push(body.name);
      sendBody(response, { status: honest.status, ...body }, call);
    } else {
      const wire = hostileWire(this.#random, this.#pace);
      this.given.push(wire.name);
      void wire.send(response, bytes);
    }
    return true;
  }

  #tellLie({ name, make }: Lie, call: Call, honest: DemoResponse, response: ServerResponse): void {
    this.given.push(name);
    if (!listsResources(this.#provider)) return;
    this.#template = listingOf(this.#provider, honest) ?? this.#template;
    const { bytes } =
      this.#template === null
        ? { bytes: bytesOf(honest) }
        : { bytes: Buffer.from(jsonText(make(this.#template, this.#random, () => (this.#invented += 1)))) };
    sendBody(response, { name, bytes }, call);
  }

  #isMeant(call: Call): boolean {
    if (call.name !== this.#call) return false;
    if (call.page === null || this.#lie?.isEverywhere === true || this.#manner === 'endless pages') return true;
    return call.page === this.#page || (this.#page > 1 && call.page === this.#page - 2);
  }

  /** A page like the honest one, but with ids that nobody has seen, and a total that is never reached. */
  #newPage(bytes: Buffer): Buffer {
    const text = bytes
      .toString('utf8')
      .replaceAll(
        /"(id|Id|order_hash|InstanceID)":\s*"?([\w-]+)"?/g,
        (_, name: string) => `"${name}":"9${String((this.#invented += 1)).padStart(18, '0')}"`,
      )
      .replaceAll(/"(total|TotalCount|total_instances)":\s*\d+/g, '"$1":100000000');
    return Buffer.from(text);
  }

  /** Whether what a round told repeats a key or a signature that its requests showed. */
  secretsIn(text: string, calls: readonly Call[]): boolean {
    return this.keysIn(text) || calls.some((call) => forbiddenSignatures(call).some((secret) => text.includes(secret)));
  }

  /** Whether a text repeats a key in any form. */
  keysIn(text: string): boolean {
    return forbiddenKeys(this.#provider).some((secret) => text.includes(secret));
  }
}

const sendBody = (response: ServerResponse, body: Body, { request }: Call): void => {
  response.sendDate = false;
  try {
    response.writeHead(body.status ?? 200, {
      Date: request.at.toUTCString(),
      'Content-Type': 'application/json',
      'Content-Length': body.bytes.length,
      ...body.headers,
    });
  } catch (error) {
    throw new Error(`${body.name} cannot be sent`, { cause: error });
  }
  response.end(body.bytes);
};
