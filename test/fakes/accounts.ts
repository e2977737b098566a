import type { Account } from '../../electron/core/model/account.ts';
import { accountIdOf } from '../../electron/core/model/ids.ts';
import { minute } from '../../electron/core/model/instant.ts';
import { at } from './instants.ts';

/** An account that was added on 1 March 2026 and synced at 08:00Z that day. */
export const anAccount = (facts: Partial<Account> = {}): Account => ({
  id: accountIdOf('acc1'),
  label: '公司账号',
  provider: 'qiniu',
  baseUrl: 'https://api.example.test',
  settings: {},
  secretHint: 'wxyz',
  allowHttp: false,
  addedAt: at('2026-03-01T00:00:00Z'),
  intervalMs: 10 * minute,
  requestsPerHour: 6_000,
  paused: false,
  lastSyncedAt: at('2026-03-01T08:00:00Z'),
  staleSince: null,
  failure: null,
  parkedUntil: null,
  ...facts,
});
