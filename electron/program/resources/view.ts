import type { ResourceView } from '../../contract/views.ts';
import type { Account } from '../../core/model/account.ts';
import type { Resource } from '../../core/model/resource.ts';
import { providerOf } from '../../core/ports/find-provider.ts';
import type { Provider } from '../../core/ports/provider.ts';
import { sectionsOf } from '../../providers/reading/order-sections.ts';

/** Returns the view of a resource, with its provider's fields named and read. */
export const resourceView = (
  { facts, price }: Resource,
  account: Account,
  providers: readonly Provider[],
): ResourceView => ({
  sections: sectionsOf(providerOf(account.provider, providers)?.fieldGroups ?? [], facts),
  facts,
  price,
});
