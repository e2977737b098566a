import { addMonths, dayMs, hourMs, minuteMs, utcText } from './calendar.ts';
import type { JsonObject } from './json.ts';

/** What can be bought: its codes in the list, how its ids begin, and how long it is kept after its end. */
export interface AlibabaProduct {
  readonly code: string;
  readonly type: string;
  readonly idPrefix: string;
  readonly keptForDays: number;
  /** Slows down at its end instead of stopping. */
  readonly slowsDown?: boolean;
}

/** The products of the demo. A GPU host is an `ecs` like any other: the list names neither a size nor a name. */
export const alibabaProducts = {
  host: { code: 'ecs', type: 'ecs', idPrefix: 'i', keptForDays: 15 },
  disk: { code: 'yundisk', type: 'yundisk', idPrefix: 'd', keptForDays: 15 },
  database: { code: 'rds', type: 'rds', idPrefix: 'rm', keptForDays: 15 },
  balancer: { code: 'slb', type: 'slb', idPrefix: 'lb', keptForDays: 7 },
  address: { code: 'eip', type: 'eip_pre', idPrefix: 'eip', keptForDays: 7, slowsDown: true },
} as const satisfies Record<string, AlibabaProduct>;

/** A region and what the ids of its resources have after their prefix. */
export type AlibabaRegion = 'cn-hangzhou' | 'cn-shanghai' | 'cn-beijing' | 'cn-shenzhen' | 'ap-southeast-1';

/** What happens to one instance, as instants in UTC milliseconds. */
export interface AlibabaStory {
  readonly id: string;
  readonly product: AlibabaProduct;
  readonly region: AlibabaRegion;
  readonly createdAt: number;
  /** Before this it is being created and has no end yet. */
  readonly deliveredAt: number;
  /** The end that was bought first; null is paid by use and has none. */
  readonly endsAt: number | null;
  /** What the list says of an instance that has no end: nothing, or a year far away. */
  readonly endlessText?: string;
  /** Each moves the end so many months on, counted from the end before it, however late it was paid. */
  readonly renewals: readonly { readonly at: number; readonly months: number }[];
  readonly renewStatus: 'AutoRenewal' | 'ManualRenewal' | 'NotRenewal';
  /** What renews by itself does so for this many months: 12 are written as a year. */
  readonly renewsForMonths: number;
}

/** A released instance stays in the list so long, with the time of its release. */
const listedAfterReleaseMs = 10 * minuteMs;

/** The end at an instant: what was bought, moved on by the renewals paid so far. */
function endOf(story: AlibabaStory, at: number): number | null {
  if (story.endsAt === null) return null;
  return story.renewals
    .filter((renewal) => renewal.at <= at)
    .reduce((end, { months }) => addMonths(end, months), story.endsAt);
}

/** The first midnight in Beijing at or after an instant. */
export function beijingMidnight(at: number): number {
  return Math.ceil((at + 8 * hourMs) / dayMs) * dayMs - 8 * hourMs;
}

/** The times of one instance in the list's words; an empty text where the list states none. */
type Times = {
  readonly EndTime: string;
  readonly StopTime: string;
  readonly ExpectedReleaseTime: string;
  readonly ReleaseTime: string;
};

const noTimes: Times = { EndTime: '', StopTime: '', ExpectedReleaseTime: '', ReleaseTime: '' };

function timesOf(story: AlibabaStory, endsAt: number, releasesAt: number, at: number): Times {
  return {
    EndTime: utcText(endsAt),
    // An ECS instance stops within the day (in Beijing) that its end begins or falls into.
    StopTime: utcText(story.product.slowsDown === true ? endsAt : beijingMidnight(endsAt)),
    ExpectedReleaseTime: utcText(releasesAt),
    ReleaseTime: at < releasesAt ? '' : utcText(releasesAt),
  };
}

/** The document lists these words without their meaning; here WaitForExpire is what its owner let go. */
function statusOf(story: AlibabaStory, endsAt: number, at: number): readonly [status: string, subStatus: string] {
  if (at >= endsAt) return ['Expired', story.product.slowsDown === true ? 'BandwidthLimited' : 'WaitForLimit'];
  return [story.renewStatus === 'NotRenewal' ? 'WaitForExpire' : 'Normal', 'Normal'];
}

function row(story: AlibabaStory, words: readonly [status: string, subStatus: string], times: Times): JsonObject {
  const { product, renewStatus, renewsForMonths: months } = story;
  const renewsItself = renewStatus === 'AutoRenewal';
  const inYears = months % 12 === 0;
  const unit = inYears ? 'Y' : 'M';
  return {
    // These two are in responses but not in the document.
    OwnerId: 1_764_209_500_310_227,
    Seller: '26842',
    InstanceID: story.id,
    ProductCode: product.code,
    ProductType: product.type,
    Region: story.region,
    SubscriptionType: story.endsAt === null ? 'PayAsYouGo' : 'Subscription',
    Status: words[0],
    SubStatus: words[1],
    CreateTime: utcText(story.createdAt),
    ...times,
    RenewStatus: renewStatus,
    RenewalDuration: renewsItself ? months / (inYears ? 12 : 1) : 0,
    RenewalDurationUnit: renewsItself ? unit : '',
  };
}

/** The instance as a row of QueryAvailableInstances; null before it was bought and once it is gone. */
export function alibabaRow(story: AlibabaStory, at: number): JsonObject | null {
  if (at < story.createdAt) return null;
  if (at < story.deliveredAt) return row(story, ['Creating', 'Normal'], noTimes);
  const endsAt = endOf(story, at);
  if (endsAt === null) return row(story, ['Normal', 'Normal'], { ...noTimes, EndTime: story.endlessText ?? '' });
  const releasesAt = endsAt + story.product.keptForDays * dayMs;
  if (at >= releasesAt + listedAfterReleaseMs) return null;
  return row(story, statusOf(story, endsAt, at), timesOf(story, endsAt, releasesAt, at));
}
