import type { RentalId } from '../../electron/core/model/ids.ts';
import { linkScheme } from '../../electron/core/model/rental-link.ts';

/** The link to a rental, as another program would write it. */
export const linkTo = (id: RentalId): string => `${linkScheme}://rental/${encodeURIComponent(id)}`;
