import { describe, expect, it } from 'vitest';
import { accountIdOf } from '../../../../electron/core/model/ids.ts';
import { insertAccount } from '../../../../electron/edges/store/accounts.ts';
import { applyReading } from '../../../fakes/apply-reading.ts';
import { programOver } from '../../../../electron/program/program.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { anEngine } from '../../../fakes/engine.ts';
import { at, ms } from '../../../fakes/instants.ts';
import { aResource, listingProvider } from '../../../fakes/listing-provider.ts';
import { aReading, anOrder } from '../../../fakes/orders.ts';
import { aStore } from '../../../fakes/store.ts';

const nowMs = ms('2026-03-10T00:00:00Z');
const account = anAccount({ id: accountIdOf('acc1'), provider: 'listing' });

/** The details of every rental of an account that was read once. */
const detailsOf = async (reading: Partial<ReturnType<typeof aReading>>) => {
  const store = aStore();
  insertAccount(store.database, account);
  applyReading(store.database, account, { ...aReading([]), ...reading }, at('2026-03-10T00:00:00Z'));
  const program = programOver(anEngine(store, () => nowMs, { providers: [listingProvider()] }));
  const all = await program.rentals.find({ query: '', state: null, accountId: null, dueWithinMs: null });
  if (!all.ok) throw new Error(all.failure.code);
  const details = await Promise.all(all.value.map((id) => program.rentals.get({ id })));
  return details.map((detail) => (detail.ok ? detail.value : null));
};

describe('the detail of a rental', () => {
  it('has what its provider lists of it, its fields named and read', async () => {
    const resource = aResource({ afterwards: 'afterwards_key' });
    const lists = [{ list: '', outcome: 'settled' }] as const;
    const [detail] = await detailsOf({ resources: { resources: [resource], lists } });
    expect(detail).toMatchObject({
      rental: { autoRenews: 'yes', chargesAt: '2026-03-23T00:00:00.000Z', afterwards: 'afterwards_key' },
      orders: [],
      resource: {
        sections: [
          {
            heading: 'fake_heading',
            fields: [{ label: { message: 'fake_instance' }, value: { kind: 'text', text: 'i-1', exact: true } }],
          },
        ],
        facts: resource.facts,
        price: { amount: '0.71', currency: 'USD', per: 'hour' },
      },
    });
  });

  it('has nothing of the kind where only orders tell of it', async () => {
    const [detail] = await detailsOf(aReading([anOrder()]));
    expect(detail).toMatchObject({ orders: [{ providerOrderId: 'order-1' }], resource: null });
  });
});
