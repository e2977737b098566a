import { day } from '../../core/model/instant.ts';
import type { Secret } from '../../core/model/secret.ts';
import type { BalanceReading, ProviderSession } from '../../core/ports/provider.ts';
import { sumOfAmounts } from '../reading/amounts.ts';
import { askCredit } from './client.ts';
import type { Machine } from './normalise.ts';
import { balanceAfterwards } from './sources.ts';

/** A key that was told that it may not read the credit, and when. */
interface RefusedKey {
  readonly apiKey: Secret;
  readonly atMs: number;
}

const refusals = new WeakMap<object, RefusedKey>();

/**
 * Reads how long the credit lasts beside what runs, of a list that was seen whole; see `ResourcesReading.balance`. A key that may not read
 * it is asked again after a day, another key at once. No failure of it is one of the round.
 */
export const readBalance = async (
  session: ProviderSession,
  machines: readonly Machine[],
): Promise<{ readonly balance?: BalanceReading | null }> => {
  const prices = machines.flatMap(({ resource, runs }) => (runs ? [resource.price] : []));
  const amounts = prices.flatMap((price) => (price === null ? [] : [price.amount]));
  // A sum without one of them would say that the credit lasts longer than it does.
  if (amounts.length < prices.length) return {};
  const perHour = { amount: sumOfAmounts(amounts), currency: 'USD' };
  if (!/[1-9]/.test(perHour.amount) || isRefused(session)) return { balance: null };
  if (session.shouldStop() || session.isBudgetSpent()) return {};
  const credit = await askCredit(session);
  if (credit.ok)
    return credit.value === null ? {} : { balance: { credit: credit.value, perHour, afterwards: balanceAfterwards } };
  if (!refusesKey.has(credit.failure.code)) return {};
  const apiKey = session.secrets['apiKey'];
  if (apiKey !== undefined) refusals.set(session.memory, { apiKey, atMs: session.now() });
  return { balance: null };
};

const refusesKey: ReadonlySet<string> = new Set(['account.key-rejected', 'account.key-lacks-permission']);

const isRefused = ({ memory, secrets, now }: ProviderSession): boolean => {
  const known = refusals.get(memory);
  return (
    known !== undefined && known.apiKey.reveal() === secrets['apiKey']?.reveal() && Math.abs(now() - known.atMs) < day
  );
};
