import type { Account } from '../../core/model/account.ts';
import { failed, success, type Failure, type Result } from '../../core/model/failure.ts';
import type { AccountId } from '../../core/model/ids.ts';
import { findByLabel } from '../../core/model/label.ts';
import type { RoundOutcome } from '../../core/model/sync.ts';
import { listAccounts } from '../../edges/store/accounts.ts';
import type { Host, Sources } from '../../engine/host.ts';
import { unaskedOutcome } from '../../engine/polling/outcome.ts';
import { roundSettings, type AccountSettings } from './settings.ts';

/** Returns the questions about rounds. */
export const roundQuestions = ({ database }: Sources) => ({
  /** Returns the outcomes of accounts that are not asked for a reason that concerns all; of no labels, of all accounts. */
  unasked: ({ labels, failure }: { readonly labels: readonly string[]; readonly failure: Failure }) =>
    success(namedAccounts(listAccounts(database), labels).found.map((each) => unaskedOutcome(database, each, failure))),
});

/** Returns the wishes about rounds. */
export const roundWishes = (host: Host) => ({
  /** One round of an account, or with null of all that are not paused, in the order of their labels. Fails with `not-found`. */
  sync: async ({ id }: { readonly id: AccountId | null }): Promise<Result<readonly RoundOutcome[]>> => {
    const asked = listAccounts(host.database).filter((each) => (id === null ? !each.paused : each.id === id));
    if (id !== null && asked.length === 0) return failed('not-found');
    return success(await Promise.all(asked.map((account) => host.sync(account))));
  },
  /**
   * One round of each account of these labels (of none: of all) with settings for this round only. A label that no account has makes the
   * others not be asked; paused accounts and refused settings are outcomes too.
   */
  syncNamed: async (asked: {
    readonly labels: readonly string[];
    readonly settings: AccountSettings;
  }): Promise<Result<readonly RoundOutcome[]>> => {
    const { found, unknown } = namedAccounts(listAccounts(host.database), asked.labels);
    if (unknown.length > 0) return success(unknown.map(unknownOutcome));
    return success(await Promise.all(found.map((account) => oneRound(host, account, asked.settings))));
  },
});

/** A round with impossible settings does not take place: its account is not asked, and no failure is noted. */
const oneRound = async (host: Host, account: Account, typed: AccountSettings): Promise<RoundOutcome> => {
  const settings = roundSettings(account, typed, host.providers);
  if (!settings.ok) return unaskedOutcome(host.database, account, settings.failure);
  return account.paused ? host.skipped(account) : host.sync(account, settings.value);
};

const unknownOutcome = (label: string): RoundOutcome => ({
  label,
  provider: '',
  ok: false,
  failure: { code: 'not-found', field: 'account' },
  warnings: [],
  orders: 0,
  resources: 0,
  rentals: 0,
  changes: 0,
  requests: 0,
  lastSyncedAt: null,
});

const namedAccounts = (
  all: readonly Account[],
  labels: readonly string[],
): { readonly found: readonly Account[]; readonly unknown: readonly string[] } => {
  if (labels.length === 0) return { found: all, unknown: [] };
  return {
    found: labels.map((label) => findByLabel(all, label)).filter((account) => account !== null),
    unknown: labels.filter((label) => findByLabel(all, label) === null),
  };
};
