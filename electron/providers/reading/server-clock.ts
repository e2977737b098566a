import type { ProviderSession } from '../../core/ports/provider.ts';

/** Their clock minus ours, in milliseconds, of accounts that were refused for their time, for as long as the program runs. */
const offsets = new WeakMap<object, number>();

type Clocked = Pick<ProviderSession, 'memory' | 'now'>;

/**
 * Notes what time it is for the provider, by the `Date` of a response that refused a request for its time: the next one of this account is
 * signed with that. A response without such a time has the next one signed by our own clock again.
 */
export const noteServerClock = ({ memory, now }: Clocked, date: string | undefined): void => {
  const theirs = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(date ?? '')
    ? Date.parse(date ?? '')
    : Number.NaN;
  if (Number.isNaN(theirs)) offsets.delete(memory);
  else offsets.set(memory, theirs - now());
};

/** The instant that a request of this account is signed with, in UTC epoch milliseconds: ours, or the provider's where it refused ours. */
export const signingTimeMs = ({ memory, now }: Clocked): number => now() + (offsets.get(memory) ?? 0);
