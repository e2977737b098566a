import type { Account } from '../../core/model/account.ts';
import type { ResourceKey } from '../../core/model/ids.ts';
import type { StoredResource } from '../../core/model/resource.ts';
import type { ResourcesReading } from '../../core/ports/provider.ts';
import { afterReading, mergeResource } from '../../core/rentals/listed-resource.ts';
import type { Database } from '../../edges/store/database.ts';
import { putResource } from '../../edges/store/resources.ts';
import { storedResources } from './reassemble.ts';

/** The resources of an account before and after a reading. */
export interface ResourcesApplied {
  readonly before: ReadonlyMap<ResourceKey, StoredResource>;
  readonly after: ReadonlyMap<ResourceKey, StoredResource>;
  readonly seen: ReadonlySet<ResourceKey>;
  /** Whether anything of them changed. */
  readonly isNew: boolean;
}

/** Returns what a reading makes of an account's resources; nothing where its provider does not tell of any. Writes nothing. */
export const afterResources = (
  database: Database,
  account: Account,
  reading: ResourcesReading | undefined,
): ResourcesApplied => {
  const before = storedResources(database, account);
  const read = reading?.resources ?? [];
  const seen = new Set(read.map(({ key }) => key));
  const settledLists = new Set(
    reading?.lists.filter(({ outcome }) => outcome === 'settled').map(({ list }) => list) ?? [],
  );
  const after = new Map<ResourceKey, StoredResource>();
  for (const [key, resource] of before) after.set(key, afterReading(resource, { seen, settledLists }));
  for (const resource of read)
    after.set(resource.key, mergeResource(account, before.get(resource.key) ?? null, resource));
  return { before, after, seen, isNew: [...after].some(([key, resource]) => before.get(key) !== resource) };
};

/** Stores the resources that changed. */
export const writeResources = (database: Database, { before, after }: ResourcesApplied): void => {
  for (const [key, resource] of after) if (before.get(key) !== resource) putResource(database, resource);
};
