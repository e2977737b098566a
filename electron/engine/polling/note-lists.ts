import type { Account } from '../../core/model/account.ts';
import type { Instant } from '../../core/model/ids.ts';
import type { RoundWarning } from '../../core/model/sync.ts';
import { standingAfter } from '../../core/polling/list-standings.ts';
import type { RoundReading } from '../../core/ports/provider.ts';
import type { Database } from '../../edges/store/database.ts';
import { listStandingsOf, putListStanding } from '../../edges/store/resource-lists.ts';

/**
 * Notes what came of each list of a round. Returns the warning that names the refused ones, when it is time to tell them. A part of a round
 * (`startedAt` null) says nothing about whole lists: nothing is noted, and what it was refused is told each time. Where a round was
 * interrupted, so was the reading of what it has not settled.
 */
export const noteLists = (
  database: Database,
  account: Account,
  { resources, interruptedBy }: Pick<RoundReading, 'resources' | 'interruptedBy'>,
  { startedAt, at }: { readonly startedAt: Instant | null; readonly at: Instant },
): readonly RoundWarning[] => {
  const lists = resources?.lists ?? [];
  if (lists.length === 0) return [];
  if (startedAt === null) return naming(lists.filter(({ outcome }) => outcome === 'refused').map(({ list }) => list));
  const known = new Map(listStandingsOf(database, account.id).map((standing) => [standing.list, standing]));
  const told: string[] = [];
  for (const { list, outcome } of lists) {
    if (interruptedBy !== null && outcome === 'unsettled') continue;
    const before = known.get(list) ?? { accountId: account.id, list, readAt: null, refusedSince: null, toldAt: null };
    const { standing, isToldNow } = standingAfter(before, { outcome }, { startedAt, at });
    if (standing !== before) putListStanding(database, standing);
    if (isToldNow) told.push(list);
  }
  return naming(told);
};

const naming = (lists: readonly string[]): readonly RoundWarning[] =>
  lists.length === 0 ? [] : [{ code: 'list.refused', lists }];
