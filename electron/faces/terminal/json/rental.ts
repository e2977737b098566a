import { epochMsOf } from '../../../core/model/instant.ts';
import type { Instant } from '../../../core/model/ids.ts';
import type { Money } from '../../../core/model/money.ts';
import type { RentalView } from '../../../core/model/rental.ts';
import type { ExportedRental } from '../../../program/exports.ts';

/** A rental in the shape of the terminal program's JSON. */
export interface RentalJson extends Omit<
  RentalView,
  'releasesAt' | 'payBy' | 'chargesAt' | 'afterwards' | 'noRing' | 'price'
> {
  readonly releasesAt: { readonly at: Instant; readonly basis: string } | null;
}

/** Returns a rental in the shape of the terminal program's JSON. */
export const rentalJson = (view: RentalView): RentalJson => ({
  id: view.id,
  account: view.account,
  provider: view.provider,
  resourceId: view.resourceId,
  title: view.title,
  tags: view.tags,
  resourceType: view.resourceType,
  spec: view.spec,
  gpu: view.gpu,
  region: view.region,
  state: view.state,
  startsAt: view.startsAt,
  end: view.end,
  nextDeadline: view.nextDeadline,
  autoRenews: view.autoRenews,
  intention: view.intention,
  orders: view.orders,
  nextReminderAt: view.nextReminderAt,
  lastConfirmedAt: view.lastConfirmedAt,
  stale: view.stale,
  releasesAt: view.releasesAt === null ? null : { at: view.releasesAt.at, basis: view.releasesAt.basis },
});

/** A rental as its export writes it. */
interface ExportedRentalJson extends RentalJson {
  readonly payBy: RentalView['payBy'];
  /** What the period that set the end cost. */
  readonly lastPrice: Money | null;
  /** Milliseconds until what comes next; null where nothing lies ahead. */
  readonly leftMs: number | null;
}

/** Returns a rental as its export writes it. */
export const exportedRentalJson = ({ view, rental }: ExportedRental, nowMs: number): ExportedRentalJson => ({
  ...rentalJson(view),
  payBy: view.payBy,
  lastPrice: rental.lastPrice,
  leftMs: view.nextDeadline === null ? null : epochMsOf(view.nextDeadline.at) - nowMs,
});
