import type { AccountTest, AccountView } from '../../contract/views.ts';
import type { Account } from '../../core/model/account.ts';
import { failed, success, type Result } from '../../core/model/failure.ts';
import type { AccountId } from '../../core/model/ids.ts';
import { instantOf } from '../../core/model/instant.ts';
import type { RoundProgress } from '../../core/model/sync.ts';
import { balanceIdOf } from '../../core/rentals/balance.ts';
import type { AccountSuggestions } from '../../core/model/suggestion.ts';
import { accountById, accountByLabel, listAccounts } from '../../edges/store/accounts.ts';
import { liveRentalsOf } from '../../edges/store/live-rentals.ts';
import { countOrders } from '../../edges/store/orders.ts';
import { countResources } from '../../edges/store/resources.ts';
import { readingsUntilGone } from '../../core/rentals/listed-resource.ts';
import { countRentals, rentalById } from '../../edges/store/rentals.ts';
import { accountRuleOf } from '../../edges/store/rental-wishes.ts';
import type { Sources } from '../../engine/host.ts';
import { acceptAddress, type AcceptedAddress } from './address.ts';
import { testLimit, testStoredAccount } from './registration.ts';
import { checkedLabel } from './entered.ts';
import { suggestionsOf } from './suggestions.ts';

/** How far the round under way of an account has come. */
export interface AccountProgress {
  readonly label: string;
  readonly progress: RoundProgress;
}

/** Returns the questions about accounts. None of them returns a key. */
export const accountQuestions = (sources: Sources) => ({
  /** Returns every account in the order of their labels. */
  list: (): Result<readonly AccountView[]> =>
    success(listAccounts(sources.database).map((account) => accountView(sources, account))),
  /** Returns how far the rounds under way have come, with the labels of their accounts. */
  progress: (): Result<readonly AccountProgress[]> =>
    success(
      listAccounts(sources.database).flatMap(({ id, label }) => {
        const progress = sources.rounds.progressOf(id);
        return progress === null ? [] : [{ label, progress }];
      }),
    ),
  /** Returns the account of a label, however it is typed. Fails with `not-found`. */
  named: ({ label }: { readonly label: string }): Result<AccountView> => {
    const account = accountByLabel(sources.database, label);
    return account === null ? failed('not-found', { field: 'account' }) : success(accountView(sources, account));
  },
  /** Returns what an account's own orders say about its settings. Fails with `not-found`. */
  suggestions: ({ id }: { readonly id: AccountId }): Result<AccountSuggestions> => {
    const account = accountById(sources.database, id);
    return account === null ? failed('not-found') : success(suggestionsOf(sources, account));
  },
  /** Asks the provider of a stored account once with its stored key. Fails with `not-found`, as a vault does, and as the provider says. */
  testStored: async ({ id }: { readonly id: AccountId }): Promise<Result<AccountTest>> => {
    const account = accountById(sources.database, id);
    if (account === null) return failed('not-found', { field: 'account' });
    return testStoredAccount(account, sources, testLimit());
  },
  /** Binds the key of an account in the vault to the address that the user was shown. The store is left alone. */
  bindKey: async ({ id, ...accepted }: AcceptedAddress & { readonly id: AccountId }): Promise<Result<boolean>> => {
    const account = accountById(sources.database, id);
    return account === null
      ? failed('not-found', { field: 'account' })
      : acceptAddress(account, accepted, sources.vault);
  },
  /** Returns a label as it would be stored. Fails with `input.invalid` where a new account cannot have it. */
  freeLabel: ({ label }: { readonly label: string }): Result<string> => checkedLabel(label, sources),
});

const accountView = ({ database, rounds, now }: Sources, account: Account): AccountView => {
  const nextRoundMs = rounds.nextRoundAtMs(account);
  return {
    ...account,
    syncing: rounds.isRunning(account.id),
    progress: rounds.progressOf(account.id),
    orders: countOrders(database, account.id),
    resources: countResources(database, account.id, readingsUntilGone),
    rentals: countRentals(database, { query: '', state: null, accountId: account.id }),
    ...liveRentalsOf(database, account.id, now()),
    nextRoundAt: nextRoundMs === null ? null : instantOf(nextRoundMs),
    rule: accountRuleOf(database, account.id),
    balance: rentalById(database, balanceIdOf(account.id))?.balance ?? null,
    warnings: rounds.warningsOf(account.id),
  };
};
