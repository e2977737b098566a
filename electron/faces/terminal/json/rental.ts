import type { Instant } from '../../../core/model/ids.ts';
import type { RentalView } from '../../../core/model/rental.ts';

/** A rental in the shape of the terminal program's JSON. */
export interface RentalJson extends Omit<RentalView, 'releasesAt' | 'payBy' | 'chargesAt' | 'afterwards'> {
  readonly releasesAt: { readonly at: Instant; readonly basis: string } | null;
}

/** Returns a rental in the shape of the terminal program's JSON. */
export const rentalJson = ({
  payBy: _payBy,
  chargesAt: _chargesAt,
  afterwards: _afterwards,
  releasesAt,
  ...view
}: RentalView): RentalJson => ({
  ...view,
  releasesAt: releasesAt === null ? null : { at: releasesAt.at, basis: releasesAt.basis },
});
