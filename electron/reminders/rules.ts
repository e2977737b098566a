import type { AccountId } from '../contract/ids.ts';
import { epochMsOrNull } from '../contract/instant.ts';
import type { Database } from '../store/database.ts';
import { readSettings } from '../store/settings.ts';
import { accountRuleOf } from '../store/wishes.ts';
import type { RingRules } from './hold.ts';

/** The user's rules as the store has them now. */
export const storedRules = (database: Database): RingRules => {
  const { quietHours, mutedUntil } = readSettings(database);
  const muted = new Map<AccountId, number | null>();
  const accountMutedUntilMs = (id: AccountId): number | null => {
    const known = muted.get(id);
    if (known !== undefined) return known;
    const untilMs = epochMsOrNull(accountRuleOf(database, id).mutedUntil);
    muted.set(id, untilMs);
    return untilMs;
  };
  return { quietHours, mutedUntilMs: epochMsOrNull(mutedUntil), accountMutedUntilMs };
};
