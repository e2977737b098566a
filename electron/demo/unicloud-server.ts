import { decodedPairs, jsonResponse, textResponse, type DemoResponse, type DemoRequest } from './exchange.ts';
import type { Rows } from './fault-script.ts';
import type { JsonObject } from './world/json.ts';
import { unicloudSignature } from './unicloud-signature.ts';
import { minuteMs, shanghaiInstant } from './world/calendar.ts';

/** The key pair that a UniCloud account pastes. */
export interface UnicloudSecrets {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
}

/** What the UniCloud server responds from. */
export interface UnicloudServerOptions {
  readonly secrets: UnicloudSecrets;
  readonly rows: (request: DemoRequest) => Rows;
  readonly detail: (orderId: string, request: DemoRequest) => JsonObject | null;
  /** Nonces seen so far with the time of their request; the server adds to it and forgets old ones. */
  readonly nonces: Map<string, number>;
}

type Parameters = ReadonlyMap<string, string>;

const timestampToleranceMs = 15 * minuteMs;

/** Answers `GET /transaction` with `Action=QueryOrders` or `Action=OrderDetail`. */
export function respondAsUnicloud(request: DemoRequest, options: UnicloudServerOptions): DemoResponse {
  if (request.path !== '/transaction') return textResponse('<html><body>404 Not Found</body></html>', 'text/html', 404);
  if (request.method !== 'GET') {
    return unicloudError(request, 405, 'UnsupportedHTTPMethod', 'This http method is not supported.');
  }
  const pairs = decodedPairs(request.query);
  const parameters: Parameters = new Map(pairs ?? []);
  if (pairs === null || parameters.size !== pairs.length) return invalid(request, 'parameters');
  const refused = refusedCaller(request, parameters, options);
  if (refused !== null) return refused;
  switch (parameters.get('Action')) {
    case 'QueryOrders':
      return queryOrders(request, parameters, options);
    case 'OrderDetail':
      return orderDetail(request, parameters, options);
    default:
      return invalid(request, 'Action');
  }
}

/** An error as UniCloud words it: `{ RequestId, Code, Message }`. */
export function unicloudError(request: DemoRequest, status: number, code: string, message: string): DemoResponse {
  const serial = request.number.toString(16).toUpperCase().padStart(12, '0');
  return jsonResponse({ RequestId: `0E9B6D5C-7C3F-4C9B-9C5E-${serial}`, Code: code, Message: message }, status);
}

function invalid(request: DemoRequest, name: string): DemoResponse {
  return unicloudError(request, 400, 'InvalidParameter', `The specified ${name} is not valid.`);
}

function missingParameter(request: DemoRequest, name: string): DemoResponse {
  const message = `The specified parameter ${name} is necessary for this request.`;
  return unicloudError(request, 400, 'MissingParameter', message);
}

/**
 * Checks the common parameters. Their error codes are not published; these are the ones of the scheme that UniCloud
 * shares (Alibaba Cloud RPC).
 */
function refusedCaller(
  request: DemoRequest,
  parameters: Parameters,
  options: UnicloudServerOptions,
): DemoResponse | null {
  const names = ['Action', 'AccessKeyId', 'Signature', 'SignatureMethod', 'SignatureVersion', 'SignatureNonce'];
  for (const name of [...names, 'Timestamp']) {
    if ((parameters.get(name) ?? '') === '') return missingParameter(request, name);
  }
  if ((parameters.get('Format') ?? 'json').toLowerCase() !== 'json') return invalid(request, 'Format');
  if (parameters.get('SignatureMethod') !== 'HMAC-SHA1') return invalid(request, 'SignatureMethod');
  // The document says 1.0 in one place and 2.0 in another.
  if (!['1.0', '2.0'].includes(parameters.get('SignatureVersion') ?? '')) return invalid(request, 'SignatureVersion');
  if (parameters.get('AccessKeyId') !== options.secrets.accessKeyId) {
    return unicloudError(request, 400, 'InvalidAccessKeyId.NotFound', 'Specified access key is not found.');
  }
  if (parameters.get('Signature') !== unicloudSignature(parameters, options.secrets.accessKeySecret)) {
    const message = 'The request signature does not conform to the standards.';
    return unicloudError(request, 400, 'SignatureDoesNotMatch', message);
  }
  return staleRequest(request, parameters, options.nonces);
}

function staleRequest(request: DemoRequest, parameters: Parameters, nonces: Map<string, number>): DemoResponse | null {
  const now = request.at.getTime();
  const timestamp = parameters.get('Timestamp') ?? '';
  const sentAt = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(timestamp) ? Date.parse(timestamp) : Number.NaN;
  if (Number.isNaN(sentAt)) {
    return unicloudError(request, 400, 'InvalidTimeStamp.Format', 'Specified time stamp is not well formatted.');
  }
  if (Math.abs(now - sentAt) > timestampToleranceMs) {
    return unicloudError(request, 400, 'InvalidTimeStamp.Expired', 'Specified time stamp or date value is expired.');
  }
  for (const [nonce, at] of nonces) if (Math.abs(now - at) > 2 * timestampToleranceMs) nonces.delete(nonce);
  const nonce = parameters.get('SignatureNonce') ?? '';
  if (nonces.has(nonce)) {
    return unicloudError(request, 400, 'SignatureNonceUsed', 'Specified signature nonce was used already.');
  }
  nonces.set(nonce, now);
  return null;
}

/** The filters of QueryOrders that compare a field with the value as it is. */
const textFilters = ['PayType', 'ProductCategory'];

/**
 * The document types these two filters as Integer, while responses say words, and publishes no mapping. The demo refuses
 * anything but integers and counts from 1 in this order, which is its own invention.
 */
const numberedFilters: Readonly<Record<string, readonly string[]>> = {
  OrderCategory: ['NEW', 'RENEW'],
  OrderStatus: ['UNPAID', 'PAID', 'CANCELED'],
};

function queryOrders(request: DemoRequest, parameters: Parameters, options: UnicloudServerOptions): DemoResponse {
  const size = pageNumber(request, parameters, 'Size');
  if (typeof size !== 'number') return size;
  const page = pageNumber(request, parameters, 'Page');
  if (typeof page !== 'number') return page;
  if (size > 200) {
    const message = 'Max available page size is 200, please check your param.';
    return unicloudError(request, 400, 'OverMaxPageSize', message);
  }
  if (page < 1 || size < 1) {
    const message = 'Min available page size is 1, please check your param.';
    return unicloudError(request, 400, 'OverMinPageSize', message);
  }
  const wanted = rowFilter(parameters);
  if (typeof wanted === 'string') return invalid(request, wanted);
  const rows = options.rows(request).filter(wanted);
  return jsonResponse({
    OrderList: { Order: rows.slice((page - 1) * size, page * size) },
    TotalCount: rows.length,
    PageNum: page,
    PageSize: size,
  });
}

function pageNumber(request: DemoRequest, parameters: Parameters, name: string): number | DemoResponse {
  const text = parameters.get(name) ?? '';
  if (text === '') return missingParameter(request, name);
  return /^-?\d{1,9}$/.test(text) ? Number(text) : invalid(request, name);
}

/** A test for rows, or the name of the parameter that is refused. */
function rowFilter(parameters: Parameters): ((row: JsonObject) => boolean) | string {
  const tests: ((row: JsonObject) => boolean)[] = [];
  for (const name of textFilters) {
    const value = parameters.get(name) ?? '';
    if (value !== '') tests.push((row) => row[name] === value);
  }
  for (const [name, words] of Object.entries(numberedFilters)) {
    const value = parameters.get(name) ?? '';
    if (!/^\d{0,3}$/.test(value)) return name;
    if (value !== '') tests.push((row) => row[name] === words[Number(value) - 1]);
  }
  for (const name of ['StartTime', 'EndTime']) {
    const value = parameters.get(name) ?? '';
    const bound = shanghaiInstant(value);
    if (value !== '' && bound === null) return name;
    if (bound !== null) tests.push((row) => Number(row['CreateTime']) < bound === (name === 'EndTime'));
  }
  return (row) => tests.every((test) => test(row));
}

function orderDetail(request: DemoRequest, parameters: Parameters, options: UnicloudServerOptions): DemoResponse {
  const orderId = parameters.get('OrderId') ?? '';
  if (orderId === '') return missingParameter(request, 'OrderId');
  if (!/^\d{1,19}$/.test(orderId)) return invalid(request, 'OrderId');
  const detail = options.detail(orderId, request);
  if (detail !== null) return jsonResponse({ Order: detail });
  return unicloudError(request, 400, 'InvalidCaller', 'The specified caller doesn’t exists.');
}
