import type { Account } from '../../core/model/account.ts';
import { accountIdOf, providerOrderIdOf, rentalIdOf } from '../../core/model/ids.ts';
import { hour, instantOf, minute } from '../../core/model/instant.ts';
import { bareRental, type Rental } from '../../core/model/rental.ts';
import type { RingRules } from '../../core/reminders/hold.ts';
import { claimTest } from '../bell/write-claims.ts';
import { loggedWatermarks } from '../bell/watermarks.ts';
import type { ReminderTexts } from '../../core/reminders/texts.ts';
import { plan, testPoint } from '../../core/reminders/plan.ts';
import type { Database } from '../../edges/store/database.ts';
import { reminderById } from '../../edges/store/reminder-log.ts';

/** What a self-check is built from. */
export interface SelfCheckParts {
  /** The store that reminders are logged in, opened for writing. Nothing of the check stays in it. */
  readonly database: Database;
  /** The words as they are made, without anything that stands in for them. */
  readonly texts: ReminderTexts;
  readonly rules: () => RingRules;
  /** A provider that the program knows. */
  readonly provider: string;
}

/**
 * Takes a made-up reminder the way of the real ones: planned by the user's rules, worded in the user's language and zone, logged, read back.
 * Throws what would keep a real one from ringing.
 */
export const selfCheck = ({ database, texts, rules, provider }: SelfCheckParts, nowMs: number): void => {
  const account = madeUpAccount(provider, nowMs);
  const rental = madeUpRental(account, nowMs);
  try {
    database.transaction(() => {
      plan([rental], loggedWatermarks(database, nowMs), nowMs, rules());
      const point = testPoint(rental, nowMs);
      if (point === null) throw new Error('a rental that ends soon has no reminder');
      const logged = reminderById(database, claimTest(point, account, { database, texts, nowMs }));
      if (logged === null || logged.heading === '' || logged.body === '') throw new Error('the log kept no reminder');
      throw new WentWell();
    });
  } catch (error) {
    if (!(error instanceof WentWell)) throw error;
  }
};

/** Leaves the transaction without a trace. */
class WentWell extends Error {
  override readonly name = 'WentWell';
}

const madeUpAccount = (provider: string, nowMs: number): Account => ({
  id: accountIdOf('self-check'),
  label: 'Leasebell',
  provider,
  baseUrl: 'https://provider.invalid',
  settings: {},
  secretHint: '',
  allowHttp: false,
  addedAt: instantOf(nowMs),
  intervalMs: 10 * minute,
  requestsPerHour: 0,
  paused: false,
  lastSyncedAt: instantOf(nowMs),
  staleSince: null,
  failure: null,
  parkedUntil: null,
});

const madeUpRental = (account: Account, nowMs: number): Rental => {
  const startsAt = instantOf(nowMs - hour);
  const endsAt = instantOf(nowMs + hour);
  return {
    ...bareRental({
      id: rentalIdOf(`${account.id}:rental`),
      accountId: account.id,
      provider: account.provider,
      title: '租期铃 Leasebell',
    }),
    resourceType: 'vm',
    phase: 'delivered',
    startsAt,
    end: { at: endsAt, basis: 'stated', note: null, earliestAt: null },
    providerEndAt: endsAt,
    periodStartsAt: startsAt,
    orders: [providerOrderIdOf('self-check')],
  };
};
