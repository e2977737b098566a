import { expect, it } from 'vitest';
import { rentalIdOf } from '../../../../electron/core/model/ids.ts';
import { insertAccount } from '../../../../electron/edges/store/accounts.ts';
import { insertChange, releasedAtOf } from '../../../../electron/edges/store/changes.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { at } from '../../../fakes/instants.ts';
import { aStore } from '../../../fakes/store.ts';

it('a rental was released when a round last saw that; of what no round saw, nobody knows', () => {
  const { database } = aStore();
  const account = anAccount();
  insertAccount(database, account);
  const change = { rentalId: 'r', providerOrderId: null, before: null, after: null } as const;
  insertChange(database, account.id, { ...change, kind: 'released' }, at('2026-03-01T08:00:00Z'));
  insertChange(database, account.id, { ...change, kind: 'delivered' }, at('2026-03-02T08:00:00Z'));
  insertChange(database, account.id, { ...change, kind: 'released' }, at('2026-03-03T08:00:00Z'));
  expect(releasedAtOf(database, rentalIdOf('r'))).toBe('2026-03-03T08:00:00.000Z');
  expect(releasedAtOf(database, rentalIdOf('other'))).toBeNull();
});
