import type { Money } from '../../electron/core/model/money.ts';
import type { BalanceReading, ResourcesReading, RoundReading } from '../../electron/core/ports/provider.ts';
import { aReading } from './orders.ts';

/** An amount in dollars. */
export const usd = (amount: string): Money => ({ amount, currency: 'USD' });

/** Credit and the price of an hour, in dollars. */
export const aBalance = (credit: string, perHour = '1', facts: Partial<BalanceReading> = {}): BalanceReading => ({
  credit: usd(credit),
  perHour: usd(perHour),
  ...facts,
});

/** What a round read of an account that has this credit and nothing else. */
export const aBalanceRound = (balance: ResourcesReading['balance'], facts: Partial<RoundReading> = {}): RoundReading =>
  aReading([], {
    resources: {
      resources: [],
      lists: [{ list: 'machines', outcome: 'settled' }],
      ...(balance === undefined ? {} : { balance }),
    },
    ...facts,
  });
