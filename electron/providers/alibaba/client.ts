import { failed, success, type Result } from '../../core/model/failure.ts';
import type { HttpRequest, HttpResponse } from '../../core/ports/http.ts';
import { callUrl } from '../../core/ports/declared-settings.ts';
import type { ProviderSession } from '../../core/ports/provider.ts';
import { wholeNumber } from '../reading/amounts.ts';
import { pageBudget, parseResponse } from '../reading/response-size.ts';
import { noteServerClock, signingTimeMs } from '../reading/server-clock.ts';
import { readSecret } from '../redaction/secrets.ts';
import { sendFor } from '../redaction/send.ts';
import { isUsedNonce, refusalOf } from './refusal.ts';
import { responseSchema, type AlibabaResponse } from './schema.ts';
import { signedCall, type KeyPair } from './sign.ts';

/** One page of the list as the wire has it; `total` null when the response does not say. */
export interface AlibabaPage {
  readonly rows: readonly unknown[];
  readonly total: number | null;
}

/** The only call there is (help page of QueryAvailableInstances, 29 October 2025). */
const action = 'QueryAvailableInstances';
const version = '2017-12-14';

/**
 * Reads one page of what the account subscribes to, of all products and regions; pages count from 1, at most 300 rows each. A nonce that
 * was used (a network stack repeats a request by itself when a kept connection breaks) is asked for once more.
 */
export const readInstances = async (
  session: ProviderSession,
  page: number,
  size: number,
): Promise<Result<AlibabaPage>> => {
  const read = await askInstances(session, page, size);
  return !read.ok && isUsedNonce(read.failure) ? askInstances(session, page, size) : read;
};

const askInstances = async (session: ProviderSession, page: number, size: number): Promise<Result<AlibabaPage>> => {
  const accessKeyId = readSecret(session, 'accessKeyId');
  if (!accessKeyId.ok) return accessKeyId;
  const accessKeySecret = readSecret(session, 'accessKeySecret');
  if (!accessKeySecret.ok) return accessKeySecret;
  const keys = { accessKeyId: accessKeyId.value, accessKeySecret: accessKeySecret.value };
  // What is paid for by use has no end.
  const parameters = { PageNum: String(page), PageSize: String(size), SubscriptionType: 'Subscription' };
  const sent = await sendFor(session, () => requestOf(session, parameters, keys));
  if (!sent.ok) return sent;
  const read = pageOf(sent.value, session, size);
  if (!read.ok && read.failure.code === 'account.clock-skewed') noteServerClock(session, sent.value.headers['date']);
  return read;
};

const requestOf = (
  session: ProviderSession,
  parameters: Readonly<Record<string, string>>,
  keys: KeyPair,
): HttpRequest => {
  const { host, pathname, origin } = new URL(callUrl(session.baseUrl, '/'));
  const call = { method: 'GET', host, path: pathname, parameters, action, version } as const;
  const { query, headers } = signedCall({ ...call, atMs: signingTimeMs(session), nonce: session.nonce() }, keys);
  return {
    method: 'GET',
    url: `${origin}${pathname}?${query}`,
    headers: { ...headers, accept: 'application/json' },
    body: null,
  };
};

const pageOf = (response: HttpResponse, session: ProviderSession, size: number): Result<AlibabaPage> => {
  const json = parseResponse(session, response.text, pageBudget(size));
  const parsed = responseSchema.safeParse(json.ok ? json.value : null);
  const body = parsed.success ? parsed.data : null;
  const isDone = response.status >= 200 && response.status < 300;
  if (!isDone || (body !== null && saysFailure(body))) {
    return { ok: false, failure: refusalOf(response, body, session) };
  }
  if (body === null) return json.ok ? failed('provider.unexpected-answer', { path: '$' }) : json;
  const list = body.Data?.InstanceList;
  // Null, too, is not "nothing rented".
  if (!Array.isArray(list)) return failed('provider.unexpected-answer', { path: 'Data.InstanceList' });
  const rows: readonly unknown[] = list;
  return success({ rows, total: wholeNumber(body.Data?.TotalCount ?? null) });
};

const saysFailure = ({ Code, Success }: AlibabaResponse): boolean =>
  (Code !== null && Code !== 'Success') || (Success !== null && Success.toLowerCase() !== 'true');
