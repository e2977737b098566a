import { renameSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { aDamagedStore, runOver } from '../../../fakes/damaged-store.ts';

/** A closed store with more changes than a connection reads at its start. */
const aLargeStore = (): string => {
  const { store, path } = aDamagedStore('account', 'label', 'one', `id = 'acc1'`);
  store.database.execute(
    `INSERT INTO change (account_id, rental_id, provider_order_id, kind, before, at)
       SELECT 'acc1', 'acc1:order-1/item-1', 'order-1', 'expired', hex(zeroblob(200)), '2026-03-31T21:55:00.000Z'
       FROM (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 2000) SELECT i FROM n);`,
  );
  store.close();
  return path;
};

it.each([
  ['cut to nothing', (path: string) => truncateSync(path), 'data file is damaged'],
  ['overwritten', (path: string) => writeFileSync(path, Buffer.alloc(statSync(path).size, 7)), 'data file is damaged'],
  ['removed', (path: string) => rmSync(path), 'data file is no longer there'],
  ['moved away', (path: string) => renameSync(path, `${path}.away`), 'data file is no longer there'],
])('watch over a data file that is %s meanwhile ends with a sentence and 1', async (_how, change, sentence) => {
  const path = aLargeStore();
  const { answer, said } = await runOver(path, 'watch', () => change(path));
  expect(answer.exit).toBe(1);
  expect(`${said}\n${answer.text}`).toContain(sentence);
});
