import { join } from 'node:path';
import { expect, it } from 'vitest';
import { insertAccount, noteRoundDone } from '../../../../electron/edges/store/accounts.ts';
import { Database, textOf } from '../../../../electron/edges/store/database.ts';
import { ownCopyPathOf } from '../../../../electron/edges/store/own-copy.ts';
import { keepRental } from '../../../../electron/engine/polling/keep-rental.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { anEngine } from '../../../fakes/engine.ts';
import { at, ms } from '../../../fakes/instants.ts';
import { stated } from '../../../fakes/orders.ts';
import { aRental } from '../../../fakes/rentals.ts';
import { aFolder, aStore } from '../../../fakes/store.ts';

it('the copy of the user’s own tables has for shown what was shown, so that a store begun anew from it does not ring again', async () => {
  const path = join(aFolder(), 'store.sqlite');
  const store = aStore(path);
  insertAccount(store.database, anAccount());
  noteRoundDone(store.database, anAccount().id, at('2026-03-31T21:55:00Z'));
  keepRental(
    store.database,
    { rental: aRental({ end: stated('2026-04-01T00:00:00Z') }), heldEnd: null },
    [],
    ms('2026-03-31T21:55:00Z'),
  );
  const engine = anEngine(store, () => ms('2026-03-31T22:00:00Z'));
  engine.start();
  await engine.stop();
  const copy = new Database(ownCopyPathOf(path), { readOnly: true });
  const rows = copy.all(`SELECT state FROM reminder_log WHERE channel <> 'inbox'`);
  expect(rows.map((row) => textOf(row, 'state'))).toEqual(['shown']);
  copy.close();
});
