import type { Account } from '../model/account.ts';
import { plainLine, plainOrNull } from '../model/plain-text.ts';
import type { RentalPhase } from '../model/rental-phase.ts';
import type { ResourceState, StoredResource } from '../model/resource.ts';
import type { ReadResource } from '../ports/provider.ts';
import { sortedKeys } from './merge-order.ts';

/** Settled readings of its list that must agree before a resource that is no longer listed counts as gone. */
export const readingsUntilGone = 2;

const phases: Readonly<Record<ResourceState, RentalPhase>> = {
  pending: 'awaiting',
  active: 'delivered',
  expired: 'expired',
  released: 'released',
  unknown: 'unknown',
};

/** Returns the phase that a resource gives its rental. A list of what is rented now shows what is over no more: it was released. */
export const phaseOfResource = ({ state, missingReadings }: StoredResource): RentalPhase =>
  missingReadings >= readingsUntilGone ? 'released' : phases[state];

/**
 * Returns the resource as it is to be stored, listed anew, with its names as plain text; the very one that was stored where nothing about it
 * is new. Implausible values are left to the round's warnings.
 */
export const mergeResource = (
  account: Account,
  before: StoredResource | null,
  { implausible: _warned, ...read }: ReadResource,
): StoredResource => {
  const after: StoredResource = {
    ...read,
    accountId: account.id,
    name: plainOrNull(read.name),
    title: plainLine(read.title) || plainLine(read.resourceId),
    kind: plainOrNull(read.kind),
    spec: plainOrNull(read.spec),
    region: plainOrNull(read.region),
    missingReadings: 0,
  };
  return before !== null && sameResource(before, after) ? before : after;
};

const sameResource = (one: StoredResource, other: StoredResource): boolean =>
  JSON.stringify(one, sortedKeys) === JSON.stringify(other, sortedKeys);

/** What was read of an account's lists, as far as it says what is gone. */
interface ListsSeen {
  readonly seen: ReadonlySet<string>;
  readonly settledLists: ReadonlySet<string>;
}

/** Returns a stored resource after a reading: only a settled one of its own list proves that it is missing. */
export const afterReading = (resource: StoredResource, { seen, settledLists }: ListsSeen): StoredResource => {
  const { key, list, missingReadings } = resource;
  if (seen.has(key) || !settledLists.has(list) || missingReadings >= readingsUntilGone) return resource;
  return { ...resource, missingReadings: missingReadings + 1 };
};
