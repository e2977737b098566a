import { success, type Result } from '../../core/model/failure.ts';
import type { AccountId } from '../../core/model/ids.ts';
import { epochMsOf } from '../../core/model/instant.ts';
import type { StoredResource } from '../../core/model/resource.ts';
import { readingsUntilGone } from '../../core/rentals/listed-resource.ts';
import { kindsCalled } from '../../core/words/kind-words.ts';
import { listAccounts } from '../../edges/store/accounts.ts';
import { findResources, resourceOfAccount, type ResourceIdentity } from '../../edges/store/resources.ts';
import type { Sources } from '../../engine/host.ts';

/** Which resources to list; empty text and null list all. */
export interface ResourceFilter {
  readonly query: string;
  readonly accountId: AccountId | null;
}

/** A resource with the account that rents it. */
export interface ListedResource {
  readonly resource: StoredResource;
  /** The label of the account. */
  readonly account: string;
  readonly provider: string;
}

/** Returns the questions about resources. */
export const resourceQuestions = ({ database }: Sources) => ({
  /** Returns which resources are rented now as far as is known and pass a filter, by their ends; those without one are last. */
  find: (filter: ResourceFilter): Result<readonly ResourceIdentity[]> => {
    const placed = findResources(database, { ...filter, kindsOf: kindsCalled }).flatMap((found) => {
      const resource = resourceOfAccount(database, found.accountId, found.key);
      return resource === null || resource.missingReadings >= readingsUntilGone
        ? []
        : [{ found, endsAtMs: endsAtMs(resource) }];
    });
    return success(placed.sort((one, other) => one.endsAtMs - other.endsAtMs).map(({ found }) => found));
  },
  /** Returns resources that were found, in their sequence, without those that are gone since and those that cannot be read. */
  read: (found: readonly ResourceIdentity[]): Result<readonly ListedResource[]> => {
    const accounts = new Map(listAccounts(database).map((account) => [account.id, account]));
    return success(
      found.flatMap(({ accountId, key }) => {
        const resource = resourceOfAccount(database, accountId, key);
        const account = accounts.get(accountId);
        if (resource === null || account === undefined) return [];
        return [{ resource, account: account.label, provider: account.provider }];
      }),
    );
  },
});

const endsAtMs = ({ end }: StoredResource): number => (end.at === null ? Number.MAX_SAFE_INTEGER : epochMsOf(end.at));
