import type { Account } from '../../core/model/account.ts';
import type { SettingSuggestion } from '../../core/model/suggestion.ts';

/** An account in the shape of the terminal program's JSON, with what its own orders say about its settings; nothing secret is in it. */
export const accountJson = (account: Account, suggestions: readonly SettingSuggestion[]) => ({
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
  suggestions,
});

export type AccountJson = ReturnType<typeof accountJson>;
