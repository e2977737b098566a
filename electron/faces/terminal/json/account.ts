import type { Account } from '../../../core/model/account.ts';
import type { AccountView } from '../../../contract/views.ts';
import type { Balance } from '../../../core/model/rental.ts';
import { success, type Result } from '../../../core/model/failure.ts';
import type { Questions } from '../../../program/program.ts';
import type { SettingSuggestion } from '../../../core/model/suggestion.ts';

/** An account in the shape of the terminal program's JSON, with what its own orders say about its settings; nothing secret is in it. */
export const accountJson = (
  account: Account & Pick<Partial<AccountView>, 'balance'>,
  suggestions: readonly SettingSuggestion[],
) => ({
  label: account.label,
  provider: account.provider,
  baseUrl: account.baseUrl,
  settings: account.settings,
  secretHint: account.secretHint,
  lastSyncedAt: account.lastSyncedAt,
  staleSince: account.staleSince,
  failure: account.failure,
  paused: account.paused,
  intervalMs: account.intervalMs,
  requestsPerHour: account.requestsPerHour,
  balance: balanceJson(account.balance ?? null),
  suggestions,
});

const balanceJson = (balance: AccountView['balance']): Omit<Balance, 'afterwards'> | null =>
  balance === null ? null : { credit: balance.credit, perHour: balance.perHour, lastsUntil: balance.lastsUntil };

/** An account in the terminal program's JSON. */
export type AccountJson = ReturnType<typeof accountJson>;

/** Returns every account in that shape. */
export const accountJsons = async (questions: Questions): Promise<Result<readonly AccountJson[]>> => {
  const accounts = await questions.accounts.list();
  if (!accounts.ok) return accounts;
  const jsons: AccountJson[] = [];
  for (const account of accounts.value) {
    const json = await toldAccount(questions, account);
    if (!json.ok) return json;
    jsons.push(json.value);
  }
  return success(jsons);
};

/** Returns one account in that shape. */
export const toldAccount = async (
  questions: Pick<Questions, 'accounts'>,
  account: AccountView,
): Promise<Result<AccountJson>> => {
  const found = await questions.accounts.suggestions({ id: account.id });
  return found.ok ? success(accountJson(account, found.value.suggestions)) : found;
};
