import { failed, success, type Failure, type Result } from '../../core/model/failure.ts';
import type { HttpResponse } from '../../core/ports/http.ts';
import { wholeNumber } from '../reading/amounts.ts';
import { membersOf } from '../reading/leaves.ts';
import { parseResponse, pageBudget } from '../reading/response-size.ts';
import type { SizeBudget } from '../reading/json-scan.ts';
import { isObject } from '../reading/json.ts';
import type { ProviderSession } from '../../core/ports/provider.ts';
import { factsSaid, readSecret } from '../redaction/secrets.ts';
import { sendFor } from '../redaction/send.ts';
import { callUrl, filtersSaid, saidIn } from '../../core/ports/declared-settings.ts';
import { description, usualVersion } from './description.ts';
import { responseSchema, type UnicloudResponse } from './schema.ts';
import { signedQuery } from './sign.ts';

type Action = 'QueryOrders' | 'OrderDetail';

/** One page of the list as the wire has it; `total` null when the response does not say. */
export interface UnicloudPage {
  readonly rows: readonly unknown[];
  readonly total: number | null;
}

/** Asks for one page of the list; pages count from 1, at most 200 orders each. */
export const askOrders = (session: ProviderSession, page: number, size: number): Promise<Result<HttpResponse>> => {
  const filters: Readonly<Record<string, string>> = Object.fromEntries(filtersSaid(description, session.settings));
  return ask(session, 'QueryOrders', { ...filters, Page: String(page), Size: String(size) });
};

/** Reads the response as a page of the list of which so many orders were asked for. */
export const pageOf = (sent: HttpResponse, session: ProviderSession, size: number): Result<UnicloudPage> => {
  const response = responseOf(sent, 'QueryOrders', session, pageBudget(size));
  if (!response.ok) return response;
  const { OrderList: list, TotalCount: total } = response.value;
  if (list === undefined) return failed('provider.unexpected-answer', { path: 'OrderList' });
  return success({ rows: membersOf(isObject(list) ? list['Order'] : list), total: wholeNumber(total) });
};

/** Reads one order's detail: its `Order` as sent. Fails with `provider.unexpected-answer` when it has none or shows another order. */
export const orderDetail = async (session: ProviderSession, orderId: string): Promise<Result<unknown>> => {
  const sent = await ask(session, 'OrderDetail', { OrderId: orderId });
  if (!sent.ok) return sent;
  const response = responseOf(sent.value, 'OrderDetail', session);
  if (!response.ok) return response;
  const order = response.value.Order;
  if (!isObject(order)) return failed('provider.unexpected-answer', { path: 'Order' });
  const shown = order['Id'];
  if (typeof shown === 'string' && shown !== orderId) return failed('provider.unexpected-answer', { path: 'Order.Id' });
  return success(order);
};

/**
 * Whether a failure of OrderDetail says that this one order is not to be had: `InvalidCaller` and an invalid `OrderId`, as documented, or
 * HTTP 404 with no code or one about an order. Throttling, say, comes as HTTP 400 too and says nothing about the order.
 */
export const refusesOrder = ({ code, status, providerCode, providerMessage }: Failure): boolean => {
  if (code !== 'provider.refused') return false;
  if (providerCode === 'InvalidCaller') return true;
  const parameter = /\bspecified (\w+) is not valid/i.exec(providerMessage ?? '')?.[1] ?? 'OrderId';
  if (providerCode === 'InvalidParameter') return parameter === 'OrderId';
  return status === 404 && (providerCode === undefined || /Order/i.test(providerCode));
};

const ask = async (
  session: ProviderSession,
  action: Action,
  parameters: Readonly<Record<string, string>>,
): Promise<Result<HttpResponse>> => {
  const accessKeyId = readSecret(session, 'accessKeyId');
  if (!accessKeyId.ok) return accessKeyId;
  const accessKeySecret = readSecret(session, 'accessKeySecret');
  if (!accessKeySecret.ok) return accessKeySecret;
  return sendFor(session, () => {
    const query = signedQuery(
      { ...parameters, ...commonParameters(session, action), AccessKeyId: accessKeyId.value },
      accessKeySecret.value,
    );
    return {
      method: 'GET',
      url: `${callUrl(session.baseUrl, '/transaction')}?${query}`,
      headers: { accept: 'application/json' },
      body: null,
    };
  });
};

const commonParameters = (session: ProviderSession, action: Action): Readonly<Record<string, string>> => ({
  Action: action,
  Format: 'json',
  // Left out by the user it is the usual one, emptied it is not sent.
  Version: (session.settings['version'] ?? usualVersion).trim(),
  RegionId: saidIn(session.settings, 'regionId'),
  SignatureMethod: 'HMAC-SHA1',
  SignatureVersion: '1.0',
  SignatureNonce: session.nonce(),
  Timestamp: `${new Date(session.now()).toISOString().slice(0, 19)}Z`,
});

const responseOf = (
  response: HttpResponse,
  action: Action,
  session: ProviderSession,
  budget?: SizeBudget,
): Result<UnicloudResponse> => {
  const json = parseResponse(session, response.text, budget);
  const parsed = responseSchema.safeParse(json.ok ? json.value : null);
  const body = parsed.success ? parsed.data : null;
  const wellDone = response.status >= 200 && response.status < 300;
  if (!wellDone || (body !== null && body.Code !== null)) {
    return { ok: false, failure: refusal(response.status, body, action, session) };
  }
  if (body === null) return json.ok ? failed('provider.unexpected-answer', { path: '$' }) : json;
  return success(body);
};

/**
 * Credential errors are not documented: HTTP 401 and codes that speak of key, signature or authorisation are taken for a rejected key.
 * A nonce seen twice is none: a network stack may repeat a request by itself when a kept connection breaks.
 */
const refusal = (status: number, body: UnicloudResponse | null, action: Action, session: ProviderSession): Failure => {
  const code = body?.Code ?? null;
  const message = body?.Message ?? body?.Msg ?? null;
  const facts = { ...factsSaid({ code, message, requestId: body?.RequestId ?? null }, session.secrets), status };
  const unknownCaller = action === 'QueryOrders' && code === 'InvalidCaller';
  const aboutKey = /AccessKey|Signature|Unauthor/i.test(code ?? '') && !/Nonce/i.test(code ?? '');
  if (status === 401 || unknownCaller || aboutKey) {
    return { code: 'account.key-rejected', ...facts };
  }
  if (status === 403 || /Forbidden/i.test(code ?? '')) return { code: 'account.key-lacks-permission', ...facts };
  return { code: 'provider.refused', ...facts };
};
