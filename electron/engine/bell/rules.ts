import type { AccountId } from '../../core/model/ids.ts';
import { epochMsOrNull } from '../../core/model/instant.ts';
import { systemTimeZone } from '../../edges/system/time-zone.ts';
import type { Database } from '../../edges/store/database.ts';
import type { MuteSetting } from '../../edges/store/no-ring.ts';
import { readSettings } from '../../edges/store/settings.ts';
import { accountRuleOf } from '../../edges/store/rental-wishes.ts';
import type { RingRules } from '../../core/reminders/hold.ts';

/** Returns the user's rules as the store has them now. */
export const storedRules = (database: Database): RingRules => {
  const { quietHours, mutedUntil, points } = readSettings(database, systemTimeZone);
  const muted = new Map<AccountId, number | null>();
  const accountMutedUntilMs = (id: AccountId): number | null => {
    const known = muted.get(id);
    if (known !== undefined) return known;
    const untilMs = epochMsOrNull(accountRuleOf(database, id).mutedUntil);
    muted.set(id, untilMs);
    return untilMs;
  };
  return { quietHours, mutedUntilMs: epochMsOrNull(mutedUntil), accountMutedUntilMs, points };
};

/** Returns the mute of everything as the store has it now, at an instant in epoch milliseconds. */
export const muteSetting = (database: Database, nowMs: number): MuteSetting => ({
  nowMs,
  mutedUntilMs: epochMsOrNull(readSettings(database, systemTimeZone).mutedUntil),
});
