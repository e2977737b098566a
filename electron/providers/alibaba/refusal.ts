import type { Failure, FailureCode } from '../../core/model/failure.ts';
import { addMs, instantOf, minute } from '../../core/model/instant.ts';
import type { HttpResponse } from '../../core/ports/http.ts';
import type { ProviderSession } from '../../core/ports/provider.ts';
import { factsSaid } from '../redaction/secrets.ts';
import { siteOf } from './description.ts';
import type { AlibabaResponse } from './schema.ts';

type Refusal = Extract<
  FailureCode,
  | `account.${'key-rejected' | 'key-lacks-permission' | 'wrong-site' | 'clock-skewed'}`
  | `provider.${'rate-limited' | 'refused'}`
>;

/**
 * What the codes of errors mean, whatever the HTTP status: products differ in theirs, and business errors come under 200.
 * Documented: InvalidAccessKeyId.NotFound (404), .Inactive (400), SignatureDoesNotMatch (400, some 403), InvalidTimeStamp.Expired (400, a
 * clock that is off by more than 15 minutes), Forbidden.RAM and NoPermission (403), NotAuthorized (200), Throttling and Throttling.User (400).
 * NotApplicable is a key of the other site (terraform-provider-alicloud, issues 3651 and 6575).
 */
const meanings: readonly (readonly [code: RegExp, meaning: Refusal])[] = [
  [/^(InvalidAccessKeyId|SignatureDoesNotMatch)\b/i, 'account.key-rejected'],
  [/^(Forbidden|NoPermission|NotAuthorized)\b/i, 'account.key-lacks-permission'],
  [/^NotApplicable\b/i, 'account.wrong-site'],
  [/^(Invalid|Illegal)TimeStamp\b/i, 'account.clock-skewed'],
  [/^Throttling\b/i, 'provider.rate-limited'],
  // A network stack may repeat a request by itself: that says nothing about the key.
  [/^SignatureNonceUsed\b/i, 'provider.refused'],
];

/** Where the code says nothing that we know. */
const byStatus: ReadonlyMap<number, Refusal> = new Map([
  [401, 'account.key-rejected'],
  [403, 'account.key-lacks-permission'],
  [429, 'provider.rate-limited'],
]);

/**
 * Throttling comes as HTTP 400 without a time to wait, so it is neither repeated within the round nor parked by the HTTP port. Its
 * quotas count by the second or the minute.
 */
const throttlePauseMs = minute;

/** Why a response is none: `body` is null where it is no JSON object. */
export const refusalOf = (
  { status }: HttpResponse,
  body: AlibabaResponse | null,
  { settings, secrets, now }: ProviderSession,
): Failure => {
  if (status >= 500) return { code: 'provider.unavailable', status };
  const said = body?.Code ?? '';
  const code = meanings.find(([known]) => known.test(said))?.[1] ?? byStatus.get(status) ?? 'provider.refused';
  if (code === 'provider.rate-limited') return { code, status, retryAt: addMs(instantOf(now()), throttlePauseMs) };
  const saying = { code: body?.Code ?? null, message: body?.Message ?? null, requestId: body?.RequestId ?? null };
  const facts = { ...factsSaid(saying, secrets), status };
  switch (code) {
    case 'account.key-rejected':
      return { code, ...facts };
    case 'account.wrong-site':
      return { code, ...facts, site: siteOf(settings) };
    default:
      return { code, ...facts };
  }
};

/** Whether the same request may be sent again at once, under another nonce. */
export const isUsedNonce = ({ code, providerCode }: Failure): boolean =>
  code === 'provider.refused' && /^SignatureNonceUsed\b/i.test(providerCode ?? '');
