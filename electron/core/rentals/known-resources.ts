import type { ResourceKey } from '../model/ids.ts';
import { isSameResource, type StoredResource } from '../model/resource.ts';
import type { ReadResource } from '../ports/provider.ts';
import { readingsUntilGone } from './listed-resource.ts';

/** What names a stored resource, and whether it is still there. */
export type StoredName = Pick<StoredResource, 'key' | 'resourceId' | 'missingReadings'>;

/** Resources under the keys that they are stored under, and the keys of those that are not known to be missing. */
export interface NamedResources {
  readonly resources: readonly ReadResource[];
  /** Stored resources that one of the listed ones may be as well. */
  readonly mayBeListed: readonly ResourceKey[];
}

/**
 * Returns the resources of a reading under the keys that they are stored under. What a provider says of a resource beside its id comes and
 * goes: a product that is left out, or said again, is the same resource, and must be neither a second rental nor the end of the first.
 */
export const withKnownKeys = (read: readonly ReadResource[], stored: readonly StoredName[]): NamedResources => {
  const there = stored.filter(({ missingReadings }) => missingReadings < readingsUntilGone);
  const keysThere = new Set(there.map(({ key }) => key));
  const readKeys = new Set(read.map(({ key }) => key));
  if (read.every(({ key }) => keysThere.has(key)) && read.length === there.length)
    return { resources: read, mayBeListed: [] };
  const known = byResourceId(stored);
  const taken = new Set<ResourceKey>();
  const resources = read.map((resource) => {
    if (keysThere.has(resource.key)) return resource;
    const { key } = resource;
    const found = likeliest(
      key,
      (known.get(resource.resourceId) ?? []).filter(
        (other) => other.key === key || (!readKeys.has(other.key) && !taken.has(other.key)),
      ),
    );
    if (found === null || found === key) return resource;
    taken.add(found);
    return { ...resource, key: found };
  });
  const listed = new Set(resources.map(({ key }) => key));
  return { resources, mayBeListed: mayBeAmong(read, there).filter((key) => !listed.has(key)) };
};

/** The key of the one that a resource is: one that is still there rather than one that is gone, and by its whole name rather than a part. */
const likeliest = (key: ResourceKey, others: readonly StoredName[]): ResourceKey | null => {
  const doubt = (other: StoredName): number =>
    (other.missingReadings < readingsUntilGone ? 0 : 2) + (other.key === key ? 0 : 1);
  const [best] = others
    .filter((other) => isSameResource({ key, resourceId: other.resourceId }, other))
    .sort((one, other) => doubt(one) - doubt(other));
  return best?.key ?? null;
};

const mayBeAmong = (read: readonly ReadResource[], there: readonly StoredName[]): readonly ResourceKey[] => {
  const listed = byResourceId(read);
  return there
    .filter((stored) => (listed.get(stored.resourceId) ?? []).some((resource) => isSameResource(resource, stored)))
    .map(({ key }) => key);
};

const byResourceId = <Named extends Pick<StoredResource, 'resourceId'>>(
  all: readonly Named[],
): ReadonlyMap<string, readonly Named[]> => {
  const byId = new Map<string, Named[]>();
  for (const one of all) {
    const others = byId.get(one.resourceId);
    if (others === undefined) byId.set(one.resourceId, [one]);
    else others.push(one);
  }
  return byId;
};
