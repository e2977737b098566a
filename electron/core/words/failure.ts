import type { Failure } from '../model/failure.ts';
import { dateTimeZone, type Place } from './instants.ts';
import { plainLine } from '../model/plain-text.ts';
import { networkFailureText } from './network-failure.ts';
import { keyOf, sentenceOf, t, textOf } from './words.ts';

/** What happened, what was kept and what to do, in one or two sentences. */
export const failureText = (failure: Failure): string => {
  if (failure.reason === 'out-of-range') return t.failure_reason_out_of_range({ range: failure.detail ?? '' });
  const reason = failure.reason === undefined ? null : reasonText(failure.code, failure.reason);
  if (reason !== null) return reason;
  return networkFailureText(failure) ?? unexpectedText(failure) ?? textOf(keyOf('failure', failure.code));
};

/** A reason may mean something else with another code. */
const reasonText = (code: Failure['code'], reason: string): string | null =>
  sentenceOf(keyOf(keyOf('failure', code), reason)) ?? sentenceOf(keyOf('failure_reason', reason));

/** What was unexpected about an answer, where there is a sentence for it. */
const unexpectedText = ({ code, detail }: Failure): string | null =>
  code === 'provider.unexpected-answer' && detail !== undefined
    ? sentenceOf(keyOf('failure_provider_unexpected_answer', detail))
    : null;

/** Until when nothing is tried, in words; none for a failure that says nothing of it. */
export const retryTexts = ({ retryAt }: Failure, nowMs: number, place: Place): readonly string[] =>
  retryAt === undefined ? [] : [t.failure_fact_retry_at({ time: dateTimeZone(retryAt, nowMs, place) })];

/** The safe facts beside a failure, one line each: when to try again, what the provider said, where in the answer. */
export const failureFacts = (failure: Failure, nowMs: number, place: Place): readonly string[] => {
  const lines: string[] = [];
  if (failure.field) lines.push(t.failure_fact_field({ field: failure.field }));
  if (failure.storedFor) lines.push(t.failure_fact_stored_for({ address: plainLine(failure.storedFor) }));
  lines.push(...retryTexts(failure, nowMs, place));
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
