import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { noEnd } from '../../../../../electron/core/model/deadline.ts';
import { accountIdOf } from '../../../../../electron/core/model/ids.ts';
import { keyOfResource } from '../../../../../electron/core/model/resource.ts';
import { insertAccount } from '../../../../../electron/edges/store/accounts.ts';
import { applyReading } from '../../../../fakes/apply-reading.ts';
import { UsageError } from '../../../../../electron/faces/terminal/arguments.ts';
import { runCommand } from '../../../../../electron/faces/terminal/commands/run.ts';
import { anAccount } from '../../../../fakes/accounts.ts';
import { anEngine } from '../../../../fakes/engine.ts';
import { FakeNetwork, json } from '../../../../fakes/http.ts';
import { at, ms } from '../../../../fakes/instants.ts';
import { aResource, listingProvider, listingSites } from '../../../../fakes/listing-provider.ts';
import { aReading } from '../../../../fakes/orders.ts';
import { aFolder, aStore } from '../../../../fakes/store.ts';
import { aTerminal, type TerminalFacts } from '../../../../fakes/terminal.ts';
import { wholeAnswer } from '../../../../fakes/whole-answer.ts';
import { memoryVault } from '../../../../../electron/edges/secrets/memory-vault.ts';
import { keysFor } from '../../../../fakes/vault.ts';

const nowMs = ms('2026-03-10T00:00:00Z');
const lab = anAccount({ id: accountIdOf('acc1'), label: 'lab', provider: 'listing', baseUrl: listingSites.china });
const other = { ...lab, id: accountIdOf('acc2'), label: 'other' };
const disk = aResource({
  ...{ key: keyOfResource({ resourceId: 'd-1' }), resourceId: 'd-1', name: null, title: 'disk d-1', kind: null },
  ...{
    spec: null,
    region: null,
    startsAt: null,
    facts: [],
    end: noEnd('not-stated'),
    price: null,
    autoRenews: 'unknown',
  },
});
const gone = aResource({ key: keyOfResource({ resourceId: 'i-0' }), resourceId: 'i-0', title: 'gone', facts: [] });

/** Two accounts: one lists a machine and a disk, and no longer a third; the other lists one machine. */
const desk = () => {
  const storePath = join(aFolder(), 'store.sqlite');
  const store = aStore(storePath);
  const { database } = store;
  const lists = [{ list: '', outcome: 'settled' }] as const;
  const read = (account: typeof lab, ...resources: readonly ReturnType<typeof aResource>[]): void =>
    void applyReading(
      database,
      account,
      { ...aReading([]), resources: { resources, lists } },
      at('2026-03-10T00:00:00Z'),
    );
  for (const account of [lab, other]) insertAccount(database, account);
  read(lab, gone, disk, aResource());
  for (let round = 0; round < 2; round += 1) read(lab, disk, aResource());
  read(other, aResource({ end: { ...aResource().end, at: at('2026-03-20T00:00:00Z') }, title: 'sooner' }));
  const said: string[] = [];
  const run = (line: string, facts: Partial<TerminalFacts> = {}) =>
    wholeAnswer(runCommand)(
      aTerminal({ line, storePath, now: () => nowMs, said, providers: [listingProvider()], ...facts }),
    );
  return { run, said, store };
};

describe('resources', () => {
  it('--json lists what is still listed, the next end first, in its documented shape', async () => {
    const { exit, json: listed } = await desk().run('resources --json');
    expect(exit).toBe(0);
    expect(listed).toMatchObject([{ account: 'other' }, { account: 'lab', id: 'i-1' }, { account: 'lab', id: 'd-1' }]);
    const [, machine, bare] = Array.isArray(listed) ? (listed as unknown[]) : [];
    expect(machine).toStrictEqual({
      account: 'lab',
      provider: 'listing',
      id: 'i-1',
      name: 'llm-ft',
      kind: 'ecs',
      region: 'cn-hangzhou',
      spec: '2 × RTX 4090',
      state: 'active',
      startsAt: '2026-03-01T00:00:00.000Z',
      end: { at: '2026-04-01T00:00:00.000Z', basis: 'stated' },
      autoRenews: 'yes',
      price: { amount: '0.71', currency: 'USD', per: 'hour' },
      facts: [
        { path: 'InstanceID', value: 'i-1' },
        { path: 'Status', value: 'Normal' },
      ],
    });
    expect(bare).toMatchObject({
      name: null,
      kind: null,
      startsAt: null,
      end: { at: null, basis: 'none' },
      price: null,
    });
  });

  it('are found by text and by account', async () => {
    const { run } = desk();
    expect((await run('resources --query i-1 --account lab')).json).toMatchObject([{ account: 'lab', id: 'i-1' }]);
    expect((await run('resources --account nobody')).exit).toBe(1);
  });

  it('are a table of name, kind, end, renewal, price and account', async () => {
    const { text } = await desk().run('resources --account lab');
    expect(text.split('\n').map((line) => line.split(/ {2,}/))).toEqual([
      ['Resource', 'Kind', 'Ends', 'Renews itself', 'Price', 'Account'],
      ['llm-ft', 'ecs', 'Apr 1, 08:00', 'Yes', '$0.71 per hour', 'lab'],
      ['disk d-1', '–', 'Not stated', 'lab'],
      ['Times are in Beijing time.'],
    ]);
  });

  it('that are not there are said beside the result', async () => {
    const { run, said } = desk();
    expect(await run('resources --query nothing')).toMatchObject({ exit: 0, json: [], text: '' });
    expect(said.join()).toContain('Nothing matches');
  });

  it('take no option of their neighbours', () => {
    expect(() => desk().run('resources --status active')).toThrow(UsageError);
  });
});

it('sync counts the resources that are listed', async () => {
  const { run, store } = desk();
  const network = new FakeNetwork(() => json({}));
  const vault = { ...memoryVault(), read: keysFor({ apiKey: 'k' }) };
  const providers = [listingProvider([aResource(), disk])];
  const engine = anEngine(store, () => nowMs, { vault, providers, openHttp: network.open });
  expect(await run('sync lab', { engine: () => engine, vault, providers })).toMatchObject({
    exit: 0,
    json: { accounts: [{ label: 'lab', ok: true, orders: 0, resources: 2, rentals: 3 }] },
  });
});

it('rentals say whether they renew themselves, and no more of it than that', async () => {
  const { run } = desk();
  const { json: listed } = await run('rentals --query i-1 --account lab --json');
  expect(listed).toMatchObject([{ title: 'llm-ft', autoRenews: 'yes' }]);
  expect(JSON.stringify(listed)).not.toMatch(/chargesAt|afterwards/);
  const { text } = await run('export rentals --format csv');
  const [header = '', ...rows] = text.trim().split('\r\n');
  const column = header.split(',').indexOf('"autoRenews"');
  expect(column).toBeGreaterThan(0);
  expect(rows.map((row) => row.split('","')[column]).sort()).toEqual(['unknown', 'yes', 'yes', 'yes']);
});
