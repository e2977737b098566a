import { join } from 'node:path';
import { expect, it } from 'vitest';
import { t } from '../../../../../electron/core/words/words.ts';
import { insertAccount } from '../../../../../electron/edges/store/accounts.ts';
import { putOrder } from '../../../../../electron/edges/store/put-order.ts';
import { exportCommand } from '../../../../../electron/faces/terminal/commands/export.ts';
import { anAccount } from '../../../../fakes/accounts.ts';
import { ms } from '../../../../fakes/instants.ts';
import { anOrder } from '../../../../fakes/orders.ts';
import { aFolder, aStore } from '../../../../fakes/store.ts';
import { aTerminal } from '../../../../fakes/terminal.ts';
import { wholeAnswer } from '../../../../fakes/whole-answer.ts';

const long = 'x'.repeat(40_000);

/** A store with as many orders of a long title as said, and one of a short one. */
const storeWith = (longTitles: number): string => {
  const storePath = join(aFolder(), 'store.sqlite');
  const { database, close } = aStore(storePath);
  insertAccount(database, anAccount());
  for (let index = 0; index < longTitles; index += 1) putOrder(database, anOrder({ id: `long-${index}`, title: long }));
  putOrder(database, anOrder({ id: 'short' }));
  close();
  return storePath;
};

const exported = async (line: string, longTitles: number) => {
  const said: string[] = [];
  const storePath = storeWith(longTitles);
  const terminal = aTerminal({ line: `export ${line}`, storePath, now: () => ms('2026-03-10T00:00:00Z'), said });
  return { ...(await wholeAnswer(exportCommand)(terminal)), said };
};

it.each([1, 120])('a CSV file of which %i cells were cut is written, said to be cut, and no success', async (count) => {
  const { exit, text, said } = await exported('orders --format csv', count);
  expect([exit, said]).toEqual([1, [t.cli_export_cells_cut({ count })]]);
  expect(text.split('\r\n').filter((line) => line.includes('x…"'))).toHaveLength(count);
});

it.each([
  ['orders --format json', 1],
  ['orders --format csv', 0],
  ['rentals --format csv', 1],
])('%s with %i long titles lacks nothing', async (line, count) => {
  const { exit, text, said } = await exported(line, count);
  expect([exit, said, text.includes('…"')]).toEqual([0, [], false]);
});

it('whoever closed the pipe is told nothing', async () => {
  const said: string[] = [];
  const facts = { line: 'export --format csv', storePath: storeWith(3), now: () => 0, said };
  const terminal = aTerminal(facts);
  const streams = { ...terminal.streams, isEnded: () => true };
  expect(await exportCommand({ ...terminal, streams })).toMatchObject({ exit: 0 });
  expect(said).toEqual([]);
});
