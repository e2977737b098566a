import type { Account } from '../../electron/core/model/account.ts';
import type { Instant } from '../../electron/core/model/ids.ts';
import type { RoundReading } from '../../electron/core/ports/provider.ts';
import type { Database } from '../../electron/edges/store/database.ts';
import { applySteps, type AppliedReading } from '../../electron/engine/polling/apply.ts';
import { OrderIntake } from '../../electron/engine/polling/order-intake.ts';

/**
 * Applies what a round read in one go, taking its word, and returns all that it left behind: a round itself lets others have the thread between
 * its slices, and doubts a list that lacks too much.
 */
export const applyReading = (
  database: Database,
  account: Account,
  reading: RoundReading,
  at: Instant,
  onApplied: (applied: AppliedReading) => void = () => undefined,
): AppliedReading => {
  const slices: AppliedReading[] = [];
  const parts = {
    database,
    intake: new OrderIntake(database, account),
    judge: (read: RoundReading) => read,
    onApplied: (applied: AppliedReading) => {
      onApplied(applied);
      slices.push(applied);
    },
  };
  const steps = applySteps(parts, account, reading, at);
  while (steps.next().done !== true);
  return {
    changes: slices.flatMap(({ changes }) => changes),
    rentals: new Map(slices.flatMap(({ rentals }) => [...rentals])),
    fresh: new Map(slices.flatMap(({ fresh }) => [...fresh])),
    history: new Set(slices.flatMap(({ history }) => [...history])),
    balance: slices.at(-1)?.balance ?? null,
  };
};
