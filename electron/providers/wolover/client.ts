import { failed, success, type Failure, type Result } from '../../core/model/failure.ts';
import type { HttpResponse } from '../../core/ports/http.ts';
import { wholeNumber } from '../reading/amounts.ts';
import { membersOf } from '../reading/leaves.ts';
import { parseResponse, pageBudget } from '../reading/response-size.ts';
import { isObject } from '../reading/json.ts';
import type { ProviderSession } from '../../core/ports/provider.ts';
import { factsSaid, readSecret } from '../redaction/secrets.ts';
import { sendFor } from '../redaction/send.ts';
import { callUrl, filtersSaid } from '../../core/ports/declared-settings.ts';
import { description } from './description.ts';
import { responseSchema, type WoloverResponse } from './schema.ts';
import { authorization } from './sign.ts';

/** One page as the wire has it; `total` null when the response does not say. */
export interface WoloverPage {
  readonly rows: readonly unknown[];
  readonly total: number | null;
}

/** Asks for one page of `POST {baseUrl}/order/openapi/getOrderList`. The body is a form, whatever the document's block looks like. */
export const askOrderList = async (
  session: ProviderSession,
  page: number,
  size: number,
): Promise<Result<HttpResponse>> => {
  const apiKey = readSecret(session, 'apiKey');
  if (!apiKey.ok) return apiKey;
  const filters = filtersSaid(description, session.settings);
  const form = [
    `pageNum=${page}`,
    `pageSize=${size}`,
    ...filters.map(([name, value]) => `${name}=${encodeURIComponent(value)}`),
  ];
  return sendFor(session, () => ({
    method: 'POST',
    url: callUrl(session.baseUrl, '/order/openapi/getOrderList'),
    headers: {
      ...authorization(apiKey.value),
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: form.join('&'),
  }));
};

/** Reads the response as a page of which so many rows were asked for. */
export const pageOf = (response: HttpResponse, session: ProviderSession, size: number): Result<WoloverPage> => {
  const json = parseResponse(session, response.text, pageBudget(size));
  const parsed = responseSchema.safeParse(json.ok ? json.value : null);
  if (!parsed.success || parsed.data.code === null) {
    const byStatus = refusedByStatus(response.status);
    if (byStatus !== null) return { ok: false, failure: byStatus };
    return json.ok ? failed('provider.unexpected-answer', { path: isObject(json.value) ? 'code' : '$' }) : json;
  }
  const { code, total, rows } = parsed.data;
  if (code !== '200') return { ok: false, failure: refusal(response.status, parsed.data, session) };
  if (rows === undefined) return failed('provider.unexpected-answer', { path: 'rows' });
  return success({ rows: membersOf(rows), total: wholeNumber(total) });
};

const refusedByStatus = (status: number): Failure | null => {
  if (status === 401) return { code: 'account.key-rejected', status };
  if (status === 403) return { code: 'account.key-lacks-permission', status };
  return status >= 400 ? { code: 'provider.refused', status } : null;
};

/** A code other than 200 in the body is the failure, since the backend responds with HTTP 200 to a rejected key; a gateway before it may use both. */
const refusal = (status: number, response: WoloverResponse, session: ProviderSession): Failure => {
  const facts = factsSaid({ code: response.code, message: response.msg, requestId: null }, session.secrets);
  if (response.code === '401' || status === 401) return { code: 'account.key-rejected', ...facts };
  if (response.code === '403' || status === 403) return { code: 'account.key-lacks-permission', ...facts };
  return { code: 'provider.refused', ...facts };
};
