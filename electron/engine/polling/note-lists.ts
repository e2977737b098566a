import type { Account } from '../../core/model/account.ts';
import type { Instant } from '../../core/model/ids.ts';
import type { RoundWarning } from '../../core/model/sync.ts';
import { standingAfter } from '../../core/polling/list-standings.ts';
import type { ListReading } from '../../core/ports/provider.ts';
import type { Database } from '../../edges/store/database.ts';
import { listStandingsOf, putListStanding } from '../../edges/store/resource-lists.ts';

/** Notes what came of each list of a round. Returns the warning that names the refused ones, when it is time to tell them. */
export const noteLists = (
  database: Database,
  account: Account,
  lists: readonly ListReading[],
  times: { readonly startedAt: Instant; readonly at: Instant },
): readonly RoundWarning[] => {
  if (lists.length === 0) return [];
  const known = new Map(listStandingsOf(database, account.id).map((standing) => [standing.list, standing]));
  const told: string[] = [];
  for (const reading of lists) {
    const { list } = reading;
    const before = known.get(list) ?? { accountId: account.id, list, readAt: null, refusedSince: null, toldAt: null };
    const { standing, isToldNow } = standingAfter(before, reading, times);
    if (standing !== before) putListStanding(database, standing);
    if (isToldNow) told.push(list);
  }
  return told.length === 0 ? [] : [{ code: 'list.refused', lists: told }];
};
