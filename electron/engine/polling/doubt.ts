import type { RoundReading } from '../../core/ports/provider.ts';

/** Fewer orders may well go at once. */
const minLacking = 3;

/** How a list compares with what is known, in numbers of orders. */
export interface ListCompared {
  /** What the list shows. */
  readonly seen: number;
  /** Known orders that had not vanished before. */
  readonly present: number;
  /** Those of them that the list does not show. */
  readonly lacking: number;
}

/**
 * Returns the reading, unsettled where its list lacks so many known orders that the list itself is the likelier fault: all of them, or
 * more than half. Providers keep orders for years, so such a list proves nothing gone; what it shows counts all the same.
 */
export const doubtLackingList = (reading: RoundReading, { seen, present, lacking }: ListCompared): RoundReading => {
  if (!reading.settled || present === 0) return reading;
  const isMost = lacking >= minLacking && lacking * 2 > present;
  return seen > 0 && !isMost
    ? reading
    : { ...reading, settled: false, warnings: [...reading.warnings, { code: 'round.unsettled' }] };
};
