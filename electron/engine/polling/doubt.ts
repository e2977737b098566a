import type { ProviderOrderId } from '../../core/model/ids.ts';
import type { RoundReading } from '../../core/ports/provider.ts';
import { roundsUntilVanished } from '../../core/rentals/phase.ts';

/** Fewer orders may well go at once. */
const minLacking = 3;

/**
 * Returns the reading, unsettled where its list lacks so many known orders that the list itself is the likelier fault: all of them, or
 * more than half. Providers keep orders for years, so such a list proves nothing gone; what it shows counts all the same.
 */
export const doubtLackingList = (
  reading: RoundReading,
  known: ReadonlyMap<ProviderOrderId, { readonly missingRounds: number }>,
): RoundReading => {
  if (!reading.settled || known.size === 0) return reading;
  const seen = new Set([...reading.unchanged, ...reading.orders.map(({ providerOrderId }) => providerOrderId)]);
  const present = [...known].filter(([, { missingRounds }]) => missingRounds < roundsUntilVanished);
  const lacking = present.filter(([id]) => !seen.has(id)).length;
  const isMost = lacking >= minLacking && lacking * 2 > present.length;
  return seen.size > 0 && !isMost
    ? reading
    : { ...reading, settled: false, warnings: [...reading.warnings, { code: 'round.unsettled' }] };
};
