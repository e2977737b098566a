import { expect, it, onTestFinished } from 'vitest';
import { ChannelChain } from '../../../electron/channels/chain.ts';
import { compose } from '../../../electron/compose/engine.ts';
import { success } from '../../../electron/core/model/failure.ts';
import { day, instantOf } from '../../../electron/core/model/instant.ts';
import type { Notification } from '../../../electron/core/ports/channel.ts';
import { memoryVault } from '../../../electron/edges/secrets/memory-vault.ts';
import { insertAccount } from '../../../electron/edges/store/accounts.ts';
import { silentLog } from '../../../electron/edges/system/log.ts';
import { keepRental } from '../../../electron/engine/polling/keep-rental.ts';
import { providers } from '../../../electron/providers/registry.ts';
import { anAccount } from '../../fakes/accounts.ts';
import { ms } from '../../fakes/instants.ts';
import { stated } from '../../fakes/orders.ts';
import { aRental } from '../../fakes/rentals.ts';
import { aFolder } from '../../fakes/store.ts';

const nowMs = ms('2026-03-10T00:00:00Z');

it('a decision on a notification that the store does not take is a trouble, until one is taken', async () => {
  const shown: Notification[] = [];
  const channels = new ChannelChain([
    {
      channel: 'native',
      health: () => Promise.resolve({ channel: 'native', state: 'ok', why: null }),
      show: (notification) => {
        shown.push(notification);
        return Promise.resolve(success('shown'));
      },
    },
  ]);
  const composed = compose({
    ...{ folder: aFolder(), clock: { now: () => nowMs }, channels, vault: memoryVault(), providers, log: silentLog() },
    localeSetting: () => ({ locale: 'en', timeZone: 'Asia/Shanghai' }),
    openHttp: () => {
      throw new Error('nothing here asks a provider');
    },
    online: () => false,
    onActivate: () => undefined,
    news: () => undefined,
  });
  if (!composed.ok) throw new Error(composed.failure.code);
  const { engine } = composed.value;
  onTestFinished(() => engine.stop());
  const { database } = engine;
  insertAccount(database, anAccount({ lastSyncedAt: instantOf(nowMs) }));
  const rental = aRental({ end: stated(instantOf(nowMs + day / 2)) });
  keepRental(database, { rental, heldEnd: null }, [], nowMs);
  await engine.ringDue();
  const press = (): void => shown[0]?.buttons?.at(-1)?.onPress();
  const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  database.execute('ALTER TABLE rental_wish RENAME TO hidden');
  press();
  await settled();
  expect(engine.health.troubles).toMatchObject([{ step: 'decision', count: 1 }]);

  database.execute('ALTER TABLE hidden RENAME TO rental_wish');
  press();
  await settled();
  expect(engine.health.troubles).toEqual([]);
});
