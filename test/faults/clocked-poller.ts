import { isWithin, urgentTimesOf } from '../../electron/core/reminders/urgency.ts';
import type { Transport } from '../../electron/edges/http/transport.ts';
import { ringingRentals } from '../../electron/edges/store/ringing-rentals.ts';
import { Poller } from '../../electron/engine/polling/poller.ts';
import { syncAccount } from '../../electron/engine/polling/round.ts';
import { partsOf, type Desk } from './desk.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** The program's own poller over a run's accounts, by a clock that only pauses move. */
export const pollerOf = (
  { database }: Desk,
  clock: VirtualClock,
  random: () => number,
  transport: Transport,
): Poller => {
  const poller: Poller = new Poller({
    database,
    now: clock.now,
    random,
    online: () => true,
    isUrgent: (id) =>
      ringingRentals(database, clock.nowMs, id).some((rental) => isWithin(urgentTimesOf(rental), clock.nowMs)),
    onRound: () => undefined,
    onProgress: () => undefined,
    onThrown: (error) => {
      throw error;
    },
    round: (account, signal) => {
      const asking = { now: clock.now, random, wait: clock.waitOf(signal), transport, signal };
      return syncAccount(
        account,
        { ...partsOf(database, asking, () => undefined), memoryOf: (one) => poller.memoryOf(one) },
        signal,
      );
    },
  });
  return poller;
};
