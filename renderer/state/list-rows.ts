import type { Bridge } from '../../electron/contract/requests.ts';
import type { GroupedPage, PageRequest, RentalFilter } from '../../electron/contract/views.ts';
import { success, type Result } from '../../electron/core/model/failure.ts';
import type { RentalGroup, RentalGrouping } from '../../electron/core/model/rental-group.ts';
import type { RentalView } from '../../electron/core/model/rental.ts';

/** A row of the list: a rental, or the heading of a group. */
export type ListRow = GroupedPage['rows'][number];

/** Whether a row is a rental. */
export const isRental = (row: ListRow): row is RentalView => 'id' in row;

/** Returns the rentals of some rows, without headings. */
export const rentalsIn = (rows: readonly ListRow[]): readonly RentalView[] => rows.filter(isRental);

/** Returns a row where it is a rental. */
export const rentalOrNull = (row: ListRow | null): RentalView | null => (row !== null && isRental(row) ? row : null);

/** Returns a row where it is the heading of a group. */
export const headingOrNull = (row: ListRow | null): RentalGroup | null => (row === null || isRental(row) ? null : row);

/** Asks for a part of the list, in groups or in one. */
export const askForRows = async (
  { request }: Bridge,
  asked: PageRequest & RentalFilter,
  by: RentalGrouping | null,
): Promise<Result<GroupedPage>> => {
  if (by !== null) return request['rental.grouped']({ ...asked, by });
  const reply = await request['rental.list'](asked);
  return reply.ok ? success({ ...reply.value, rentals: reply.value.total }) : reply;
};
