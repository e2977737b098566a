import type { Account } from '../../core/model/account.ts';
import type { AccountId, ResourceKey } from '../../core/model/ids.ts';
import type { ResourcesReading, RoundReading } from '../../core/ports/provider.ts';
import { afterReading, mergeResource } from '../../core/rentals/listed-resource.ts';
import { withKnownKeys } from '../../core/rentals/known-resources.ts';
import type { Database } from '../../edges/store/database.ts';
import { resourceKeysOf, resourceNamesOf, resourceOfAccount } from '../../edges/store/resources.ts';
import type { ResourceChange } from './changed-resources.ts';

/** Returns a reading with its resources under the keys that they are stored under; see `withKnownKeys`. */
export const namedAsKnown = (database: Database, accountId: AccountId, reading: RoundReading): RoundReading => {
  if (reading.resources === undefined) return reading;
  const named = withKnownKeys(reading.resources.resources, resourceNamesOf(database, accountId));
  return { ...reading, resources: { ...reading.resources, ...named } };
};

/** So many resources are compared at a time. */
const resourcesAtOnce = 50;

/**
 * Returns what a reading changes about an account's resources; nothing where its provider does not tell of any. Writes nothing: a resource is stored
 * with the rentals that are made of it.
 */
export function* changedResources(
  database: Database,
  account: Account,
  reading: ResourcesReading | undefined,
): Generator<number, ReadonlyMap<ResourceKey, ResourceChange>> {
  const changes = new Map<ResourceKey, ResourceChange>();
  if (reading === undefined) return changes;
  const seen = new Set([...reading.resources.map(({ key }) => key), ...(reading.mayBeListed ?? [])]);
  const settledLists = new Set(reading.lists.filter(({ outcome }) => outcome === 'settled').map(({ list }) => list));
  let compared = 0;
  for (const read of reading.resources) {
    const before = resourceOfAccount(database, account.id, read.key);
    const after = mergeResource(account, before, read);
    if (after !== before) changes.set(read.key, { before, after });
    if ((compared += 1) % resourcesAtOnce === 0) yield 0;
  }
  for (const key of resourceKeysOf(database, account.id)) {
    if (seen.has(key)) continue;
    const before = resourceOfAccount(database, account.id, key);
    const after = before === null ? null : afterReading(before, { seen, settledLists });
    if (after !== null && after !== before) changes.set(key, { before, after });
    if ((compared += 1) % resourcesAtOnce === 0) yield 0;
  }
  return changes;
}
