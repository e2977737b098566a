import { join } from 'node:path';
import { expect, it } from 'vitest';
import { insertAccount, listAccounts, removeAccount } from '../../../../electron/edges/store/accounts.ts';
import { Database } from '../../../../electron/edges/store/database.ts';
import { readOneMoment } from '../../../../electron/edges/store/one-moment.ts';
import { openForReading } from '../../../../electron/edges/store/open.ts';
import { rentalById, rentalsOfAccount } from '../../../../electron/edges/store/rentals.ts';
import { keepRental } from '../../../../electron/engine/polling/keep-rental.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { ms } from '../../../fakes/instants.ts';
import { aRental } from '../../../fakes/rentals.ts';
import { aFolder, aStore } from '../../../fakes/store.ts';

it('a reader of one moment sees neither what changes nor that an account goes, and keeps nobody from writing', () => {
  const { database, path } = aStore();
  const account = anAccount();
  insertAccount(database, account);
  const rental = aRental();
  keepRental(database, { rental, heldEnd: null }, [], ms('2026-03-01T08:00:00Z'));
  const opened = openForReading(path);
  if (!opened.ok || opened.value === null) throw new Error('the store did not open');
  const { database: reader, close } = opened.value;
  readOneMoment(reader);
  keepRental(database, { rental: { ...rental, phase: 'released' }, heldEnd: null }, [], ms('2026-03-01T08:00:00Z'));
  removeAccount(database, account.id);
  expect(listAccounts(database)).toEqual([]);
  expect(listAccounts(reader).map(({ id }) => id)).toEqual([account.id]);
  expect(rentalsOfAccount(reader, account.id).map(({ rental: { phase } }) => phase)).toEqual(['delivered']);
  expect(rentalById(database, rental.id)).toBe(null);
  close();
});

it('a reader that is closed holds its moment no longer: the log can be cut back at once', () => {
  const path = join(aFolder(), 'store.sqlite');
  const { database } = aStore(path);
  const reader = new Database(path, { readOnly: true });
  readOneMoment(reader);
  reader.close();
  database.execute('CREATE TABLE more (x); INSERT INTO more VALUES (1)');
  expect(database.one('PRAGMA wal_checkpoint(TRUNCATE)')).toMatchObject({ busy: 0 });
});
