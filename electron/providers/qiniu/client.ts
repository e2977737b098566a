import { failed, success, type Failure, type Result } from '../../core/model/failure.ts';
import type { HttpResponse, HttpRequest } from '../../core/ports/http.ts';
import { membersOf } from '../reading/leaves.ts';
import { parseResponse, pageBudget } from '../reading/response-size.ts';
import type { SizeBudget } from '../reading/json-scan.ts';
import { isObject } from '../reading/json.ts';
import type { ProviderSession } from '../../core/ports/provider.ts';
import { factsSaid, readSecret } from '../redaction/secrets.ts';
import { sendFor } from '../redaction/send.ts';
import { saidIn } from '../../core/ports/declared-settings.ts';
import { responseSchema, type QiniuResponse } from './schema.ts';
import { payFilters } from './settings.ts';
import { authorization } from './sign.ts';

/** Asks for one page of the sub-orders that were paid; pages count from 1, at most 100 each, and no response states a total. */
export const askPayRecord = (session: ProviderSession, page: number, size: number): Promise<Result<HttpResponse>> =>
  ask(session, `/v1/order/pay_record?page=${page}&size=${size}${payFilters(session.settings)}`);

/** Reads all unpaid orders, or those with a resource of the type that the account is limited to: the only filter of this call. */
export const unpaidOrders = async (session: ProviderSession): Promise<Result<readonly unknown[]>> => {
  const type = saidIn(session.settings, 'resourceType');
  const query = type === '' ? '' : `?resource_type=${encodeURIComponent(type)}`;
  const response = await ask(session, `/v1/order/unpaid_orders${query}`);
  return response.ok ? rowsOf(response.value, session, null) : response;
};

/** Reads a response as a list: `data: null` is an empty one, one object a list of one. `size`: so many rows were asked for. */
export const rowsOf = (
  response: HttpResponse,
  session: ProviderSession,
  size: number | null,
): Result<readonly unknown[]> => {
  const data = dataOf(response, session, size === null ? undefined : pageBudget(size));
  return data.ok ? success(membersOf(data.value)) : data;
};

/** Reads one order's detail, typed as a list and shown as an object. Fails with `provider.unexpected-answer` when it is another order's. */
export const orderDetail = async (session: ProviderSession, hash: string): Promise<Result<unknown>> => {
  const response = await ask(session, `/v1/order/detail/${encodeURIComponent(hash)}`);
  if (!response.ok) return response;
  const data = dataOf(response.value, session);
  if (!data.ok) return data;
  const orders = membersOf(data.value).filter(isObject);
  const order =
    orders.find((candidate) => candidate['order'] === hash) ?? (orders.length === 1 ? orders[0] : undefined);
  if (order === undefined) return failed('provider.unexpected-answer', { path: 'data' });
  const shown = order['order'];
  if (typeof shown === 'string' && shown !== '' && shown !== hash)
    return failed('provider.unexpected-answer', { path: 'data.order' });
  return success(order);
};

/** Whether a failure of an order's detail says that there is no such order: HTTP 404, or an error that names the hash ("invalid order_hash"). */
export const refusesOrder = ({ code, status, providerMessage = '' }: Failure): boolean =>
  code === 'provider.refused' &&
  (status === 404 ||
    (/\border(_hash)?\b/i.test(providerMessage) && /\b(invalid|no such|not found|not exist)/i.test(providerMessage)));

const ask = async (session: ProviderSession, pathAndQuery: string): Promise<Result<HttpResponse>> => {
  const accessKey = readSecret(session, 'accessKey');
  if (!accessKey.ok) return accessKey;
  const secretKey = readSecret(session, 'secretKey');
  if (!secretKey.ok) return secretKey;
  const request = requestOf(session, pathAndQuery, accessKey.value, secretKey.value);
  return sendFor(session, () => request);
};

/** The signature covers nothing that changes between attempts: `X-Qiniu-Date` is left out, since a desktop clock may be wrong. */
const requestOf = (
  session: ProviderSession,
  pathAndQuery: string,
  accessKey: string,
  secretKey: string,
): HttpRequest => {
  const url = new URL(`${session.baseUrl}${pathAndQuery}`);
  const regionId = saidIn(session.settings, 'regionId');
  const qiniuHeaders: Record<string, string> = regionId === '' ? {} : { 'X-Qiniu-Regionid': regionId };
  const signed = { method: 'GET', path: `${url.pathname}${url.search}`, host: url.host, qiniuHeaders } as const;
  return {
    method: 'GET',
    url: url.href,
    headers: {
      ...qiniuHeaders,
      authorization: authorization(signed, accessKey, secretKey),
      accept: 'application/json',
    },
    body: null,
  };
};

const dataOf = (response: HttpResponse, session: ProviderSession, budget?: SizeBudget): Result<unknown> => {
  const json = parseResponse(session, response.text, budget);
  const parsed = responseSchema.safeParse(json.ok ? json.value : null);
  const body = parsed.success ? parsed.data : null;
  if (response.status < 200 || response.status >= 300 || (body !== null && saysFailure(body))) {
    return { ok: false, failure: refusal(response, body, session) };
  }
  if (body === null) return json.ok ? failed('provider.unexpected-answer', { path: '$' }) : json;
  return body.data === undefined ? failed('provider.unexpected-answer', { path: 'data' }) : success(body.data);
};

const saysFailure = ({ error, error_message, code }: QiniuResponse): boolean =>
  error !== null || error_message !== null || (code !== null && code !== '0' && code !== '200');

/** Errors come flat (`code`, `error_message`) or nested (`error.code`, `error.name`, `error.message`); the id also as a header. */
const refusal = (response: HttpResponse, body: QiniuResponse | null, session: ProviderSession): Failure => {
  const code = body?.error?.code ?? body?.code ?? null;
  const saying = {
    code: body?.error?.name ?? code,
    message: body?.error?.message ?? body?.error_message ?? null,
    requestId: body?.request_id ?? body?.error?.request_id ?? response.headers['x-reqid'] ?? null,
  };
  const facts = { ...factsSaid(saying, session.secrets), status: response.status };
  if (response.status === 401 || code === '401') return { code: 'account.key-rejected', ...facts };
  if (response.status === 403 || code === '403') return { code: 'account.key-lacks-permission', ...facts };
  return { code: 'provider.refused', ...facts };
};
