import { day, epochMsOf, hour } from '../../core/model/instant.ts';
import type { Secret } from '../../core/model/secret.ts';
import type { ProviderSession, ResourcesReading } from '../../core/ports/provider.ts';
import { sumOfAmounts } from '../reading/amounts.ts';
import { askCredit } from './client.ts';
import type { Machine } from './normalise.ts';
import { balanceAfterwards } from './sources.ts';

/** A key that is not to ask for the credit for a while: it may not read it, or its service has said when to come back. */
interface HeldKey {
  readonly apiKey: Secret;
  readonly isRefused: boolean;
  readonly atMs: number;
  readonly forMs: number;
}

/** The longest that a key is held, whatever was asked. */
const maxHoldMs = day;

const held = new WeakMap<object, HeldKey>();

/**
 * Reads how long the credit lasts beside what runs, of a list that was seen whole; see `ResourcesReading.balance`. A key that may not read
 * it is asked again after an hour and then daily, one whose service says when to come back not before, another key at once. No failure of it is one of the
 * round, nor does it keep the list from being read.
 */
export const readBalance = async (
  session: ProviderSession,
  machines: readonly Machine[],
): Promise<Pick<ResourcesReading, 'balance'>> => {
  const prices = machines.flatMap(({ resource, runs }) => (runs ? [resource.price] : []));
  const amounts = prices.flatMap((price) => (price === null ? [] : [price.amount]));
  // A sum without one of them would say that the credit lasts longer than it does.
  if (amounts.length < prices.length) return {};
  const perHour = { amount: sumOfAmounts(amounts), currency: 'USD' };
  if (!/[1-9]/.test(perHour.amount)) return { balance: null };
  const hold = holdOf(session);
  if (hold?.isRefused === true) return { balance: 'refused' };
  if (hold !== null || session.shouldStop() || session.isBudgetSpent()) return {};
  const credit = await askCredit(session);
  if (credit.ok) {
    held.delete(session.memory);
    return credit.value === null ? {} : { balance: { credit: credit.value, perHour, afterwards: balanceAfterwards } };
  }
  if (refusesKey.has(credit.failure.code)) {
    // One refusal may be of something in between; a second one, after an hour, is the key's.
    noteHold(session, { isRefused: true, forMs: wasRefused(session) ? maxHoldMs : hour });
    return { balance: 'refused' };
  }
  const { retryAt } = credit.failure;
  if (retryAt !== undefined) noteHold(session, { isRefused: false, forMs: epochMsOf(retryAt) - session.now() });
  return {};
};

const refusesKey: ReadonlySet<string> = new Set(['account.key-rejected', 'account.key-lacks-permission']);

const noteHold = (
  { memory, secrets, now }: ProviderSession,
  { isRefused, forMs }: Pick<HeldKey, 'isRefused' | 'forMs'>,
): void => {
  const apiKey = secrets['apiKey'];
  if (apiKey !== undefined) held.set(memory, { apiKey, isRefused, atMs: now(), forMs: Math.min(forMs, maxHoldMs) });
};

const lastOf = ({ memory, secrets }: ProviderSession): HeldKey | null => {
  const hold = held.get(memory);
  return hold !== undefined && hold.apiKey.reveal() === secrets['apiKey']?.reveal() ? hold : null;
};

/** Whether the last that was asked with this key was refused. */
const wasRefused = (session: ProviderSession): boolean => lastOf(session)?.isRefused === true;

const holdOf = (session: ProviderSession): HeldKey | null => {
  const hold = lastOf(session);
  return hold !== null && Math.abs(session.now() - hold.atMs) < hold.forMs ? hold : null;
};
