import { cut, lastFour } from '../../core/model/cut.ts';
import { epochMsOf } from '../../core/model/instant.ts';
import { keyOfResource, type AutoRenews, type ResourceState } from '../../core/model/resource.ts';
import type { ReadResource } from '../../core/ports/provider.ts';
import { toldOf } from '../reading/facts.ts';
import { isObject } from '../reading/json.ts';
import { absurdAmong, placingTime, type SaidTime } from '../reading/order-times.ts';
import { endByUse, resourceEnd, resourceTime, statedEnd } from '../reading/resource-times.ts';
import type { Site } from './description.ts';
import { afterwardsOf, firstChargeAt, statedRelease } from './retention.ts';
import { documentedPart, rowSchema, type AlibabaRow } from './schema.ts';

/** `Status`: "Creating", "WaitForExpire" (to be renewed soon), "Normal", "Expired"; any other word is kept and means nothing to us. */
const states: ReadonlyMap<string, ResourceState> = new Map([
  ['Creating', 'pending'],
  ['Normal', 'active'],
  ['WaitForExpire', 'active'],
  ['Expired', 'expired'],
]);

/** `RenewStatus`. "NotRenewal" is not renewed at all, not even by reminder: no, as well. */
const renewals: ReadonlyMap<string, AutoRenews> = new Map([
  ['AutoRenewal', 'yes'],
  ['ManualRenewal', 'no'],
  ['NotRenewal', 'no'],
]);

/** What a row is read with. */
export interface RowContext {
  readonly site: Site;
  readonly nowMs: number;
}

/**
 * The state of a row. `ReleaseTime` is when it was released, beside `ExpectedReleaseTime`; the list shows it as "Expired" for a while
 * after. Before it has passed, and beside any other word, it says nothing.
 */
const stateOf = ({ Status: word, ReleaseTime: released }: AlibabaRow, from: SaidTime, nowMs: number): ResourceState => {
  const state = states.get(word ?? '') ?? 'unknown';
  const { at } = resourceEnd(released, from);
  return state === 'expired' && at !== null && epochMsOf(at) <= nowMs ? 'released' : state;
};

/** Reads one row; null when it has no id and so cannot be told apart from others. */
export const normaliseRow = (raw: unknown, context: RowContext): ReadResource | null => {
  const documented = isObject(raw) ? documentedPart(raw) : {};
  const row = rowSchema.parse(documented);
  const id = row.InstanceID;
  if (id === null) return null;
  const made = placingTime(resourceTime(row.CreateTime), context.nowMs);
  const end = resourceEnd(row.EndTime, made);
  // Nothing is released before its end.
  const release = resourceEnd(row.ExpectedReleaseTime, end.at === null ? made : end);
  const autoRenews = renewals.get(row.RenewStatus ?? '') ?? 'unknown';
  const subscription = { site: context.site, kind: row.ProductCode, autoRenews, madeAt: made.at, endsAt: end.at };
  return {
    ...identityOf(row, id),
    name: null,
    title: titleOf(id, row.ProductCode),
    kind: row.ProductCode,
    spec: null,
    region: row.Region,
    state: stateOf(row, end.at === null ? made : end, context.nowMs),
    providerState: row.Status,
    startsAt: made.at,
    end: row.SubscriptionType === 'PayAsYouGo' ? endByUse(end) : statedEnd(end),
    autoRenews,
    chargesAt: firstChargeAt(subscription),
    // RenewalDuration and its unit are how long the next renewal will last, which need not be what was paid for: a year may be renewed by
    // the month. No field says how long the period is that runs.
    paidPer: null,
    price: null,
    releases: statedRelease(release.at),
    afterwards: afterwardsOf(subscription),
    list: '',
    ...toldOf(
      [{ value: documented }],
      missingIn(row),
      absurdAmong({ CreateTime: made, EndTime: end, ExpectedReleaseTime: release }),
    ),
  };
};

/**
 * A resource is known by product code, product type, billing method and id ("Manage resources and costs with BssOpenAPI", help page), of
 * which the billing method is always the same; the region is not part of it.
 */
const identityOf = (
  { ProductCode: code, ProductType: type }: AlibabaRow,
  id: string,
): Pick<ReadResource, 'key' | 'resourceId'> => ({
  key: keyOfResource({ product: [code, type].filter((part) => part !== null).join('.'), resourceId: id }),
  resourceId: id,
});

/** The response has no names: the product's code with the last four characters of the id, which `rentalName` says in words. */
const titleOf = (id: string, code: string | null): string =>
  cut([code, lastFour(id)].filter((part) => part !== null).join(' · '), 200);

/** An end that is not stated is none, and nothing is wrong with that. */
const missingIn = (row: AlibabaRow): readonly string[] =>
  (['ProductCode', 'Status'] as const).filter((name) => row[name] === null);
