import type { Instant } from '../model/ids.ts';
import { noEnd, type End } from '../model/deadline.ts';
import type { Entry } from './entry.ts';
import { counts, presentOf, statusOf } from './phase.ts';
import type { RentalWish } from '../model/rental-wish.ts';

/** An end and the item that set it. */
export interface FoundEnd {
  readonly end: End;
  /** The provider's end, whatever the user says. */
  readonly providerEndAt: Instant | null;
  readonly setBy: Entry | null;
}

/** Returns a rental's end: the latest among its successful items, unless the user's correction still stands. */
export const endOf = (entries: readonly Entry[], wish: RentalWish | null): FoundEnd => {
  const present = presentOf(entries);
  const successful = present.filter(counts);
  // Before delivery the item's own end is the best known; a failed delivery has no end.
  const found = latestOf(successful.length > 0 ? successful : present.filter((entry) => statusOf(entry) !== 'failed'));
  if (wish === null || wish.correctedEndAt === null || providerOverrules(found.end, wish)) return found;
  return {
    ...found,
    end: { at: wish.correctedEndAt, basis: 'corrected', note: 'corrected-by-user', earliestAt: null },
  };
};

const latestOf = (entries: readonly Entry[]): FoundEnd => {
  let latest: Entry | null = null;
  for (const entry of entries) {
    if (entry.item.end.at === null) continue;
    if (latest?.item.end.at === undefined || latest.item.end.at === null || entry.item.end.at > latest.item.end.at)
      latest = entry;
  }
  if (latest !== null) return { end: latest.item.end, providerEndAt: latest.item.end.at, setBy: latest };
  return { end: entries.at(-1)?.item.end ?? noEnd('not-stated'), providerEndAt: null, setBy: null };
};

/** A correction stands until the provider states something later than what it stood against. An estimate never overrules it. */
const providerOverrules = (found: End, wish: RentalWish): boolean => {
  if (found.at === null || (found.basis !== 'stated' && found.basis !== 'derived')) return false;
  return found.at > (wish.correctedAgainst ?? wish.correctedEndAt ?? '');
};
