import type { ProviderDescription } from '../model/account.ts';
import type { Failure, FailureCode } from '../model/failure.ts';
import { responseFaults, type ResponseFault } from '../model/failure-words.ts';
import { dateTime, type LocaleSetting } from './instants.ts';
import { plainLine } from '../model/plain-text.ts';
import { hasSeveralSites } from '../model/site.ts';
import { isOneOf } from '../model/word-lists.ts';
import { proxyText, tlsText } from './network-failure.ts';
import { keyOf, sentenceOf, t, textOf } from './words.ts';

/** Returns what happened, what was kept and what to do, in one or two sentences. */
export const failureText = (failure: Failure): string => {
  if (failure.reason === 'out-of-range') return t.failure_reason_out_of_range({ range: failure.detail ?? '' });
  return (failure.reason === undefined ? detailText(failure) : null) ?? codeText(failure.code, failure.reason ?? null);
};

/** Returns the sentence of a failure of which only the code is known, and perhaps a reason, which may be that of another version. */
export const codeText = (code: FailureCode, reason: string | null = null): string =>
  (reason === null ? null : reasonText(code, reason)) ?? textOf(keyOf('failure', code));

/** A reason may mean something else with another code. */
const reasonText = (code: FailureCode, reason: string): string | null =>
  sentenceOf(keyOf(keyOf('failure', code), reason)) ?? sentenceOf(keyOf('failure_reason', reason));

/** Returns the sentence of a detail, which is more exact than its code's; null where there is none. */
const detailText = (failure: Failure): string | null => {
  if (failure.code === 'network.tls') return tlsText(failure.detail);
  if (failure.code === 'network.proxy') return proxyText(failure.detail);
  if (failure.code === 'account.wrong-site') return failure.site === undefined ? null : wrongSiteText(failure.site);
  if (failure.code !== 'provider.unexpected-answer' || failure.detail === undefined) return null;
  return isOneOf(responseFaults, failure.detail) ? responseTexts[failure.detail]() : null;
};

/** Returns that a site does not know the key, naming that site. */
const wrongSiteText = (site: string): string => t.failure_account_wrong_site_asked({ site: siteName(site) });

/** Returns the name of a site of a provider, by its setting's value. */
export const siteName = (site: string): string => sentenceOf(keyOf('site', site)) ?? site;

/**
 * Returns a second cause of a failure that its provider's response cannot tell from the first: a key that is rejected may be another site's.
 * Null where there is none.
 */
export const otherCauseText = (
  { code }: Failure,
  provider: Pick<ProviderDescription, 'sites'> | undefined,
): string | null =>
  code === 'account.key-rejected' && provider !== undefined && hasSeveralSites(provider)
    ? t.failure_account_key_rejected_other_site()
    : null;

const responseTexts: Readonly<Record<ResponseFault, () => string>> = {
  'ids-change': t.failure_provider_unexpected_answer_ids_change,
  'not-json': t.failure_provider_unexpected_answer,
  'unsupported-encoding': t.failure_provider_unexpected_answer,
  'too-deep': t.failure_provider_unexpected_answer_too_deep,
  'too-large': t.failure_provider_unexpected_answer_too_large,
  'too-many-orders': t.failure_provider_unexpected_answer_too_many_orders,
  'too-many-resources': t.failure_provider_unexpected_answer_too_many_resources,
  'too-many-rows': t.failure_provider_unexpected_answer_too_many_rows,
  'too-many-values': t.failure_provider_unexpected_answer_too_many_values,
};

/** Returns the line that says when to try again; none for a failure without such an instant. */
export const retryTexts = ({ retryAt }: Failure, nowMs: number, localeSetting: LocaleSetting): readonly string[] =>
  retryAt === undefined ? [] : [t.failure_fact_retry_at({ time: dateTime(retryAt, nowMs, localeSetting) })];

/** Returns the facts to show beside a failure, one line each: when to try again, what the provider said, where in the response. */
export const failureFacts = (failure: Failure, nowMs: number, localeSetting: LocaleSetting): readonly string[] => [
  ...(failure.field ? [t.failure_fact_field({ field: failure.field })] : []),
  ...factsBesideField(failure, nowMs, localeSetting),
];

/** Returns the same facts without the field's, for a form that shows the failure beside its field. */
export const factsBesideField = (failure: Failure, nowMs: number, localeSetting: LocaleSetting): readonly string[] => {
  const storedFor = failure.storedFor ? [t.failure_fact_stored_for({ address: plainLine(failure.storedFor) })] : [];
  return [...storedFor, ...retryTexts(failure, nowMs, localeSetting), ...toldFacts(failure)];
};

/** Returns what helps to find the cause of a failure, one line each: what the provider said, where in the response. */
export const toldFacts = (failure: Failure): readonly string[] => {
  const lines: string[] = [];
  if (failure.providerMessage) lines.push(t.failure_fact_provider({ message: failure.providerMessage }));
  if (failure.providerCode) lines.push(t.failure_fact_code({ code: failure.providerCode }));
  if (failure.status !== undefined) lines.push(t.failure_fact_status({ status: String(failure.status) }));
  if (failure.path) lines.push(t.failure_fact_path({ path: failure.path }));
  if (failure.redirectedTo) lines.push(t.failure_fact_redirected({ host: failure.redirectedTo }));
  if (failure.requestId) lines.push(t.failure_fact_request({ id: failure.requestId }));
  // A range is part of its sentence already.
  if (failure.detail && failure.reason !== 'out-of-range')
    lines.push(t.failure_fact_detail({ detail: failure.detail }));
  return lines;
};
