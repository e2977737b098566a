import { failed, success, type Failure, type Result } from '../../core/model/failure.ts';
import type { Money } from '../../core/model/money.ts';
import type { HttpResponse } from '../../core/ports/http.ts';
import type { ProviderSession } from '../../core/ports/provider.ts';
import { moneyIn, wholeNumber } from '../reading/amounts.ts';
import type { JsonObject } from '../reading/json.ts';
import type { SizeBudget } from '../reading/json-scan.ts';
import { pageBudget, parseResponse } from '../reading/response-size.ts';
import { factsSaid, readSecret } from '../redaction/secrets.ts';
import { sendFor } from '../redaction/send.ts';
import { columns, columnsOf, responseSchema, type VastaiResponse } from './schema.ts';

/** One page of the list, each row with the columns that were asked for and nothing else; `total` null when the response does not say. */
export interface VastaiPage {
  readonly rows: readonly JsonObject[];
  readonly total: number | null;
  readonly next: string | null;
}

/** No honest token is longer; it becomes part of an address. */
const maxTokenLength = 2_000;

/** Reads one page of the list: so many instances at most, 25 at the very most, behind those that the token stands for. */
export const askInstances = async (
  session: ProviderSession,
  size: number,
  token: string | null,
): Promise<Result<VastaiPage>> => {
  const query = [
    `limit=${size}`,
    ...(token === null ? [] : [`after_token=${encodeURIComponent(token)}`]),
    `order_by=${encodeURIComponent('[{"col":"id","dir":"asc"}]')}`,
    `select_cols=${encodeURIComponent(JSON.stringify(columns))}`,
  ];
  const response = await ask(session, `/api/v1/instances/?${query.join('&')}`, pageBudget(size));
  if (!response.ok) return response;
  const { instances, total_instances: total, next_token: said } = response.value;
  if (!Array.isArray(instances)) return failed('provider.unexpected-answer', { path: 'instances' });
  const next = said ?? '';
  if (typeof next !== 'string' || next.length > maxTokenLength) {
    return failed('provider.unexpected-answer', { path: 'next_token' });
  }
  return success({ rows: instances.map(columnsOf), total: wholeNumber(total), next: next === '' ? null : next });
};

/** A credit may be overdrawn; one with more digits is none. */
const credit = /^-?\d{1,12}(?:\.\d{1,30})?$/;

/**
 * Reads the account's credit, which needs `user_read`; null when the response states none. Likely: the document names a `balance` only,
 * clients read `credit`, as the console calls what is left.
 */
export const askCredit = async (session: ProviderSession): Promise<Result<Money | null>> => {
  const response = await ask(session, '/api/v0/users/current/');
  if (!response.ok) return response;
  const said = moneyIn('USD', response.value.credit);
  return success(said !== null && credit.test(said.amount) ? said : null);
};

const ask = async (
  session: ProviderSession,
  pathAndQuery: string,
  budget?: SizeBudget,
): Promise<Result<VastaiResponse>> => {
  const apiKey = readSecret(session, 'apiKey');
  if (!apiKey.ok) return apiKey;
  const sent = await sendFor(session, () => ({
    method: 'GET',
    url: `${session.baseUrl}${pathAndQuery}`,
    headers: { authorization: `Bearer ${apiKey.value}`, accept: 'application/json' },
    body: null,
  }));
  return sent.ok ? responseOf(sent.value, session, budget) : sent;
};

const responseOf = (sent: HttpResponse, session: ProviderSession, budget?: SizeBudget): Result<VastaiResponse> => {
  const json = parseResponse(session, sent.text, budget);
  const parsed = responseSchema.safeParse(json.ok ? json.value : null);
  const body = parsed.success ? parsed.data : null;
  const wellDone = sent.status >= 200 && sent.status < 300;
  if (!wellDone || (body !== null && (body.success === 'false' || body.error !== null))) {
    return { ok: false, failure: refusal(sent.status, body, session) };
  }
  if (body === null) return json.ok ? failed('provider.unexpected-answer', { path: '$' }) : json;
  return success(body);
};

/** Words about what a key may, and about the key itself: `auth_error` stands for both, and only its sentence tells. */
const aboutPermission = /\b(?:permissions?|permitted|scopes?|lacks?|not allowed|insufficient|forbidden)\b/i;
const aboutKey = /\b(?:invalid|expired|revoked|unknown|deleted|no such|bad)\b/i;

/** HTTP 401 and `auth_error` with any status; a bad key was seen as HTTP 404 with that error, which is no missing path. */
const refusal = (status: number, body: VastaiResponse | null, session: ProviderSession): Failure => {
  const code = body?.error ?? null;
  const message = body?.msg ?? body?.message ?? null;
  const facts = { ...factsSaid({ code, message, requestId: null }, session.secrets), status };
  const isAboutAccess = status === 401 || status === 403 || code === 'auth_error';
  if (!isAboutAccess) return { code: 'provider.refused', ...facts };
  return lacksPermission(status, message ?? '')
    ? { code: 'account.key-lacks-permission', ...facts }
    : { code: 'account.key-rejected', ...facts };
};

const lacksPermission = (status: number, message: string): boolean => {
  if (status === 404) return false;
  return aboutPermission.test(message) || (status === 403 && !aboutKey.test(message));
};
