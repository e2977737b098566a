import type { Account } from '../contract/account.ts';

/** An account in the shape of the terminal program's JSON; nothing secret is in it. */
export const accountJson = (account: Account) => ({
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
});

export type AccountJson = ReturnType<typeof accountJson>;
