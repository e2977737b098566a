import type { End, Release } from './deadline.ts';
import { resourceKeyOf, type AccountId, type Instant, type ResourceKey } from './ids.ts';
import type { Fact } from './order.ts';

/** Every state of a resource. */
export const resourceStates = ['pending', 'active', 'expired', 'released', 'unknown'] as const;

/**
 * What a resource has come to, in our words: not delivered yet, there (running or not), past its end and kept, gone. The provider's own
 * word stays in `providerState`.
 */
export type ResourceState = (typeof resourceStates)[number];

/** Every word on whether a rental renews itself. */
export const autoRenewals = ['yes', 'no', 'unknown'] as const;

/** Whether the provider renews a rental by itself at its end, as it says; silent is `unknown`. */
export type AutoRenews = (typeof autoRenewals)[number];

/** Every period that providers charge for. */
export const chargePeriods = ['hour', 'day', 'month', 'year'] as const;

/** The period that is charged for at a time. */
export type ChargePeriod = (typeof chargePeriods)[number];

/** A price for a period, its amount as the provider wrote it. */
export interface Price {
  readonly amount: string;
  readonly currency: string;
  readonly per: ChargePeriod;
}

/** What names a resource within its account: products number theirs alike, and so may regions. Left out where ids are unique without. */
export interface ResourceName {
  readonly product?: string;
  readonly region?: string;
  readonly resourceId: string;
}

/** Returns the key of a resource: product and region, as far as its provider names by them, and id; only the id may hold a slash. */
export const keyOfResource = ({ product, region, resourceId }: ResourceName): ResourceKey =>
  resourceKeyOf(
    [product, region]
      .flatMap((part) => (part === undefined ? [] : [encodeURIComponent(part)]))
      .concat(resourceId)
      .join('/'),
  );

/**
 * Whether two keys name one resource: by the same id, and by a product and region of which each says the same as the other, or less. What a
 * provider names a resource by may be left out of one response and be there in the next.
 */
export const isSameResource = (
  one: Pick<Resource, 'key' | 'resourceId'>,
  other: Pick<Resource, 'key' | 'resourceId'>,
): boolean => {
  if (one.resourceId !== other.resourceId) return false;
  const [ours, theirs] = [partsOf(one), partsOf(other)];
  return (
    ours.length === theirs.length &&
    ours.every((words, index) => holdsAll(words, theirs[index] ?? []) || holdsAll(theirs[index] ?? [], words))
  );
};

/** Product and region of a key, each as its words: a product of two parts has them on both sides of a dot. */
const partsOf = ({ key, resourceId }: Pick<Resource, 'key' | 'resourceId'>): readonly (readonly string[])[] =>
  key
    .slice(0, -resourceId.length)
    .split('/')
    .map((part) => part.split('.').filter((word) => word !== ''));

/** Whether some words are among others, in their sequence. */
const holdsAll = (words: readonly string[], some: readonly string[]): boolean => {
  let found = 0;
  for (const word of words) if (word === some[found]) found += 1;
  return found === some.length;
};

/** Server, VM, disk or address that an account rents now, as its provider lists it. Its identity is (account, key). */
export interface Resource {
  readonly accountId: AccountId;
  readonly key: ResourceKey;
  readonly resourceId: string;
  /** The name that its user gave it at the provider; null where there is none. */
  readonly name: string | null;
  /** The name, else what it is in words, with what tells it apart. */
  readonly title: string;
  /** What kind of thing it is, in the provider's own word ("ecs"); null when the response does not say. */
  readonly kind: string | null;
  readonly spec: string | null;
  readonly region: string | null;
  readonly state: ResourceState;
  readonly providerState: string | null;
  /** When it was made, which begins no paid period. */
  readonly startsAt: Instant | null;
  readonly end: End;
  readonly autoRenews: AutoRenews;
  /** The first instant at which the provider charges for a renewal by itself, from a quoted source; null without one. */
  readonly chargesAt: Instant | null;
  /** The period that it is paid for at a time; null when the response does not say. */
  readonly paidPer: ChargePeriod | null;
  readonly price: Price | null;
  /** When its data is destroyed, stated or from a quoted source; null without one. */
  readonly releases: Release | null;
  /** Message key of the sentence on what happens at and after its end, from a quoted source; null without one. */
  readonly afterwards: string | null;
  /** Which of its provider's lists shows it: a product in a region; empty where there is one list only. */
  readonly list: string;
  readonly facts: readonly Fact[];
  /** Fields that are needed and missing, and those whose time no resource can have. */
  readonly incomplete: readonly string[];
  /** Those of `incomplete` that are in the response but too large to keep whole; left out when empty. */
  readonly cut?: readonly string[];
}

/** A resource as it is stored: with what our own polling saw. */
export interface StoredResource extends Resource {
  /** Settled readings of its list in a row that did not show it any more. */
  readonly missingReadings: number;
}
