import type { Instant } from '../model/ids.ts';
import { epochMsOf, minute } from '../model/instant.ts';
import { noEnd, type End } from '../model/deadline.ts';
import { isTakenBack } from '../model/order.ts';
import type { Entry, RentalSources } from './entry.ts';
import { counts, presentOf, statusOf } from './phase.ts';
import type { RentalWish } from '../model/rental-wish.ts';

/** An end and the item that set it. */
export interface FoundEnd {
  readonly end: End;
  /** The provider's end, whatever the user says. */
  readonly providerEndAt: Instant | null;
  readonly setBy: Entry | null;
}

/** Returns a rental's end: as its provider states it now, else the latest among its successful items, unless the user's correction still stands. */
export const endOf = (sources: RentalSources, wish: RentalWish | null): FoundEnd => {
  const found = foundIn(sources);
  if (wish === null || wish.correctedEndAt === null || providerOverrules(found.end, wish)) return found;
  return {
    ...found,
    end: { at: wish.correctedEndAt, basis: 'corrected', note: 'corrected-by-user', earliestAt: null },
  };
};

/** What is stated of a resource that is there wins over its orders; the order that says the same tells what the period was. */
const foundIn = ({ entries, resource }: RentalSources): FoundEnd => {
  const present = presentOf(entries);
  const successful = withoutTakenBack(present.filter(counts));
  // Before delivery the item's own end is the best known; a failed delivery has no end.
  const ordered = latestOf(
    successful.length > 0 ? successful : present.filter((entry) => statusOf(entry) !== 'failed'),
  );
  if (resource === null || (resource.end.at === null && ordered.end.at !== null)) return ordered;
  const { end } = resource;
  return { end, providerEndAt: end.at, setBy: ordered.providerEndAt === end.at ? ordered.setBy : null };
};

/** What an order delivered that was taken back since, by its own word, moves no end that another order says: the nearer one must not pass in silence. */
const withoutTakenBack = (entries: readonly Entry[]): readonly Entry[] => {
  const firm = entries.filter(({ order }) => !isTakenBack(order));
  return firm.some(({ item }) => item.end.at !== null) ? firm : entries;
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

/**
 * A correction stands until the provider states something later than what it stood against, or something that is earlier than that and than the
 * correction: the user knew of neither, and the nearer end must not pass in silence. An estimate never overrules it.
 */
const providerOverrules = (found: End, { correctedAgainst, correctedEndAt }: RentalWish): boolean => {
  if (found.at === null || correctedEndAt === null || (found.basis !== 'stated' && found.basis !== 'derived'))
    return false;
  const [foundMs, correctedMs] = [epochMsOf(found.at), epochMsOf(correctedEndAt)];
  if (correctedAgainst === null) return foundMs > correctedMs + noiseMs;
  const againstMs = epochMsOf(correctedAgainst);
  return foundMs > againstMs + noiseMs || foundMs < Math.min(againstMs, correctedMs) - noiseMs;
};

/** Two responses may differ in fractions of a second, or by a clock that is set, and say the same: no provider renews for a minute. */
const noiseMs = minute;
