import type { Release } from '../../core/model/deadline.ts';
import type { Instant } from '../../core/model/ids.ts';
import { day, epochMsOf, hour, instantOf } from '../../core/model/instant.ts';
import type { AutoRenews } from '../../core/model/resource.ts';
import type { Site } from './description.ts';

// What happens at and after an end, each with its source. What no source says is left out.

const beijingOffsetMs = 8 * hour;
const firstChargeDays = 9;
const firstChargeHour = 8;

/** What of a subscription bears on what happens to it. */
export interface Subscription {
  readonly site: Site;
  readonly kind: string | null;
  readonly autoRenews: AutoRenews;
  readonly madeAt: Instant | null;
  readonly endsAt: Instant | null;
}

/**
 * When a renewal is charged first: 08:00 UTC+8, nine days before the day of the end in UTC+8, then daily until it succeeds or the instance
 * is locked (help page of ECS ModifyInstanceAutoRenewAttribute, help.aliyun.com, read in November 2026). Taken for documented at the China
 * site only. What was bought for a week is charged the day after, says the same page: that is no day to count from an end, so null.
 */
export const firstChargeAt = ({ site, autoRenews, madeAt, endsAt }: Subscription): Instant | null => {
  if (site !== 'china' || autoRenews !== 'yes' || endsAt === null) return null;
  const endDay = Math.floor((epochMsOf(endsAt) + beijingOffsetMs) / day);
  const chargedAt = instantOf((endDay - firstChargeDays) * day + firstChargeHour * hour - beijingOffsetMs);
  return madeAt !== null && chargedAt < madeAt ? null : chargedAt;
};

/**
 * What is said in words only. An ECS instance without auto-renewal stops between 00:00 of the day of its end and 00:00 of the next one, is
 * kept for at most 15 days and then released, and auto-renewal cannot be switched on any more (help page of billing-methods-subscription,
 * 17 February 2025). "At most" gives no instant, and other products differ: theirs is `ExpectedReleaseTime`, where it is stated.
 * Of what renews itself, see `firstChargeAt`.
 */
export const afterwardsOf = (subscription: Subscription): string | null => {
  const { kind, autoRenews } = subscription;
  if (autoRenews === 'yes') {
    return firstChargeAt(subscription) === null ? null : 'provider_alibaba_afterwards_renews_china';
  }
  return kind?.toLowerCase() === 'ecs' ? 'provider_alibaba_afterwards_ecs' : null;
};

/** `ExpectedReleaseTime` is one instant and says nothing about how exactly it is kept. */
export const statedRelease = (at: Instant | null): Release | null =>
  at === null ? null : { at, surelyAt: at, basis: 'stated', note: null };
