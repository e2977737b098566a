import { accountIdOf, providerOrderIdOf, rentalIdOf } from '../../electron/core/model/ids.ts';
import { bareRental, type Rental } from '../../electron/core/model/rental.ts';
import { at } from './instants.ts';
import { stated } from './orders.ts';

/** A running rental of March 2026. */
export const aRental = (facts: Partial<Omit<Rental, 'id'>> & { readonly id?: string } = {}): Rental => {
  const { id = 'acc1:order-1/item-1', ...rest } = facts;
  return {
    ...bareRental({ id: rentalIdOf(id), accountId: accountIdOf('acc1'), provider: 'qiniu', title: '训练机-02' }),
    resourceType: 'qvm',
    region: 'cn-east-1',
    phase: 'delivered',
    startsAt: at('2026-03-01T00:00:00Z'),
    end: stated('2026-04-01T00:00:00Z'),
    providerEndAt: at('2026-04-01T00:00:00Z'),
    periodStartsAt: at('2026-03-01T00:00:00Z'),
    orders: [providerOrderIdOf('order-1')],
    ...rest,
  };
};
