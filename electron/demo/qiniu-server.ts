import { decodedPairs, jsonResponse, textResponse, type DemoResponse, type DemoRequest } from './exchange.ts';
import type { Rows } from './fault-script.ts';
import { isList, isObject, memberText, type JsonObject } from './world/json.ts';
import { qiniuDigest, qiniuStringToSign } from './qiniu-signature.ts';
import { minuteMs } from './world/calendar.ts';

/** The key pair that a Qiniu account pastes. */
export interface QiniuSecrets {
  readonly accessKey: string;
  readonly secretKey: string;
}

/** What the Qiniu server responds from. */
export interface QiniuServerOptions {
  readonly secrets: QiniuSecrets;
  /** The sub-orders of pay_record, newest first. */
  readonly records: (request: DemoRequest) => Rows;
  /** The rows of unpaid_orders, newest first. */
  readonly unpaid: (request: DemoRequest) => Rows;
  readonly detail: (hash: string, request: DemoRequest) => JsonObject | null;
}

const detailPath = '/v1/order/detail/';

/** Answers `GET /v1/order/detail/<hash>`, `/v1/order/pay_record` and `/v1/order/unpaid_orders`. */
export function respondAsQiniu(request: DemoRequest, options: QiniuServerOptions): DemoResponse {
  const rejected = rejectedKey(request, options.secrets);
  if (rejected !== null) return rejected;
  if (request.method !== 'GET') return flatError(request, 405, 'method not allowed');
  const pairs = decodedPairs(request.query);
  if (pairs === null) return flatError(request, 400, 'invalid query');
  const query = new Map(pairs);
  if (request.path === '/v1/order/pay_record') return payRecord(request, query, options);
  if (request.path === '/v1/order/unpaid_orders') return unpaidOrders(request, query, options);
  if (request.path.startsWith(detailPath)) return orderDetail(request, options);
  return textResponse('404 page not found\n', 'text/plain; charset=utf-8', 404);
}

/** The id of one response, in the body and in `X-Reqid`. */
function requestId(request: DemoRequest): string {
  return Buffer.from(`qvm-${String(request.number).padStart(8, '0')}`).toString('base64url');
}

function respond(request: DemoRequest, body: JsonObject, status = 200): DemoResponse {
  const id = requestId(request);
  return jsonResponse({ ...body, request_id: id }, status, { 'X-Reqid': id });
}

/** The flat error of the order service: `{ request_id, code, error_message }`. */
export function flatError(request: DemoRequest, code: number, message: string): DemoResponse {
  return respond(request, { code, error_message: message }, code);
}

/** The nested error of the gateway before it: `{ request_id, error: { code, name, message, request_id } }`. */
export function nestedError(request: DemoRequest, code: number, name: string, message: string): DemoResponse {
  return respond(request, { error: { code, name, message, request_id: requestId(request) } }, code);
}

function rejectedKey(request: DemoRequest, secrets: QiniuSecrets): DemoResponse | null {
  const signature = qiniuDigest(qiniuStringToSign(request), secrets.secretKey);
  if (request.headers.authorization !== `Qiniu ${secrets.accessKey}:${signature}`) {
    return nestedError(request, 401, 'Unauthorized', 'bad token');
  }
  const date = request.headers['x-qiniu-date'];
  if (date === undefined) return null;
  // `20060102T150405Z`; who sends it promises a clock that is right to within 15 minutes.
  const parts = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/.exec(String(date)) ?? [];
  const sentAt = Date.parse(`${parts.slice(1, 4).join('-')}T${parts.slice(4, 7).join(':')}Z`);
  const near = Math.abs(request.at.getTime() - sentAt) <= 15 * minuteMs;
  return near ? null : nestedError(request, 403, 'Forbidden', 'request time is too far from server time');
}

function orderDetail(request: DemoRequest, options: QiniuServerOptions): DemoResponse {
  const hash = request.path.slice(detailPath.length);
  if (!/^[0-9a-f]{32}$/.test(hash)) return flatError(request, 400, 'invalid order_hash');
  const detail = options.detail(hash, request);
  return detail === null ? flatError(request, 404, 'order not found') : respond(request, { data: detail });
}

/** Query names of pay_record that compare a field of the row with the value as it is. */
const recordFilters = ['resource_type', 'resource_id', 'order_type', 'order_hash', 'status'];

function payRecord(
  request: DemoRequest,
  query: ReadonlyMap<string, string>,
  options: QiniuServerOptions,
): DemoResponse {
  const numbers = new Map<string, number>();
  for (const name of ['page', 'size', 'create_st', 'create_et']) {
    const text = query.get(name) ?? '';
    if (!/^\d{0,12}$/.test(text)) return flatError(request, 400, `invalid ${name}`);
    if (text !== '') numbers.set(name, Number(text));
  }
  const page = numbers.get('page') ?? 1;
  const size = numbers.get('size') ?? 20;
  if (page < 1) return flatError(request, 400, 'invalid page');
  if (size < 1 || size > 100) return flatError(request, 400, 'invalid size');
  const rows = options.records(request).filter((row) => {
    const createdAt = Date.parse(memberText(row, 'create_time')) / 1_000;
    if (createdAt < (numbers.get('create_st') ?? 0)) return false;
    if (createdAt >= (numbers.get('create_et') ?? Number.POSITIVE_INFINITY)) return false;
    return recordFilters.every((name) => [undefined, '', row[name]].includes(query.get(name)));
  });
  return respond(request, { data: rows.slice((page - 1) * size, page * size) });
}

function unpaidOrders(
  request: DemoRequest,
  query: ReadonlyMap<string, string>,
  options: QiniuServerOptions,
): DemoResponse {
  const type = query.get('resource_type') ?? '';
  const rows = options.unpaid(request).filter((row) => {
    const infos = row['resource_order_infos'];
    return type === '' || (isList(infos) && infos.some((info) => isObject(info) && info['resource_type'] === type));
  });
  return respond(request, { data: rows });
}
