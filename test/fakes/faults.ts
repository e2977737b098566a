import { gzipSync } from 'node:zlib';
import {
  jsonResponse,
  textResponse,
  type DemoResponse,
  type Delivery,
  type DemoProvider,
  type DemoRequest,
} from '../../electron/demo/exchange.ts';
import type { Fault, Rows } from '../../electron/demo/fault-script.ts';
import { isList, isObject, jsonText, type Json, type JsonObject } from '../../electron/demo/world/json.ts';
import { alibabaError, alibabaRefusal } from '../../electron/demo/alibaba-refusals.ts';
import { flatError, nestedError } from '../../electron/demo/qiniu-server.ts';
import { unicloudError } from '../../electron/demo/unicloud-server.ts';
import { lackingRight, wrongKey } from '../../electron/demo/vastai-server.ts';
import { refusal } from '../../electron/demo/wolover-server.ts';

function bytesOf(answer: DemoResponse): Buffer {
  return 'bytes' in answer.content ? answer.content.bytes : Buffer.from(jsonText(answer.content.json), 'utf8');
}

function withBytes(answer: DemoResponse, bytes: Buffer, headers: Readonly<Record<string, string>> = {}): DemoResponse {
  return { ...answer, content: { bytes }, headers: { ...answer.headers, ...headers } };
}

function travelling(delivery: Delivery): Fault {
  return { respond: (answer) => ({ ...answer, delivery: { ...answer.delivery, ...delivery } }) };
}

// What is answered instead

/** Any status with any body. */
export const statusWith = (status: number, body = '', headers: Readonly<Record<string, string>> = {}): Fault => ({
  respond: () => {
    const answer = textResponse(body, 'text/plain', status);
    return { ...answer, headers: { ...answer.headers, ...headers } };
  },
});

/** HTTP 200 with this body, whatever it is. */
export const body = (text: string, contentType = 'application/json'): Fault => ({
  respond: () => textResponse(text, contentType),
});

/** HTTP 200 with these bytes, whatever they are. */
export const rawBody = (bytes: Buffer, contentType = 'application/json'): Fault => ({
  respond: (answer) => withBytes({ ...answer, status: 200 }, bytes, { 'Content-Type': contentType }),
});

/** The login page of a captive portal or gateway: HTML with status 200. */
export const htmlPage = (): Fault => body('<!doctype html><title>Login</title><form></form>', 'text/html');

/** HTTP 200 and a body that is no JSON. */
export const invalidJson = (): Fault => body('{"rows": [1, 2,, }');

/** A redirect to another place. */
export const redirect = (location: string, status = 302): Fault => statusWith(status, '', { Location: location });

/** 429; `retryAfter` is the text of the header (seconds, HTTP date, nonsense), left out when undefined. */
export const rateLimited = (retryAfter?: string): Fault =>
  statusWith(429, 'Too Many Requests', retryAfter === undefined ? {} : { 'Retry-After': retryAfter });

/** 429 with `Retry-After` as an HTTP date so long after the demo's present. */
export const rateLimitedUntil = (inMs: number): Fault => ({
  respond: (answer, request) =>
    rateLimited(new Date(request.at.getTime() + inMs).toUTCString()).respond?.(answer, request) ?? answer,
});

type Words = Readonly<Record<DemoProvider, (request: DemoRequest) => DemoResponse>>;

/** What each provider says instead; a server that is no demo provider's says what it would have said. */
const saying = (words: Words): Fault => {
  const byProvider = new Map(Object.entries(words));
  return { respond: (answer, request) => byProvider.get(request.provider)?.(request) ?? answer };
};

/** The key is rejected, in the provider's own words. */
export const keyRejected = (): Fault =>
  saying({
    alibaba: (request) =>
      alibabaError(request, 404, 'InvalidAccessKeyId.NotFound', 'Specified access key is not found.'),
    wolover: () => refusal(401, '认证失败，无法访问系统资源'),
    unicloud: (request) => unicloudError(request, 400, 'InvalidCaller', 'The specified caller doesn’t exists.'),
    qiniu: (request) => nestedError(request, 401, 'Unauthorized', 'bad token'),
    vastai: () => wrongKey(),
  });

/** The key lacks a permission, in the provider's own words. */
export const permissionLacking = (): Fault =>
  saying({
    alibaba: (request) => alibabaError(request, 403, 'NoPermission', 'You are not authorized to do this operation.'),
    wolover: () => refusal(403, '没有权限，请联系管理员授权'),
    unicloud: (request) =>
      unicloudError(request, 403, 'Forbidden', 'User not authorized to operate on the specified resource.'),
    qiniu: (request) => flatError(request, 403, 'forbidden'),
    vastai: () => lackingRight('instance_read'),
  });

/** An error of UniCloud with any code and status; status 200 is the trap. */
export const unicloudRefusal = (code: string, message: string, status = 400): Fault => ({
  respond: (_, request) => unicloudError(request, status, code, message),
});

/** An error of Alibaba Cloud's gateway with any code and status. */
export const alibabaFailure = (code: string, message: string, status = 400): Fault => ({
  respond: (_, request) => alibabaError(request, status, code, message),
});

/** An error of Alibaba Cloud's billing service: HTTP 200, `Success: false`, any code. */
export const alibabaSays = (code: string, message: string): Fault => ({
  respond: (_, request) => alibabaRefusal(request, code, message),
});

/** `Data.InstanceList` left out, null, or with its first instance as an object instead of a list (Alibaba Cloud). */
export const instanceList = (shape: 'absent' | 'null' | 'single'): Fault =>
  rewritten((object) => {
    if (!isObject(object['Data'])) return object;
    const { InstanceList: list, ...counts } = object['Data'];
    if (shape === 'absent') return { ...object, Data: counts };
    const single = isList(list) ? (list[0] ?? null) : null;
    return { ...object, Data: { ...counts, InstanceList: shape === 'null' ? null : single } };
  });

/** A business error of Wolover: HTTP 200, code and message in the body. */
export const woloverRefusal = (code: number, message: string): Fault => ({ respond: () => refusal(code, message) });

// How the bytes travel

/** The headers come late. */
export const delayedHeaders = (delayMs: number): Fault => travelling({ delayMs });

/** Nothing is ever answered. */
export const silence = (): Fault => travelling({ stopAfter: -1, ending: 'stall' });

/** The connection is reset before any header. */
export const resetAtOnce = (): Fault => travelling({ stopAfter: -1, ending: 'reset' });

/** The connection is closed before any header. */
export const closedAtOnce = (): Fault => travelling({ stopAfter: -1, ending: 'close' });

/** The connection is reset after so many bytes of the body. */
export const resetMidBody = (stopAfter = 40): Fault => travelling({ stopAfter, ending: 'reset' });

/** The connection is closed in order, but after so many bytes of an announced longer body. */
export const closedEarly = (stopAfter = 40): Fault => travelling({ stopAfter, ending: 'close' });

/** The body stops after so many bytes and the connection stays open. */
export const stalledMidBody = (stopAfter = 40): Fault => travelling({ stopAfter, ending: 'stall' });

/** The body comes in small pieces with pauses between them. */
export const slowDrip = (pieceBytes: number, everyMs: number): Fault => travelling({ pieceBytes, everyMs });

/** The body comes without an announced length. */
export const chunked = (): Fault => travelling({ chunked: true });

/** HTTP says that the body is whole, but the JSON is cut after this share of it (0 to 1). */
export const truncated = (share = 0.5): Fault => ({
  respond: (answer) => {
    const bytes = bytesOf(answer);
    return withBytes(answer, bytes.subarray(0, Math.floor(bytes.length * share)));
  },
});

/** The body compressed with gzip. */
export const gzipped = (): Fault => ({
  respond: (answer) => withBytes(answer, gzipSync(bytesOf(answer)), { 'Content-Encoding': 'gzip' }),
});

/** The header says gzip, the bytes do not. */
export const brokenGzip = (): Fault => ({
  respond: (answer) => withBytes(answer, bytesOf(answer), { 'Content-Encoding': 'gzip' }),
});

/** A small gzip body that unpacks to so many bytes of white space. */
export const gzipBomb = (unpackedBytes = 64_000_000): Fault => {
  const bytes = gzipSync(Buffer.alloc(unpackedBytes, ' '));
  return { respond: (answer) => withBytes(answer, bytes, { 'Content-Encoding': 'gzip' }) };
};

/** A body of so many bytes: the answer, then white space; still valid JSON. */
export const oversized = (totalBytes: number): Fault => ({
  respond: (answer) => {
    const bytes = bytesOf(answer);
    return withBytes(answer, Buffer.concat([bytes, Buffer.alloc(Math.max(totalBytes - bytes.length, 0), ' ')]));
  },
});

/** A UTF-8 byte-order mark before the body. */
export const byteOrderMark = (): Fault => ({
  respond: (answer) => withBytes(answer, Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytesOf(answer)])),
});

/** A `Date` header that is so far from the demo's present. */
export const clockOff = (byMs: number): Fault => ({
  respond: (answer, request) => ({
    ...answer,
    headers: { ...answer.headers, Date: new Date(request.at.getTime() + byMs).toUTCString() },
  }),
});

// What the body says

/** The answer's JSON object changed in any way. Answers that are not JSON stay. */
export const rewritten = (change: (body: JsonObject) => Json): Fault => ({
  respond: (answer) => {
    if ('bytes' in answer.content || !isObject(answer.content.json)) return answer;
    return { ...answer, content: { json: change(answer.content.json) } };
  },
});

/** `data: null`, as Go writes an empty list (Qiniu). */
export const dataNull = (): Fault => rewritten((object) => ({ ...object, data: null }));

/** `data` as a list of one instead of an object (Qiniu order detail: the document's table says so). */
export const dataInList = (): Fault =>
  rewritten((object) => ({ ...object, data: object['data'] === undefined ? null : [object['data']] }));

/** `OrderList` as null, as `{}`, or with its first order as an object instead of a list (UniCloud). */
export const orderList = (shape: 'null' | 'empty' | 'single'): Fault =>
  rewritten((object) => {
    if (shape === 'null') return { ...object, OrderList: null };
    const list = isObject(object['OrderList']) ? object['OrderList']['Order'] : undefined;
    const first = isList(list) ? list[0] : undefined;
    const single: JsonObject = first === undefined || shape === 'empty' ? {} : { Order: first };
    return { ...object, OrderList: single };
  });

/** The total says this number, whatever the truth is (Wolover `total`, UniCloud and Alibaba Cloud `TotalCount`). */
export const totalSays = (count: number): Fault =>
  rewritten((object) => ({
    ...object,
    ...('total' in object ? { total: count } : {}),
    ...('TotalCount' in object ? { TotalCount: count } : {}),
    ...(isObject(object['Data']) ? { Data: { ...object['Data'], TotalCount: count } } : {}),
  }));

/** Every request gets the page that the first one got. */
export const samePage = (): Fault => {
  let first: DemoResponse | null = null;
  return { respond: (answer) => (first ??= answer) };
};

// What happens to the rows behind a list

/** The rows of a list changed before a page is cut, with the request to tell the pages apart. */
export const rowsChanged = (change: (rows: Rows, request: DemoRequest) => Rows): Fault => ({ rows: change });

/** Every row twice, one after the other. */
export const rowsTwice = (): Fault => rowsChanged((rows) => rows.flatMap((row) => [row, row]));

/** These rows stand before all others: orders that were placed while the list was read. */
export const rowsInserted = (...inserted: Rows): Fault => rowsChanged((rows) => [...inserted, ...rows]);

/** So many rows from the front are gone. */
export const rowsRemoved = (count: number): Fault => rowsChanged((rows) => rows.slice(count));

/** The list begins so many rows further on; the first ones move to its end. */
export const rowsRotated = (by: number): Fault => rowsChanged((rows) => [...rows.slice(by), ...rows.slice(0, by)]);

/** A JSON answer instead of the real one. */
export const json = (value: Json, status = 200): Fault => ({ respond: () => jsonResponse(value, status) });
