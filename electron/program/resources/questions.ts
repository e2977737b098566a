import { success, type Result } from '../../core/model/failure.ts';
import type { AccountId } from '../../core/model/ids.ts';
import { epochMsOf } from '../../core/model/instant.ts';
import type { StoredResource } from '../../core/model/resource.ts';
import { readingsUntilGone } from '../../core/rentals/listed-resource.ts';
import { listAccounts } from '../../edges/store/accounts.ts';
import { listResources } from '../../edges/store/resources.ts';
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
  /** Returns the resources that are rented now as far as is known and that pass a filter, by their ends; those without one are last. */
  list: (filter: ResourceFilter): Result<readonly ListedResource[]> => {
    const accounts = new Map(listAccounts(database).map((account) => [account.id, account]));
    const listed = listResources(database, filter)
      .filter(({ missingReadings }) => missingReadings < readingsUntilGone)
      .sort((one, other) => endsAtMs(one) - endsAtMs(other));
    return success(
      listed.flatMap((resource) => {
        const account = accounts.get(resource.accountId);
        return account === undefined ? [] : [{ resource, account: account.label, provider: account.provider }];
      }),
    );
  },
});

const endsAtMs = ({ end }: StoredResource): number => (end.at === null ? Number.MAX_SAFE_INTEGER : epochMsOf(end.at));
