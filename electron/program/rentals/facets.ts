import { success, type Result } from '../../core/model/failure.ts';
import type { FacetFilter, RentalFacets } from '../../core/model/rental-filter.ts';
import { facetsOf, type FacetCell } from '../../core/rentals/facets.ts';
import { gpuReader, traceOf } from '../../core/rentals/gpu.ts';
import { facetCells, rentalKeysIn, rentalsNaming } from '../../edges/store/facet-cells.ts';
import type { RentalQuery } from '../../edges/store/rental-conditions.ts';
import { countRentals } from '../../edges/store/rentals.ts';
import type { Sources } from '../../engine/host.ts';

/**
 * Returns how many rentals each value of a filter would leave: `all` is what is found with none of its parts, `over` what is over of that which it
 * leaves, `silent` what of it will not ring.
 */
export const countFacets = async (
  { database, now }: Pick<Sources, 'database' | 'now'>,
  asked: FacetFilter,
  { all, over, silent }: Readonly<Record<'all' | 'over' | 'silent', RentalQuery>>,
): Promise<Result<RentalFacets>> => {
  const cells = await cellsIn(database, rentalKeysIn(database, all), now());
  return success({
    ...facetsOf(cells, asked),
    over: countRentals(database, over),
    silent: countRentals(database, silent),
  });
};

/** So many rentals are grouped at a time: some 10 ms of work. */
const groupedAtOnce = 1000;

/** Groups rentals by what lists of them are filtered by, at an instant in epoch milliseconds. Piece by piece: others have the thread in between. */
const cellsIn = async (
  database: Sources['database'],
  keys: readonly number[],
  nowMs: number,
): Promise<readonly FacetCell[]> => {
  const gpuOf = gpuReader();
  const cells = new Map<string, FacetCell>();
  for (let from = 0; from < keys.length; from += groupedAtOnce) {
    for (const { count, ...alike } of facetCells(database, keys.slice(from, from + groupedAtOnce), nowMs, gpuOf)) {
      const name = JSON.stringify(alike);
      cells.set(name, { ...alike, count: count + (cells.get(name)?.count ?? 0) });
    }
    await new Promise((resolve) => void setImmediate(resolve));
  }
  return [...cells.values()];
};

/** Returns the keys of those rentals of a filter that have cards of one model, as the list shows it. */
export const keysWithGpu = (database: Sources['database'], model: string, filter: RentalQuery): readonly number[] => {
  const gpuOf = gpuReader();
  return rentalsNaming(database, traceOf(model), filter).flatMap(({ key, texts }) =>
    gpuOf(texts)?.model === model ? [key] : [],
  );
};
