import { lastFour } from '../model/cut.ts';
import type { RentalId } from '../model/ids.ts';
import type { RentalView } from '../model/rental.ts';

type Row = Pick<RentalView, 'id' | 'title' | 'resourceId' | 'orders' | 'region' | 'account'>;

/** What may differ between two of one name, in the sequence in which it is taken: where its title has it already, it tells nothing more. */
const marks: readonly ((row: Row) => string | null)[] = [
  ({ title, resourceId, orders }) => {
    const tail = lastFour(resourceId ?? orders[0] ?? '');
    return tail === '' || title.endsWith(tail) ? null : tail;
  },
  ({ region }) => region,
  ({ account }) => account,
];

/**
 * Returns what tells rows of the same name apart that stand in one list, by their ids: the last four characters of the id, else the region, else
 * the account, whichever differs for all of them, or for most. Rows whose name nobody else has are left out, as are those that nothing tells apart.
 */
export const tellApart = (rows: readonly Row[]): ReadonlyMap<RentalId, string> => {
  const byTitle = new Map<string, Row[]>();
  for (const row of rows) byTitle.set(row.title, [...(byTitle.get(row.title) ?? []), row]);
  const found = new Map<RentalId, string>();
  for (const same of byTitle.values()) {
    if (same.length < 2) continue;
    const counted = marks.map((mark) => ({ mark, values: new Set(same.map(mark)).size }));
    const best = counted.reduce((one, other) => (other.values > one.values ? other : one));
    if (best.values < 2) continue;
    for (const row of same) {
      const text = best.mark(row);
      if (text !== null) found.set(row.id, text);
    }
  }
  return found;
};
