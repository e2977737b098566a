import { readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { failed, success } from '../../../../electron/core/model/failure.ts';
import { accountIdOf, rentalIdOf } from '../../../../electron/core/model/ids.ts';
import { instantOf, minute } from '../../../../electron/core/model/instant.ts';
import type { HealthStep } from '../../../../electron/core/model/health.ts';
import { Secret } from '../../../../electron/core/model/secret.ts';
import { memoryVault } from '../../../../electron/edges/secrets/memory-vault.ts';
import { accountByLabel, insertAccount, listAccounts } from '../../../../electron/edges/store/accounts.ts';
import { Database } from '../../../../electron/edges/store/database.ts';
import { wishOfRental } from '../../../../electron/edges/store/rental-wishes.ts';
import { readNetwork } from '../../../../electron/edges/store/settings.ts';
import { WishQueue } from '../../../../electron/edges/store/wish-queue.ts';
import { runCommand } from '../../../../electron/faces/terminal/commands/run.ts';
import { programOver } from '../../../../electron/program/program.ts';
import { WishService } from '../../../../electron/program/queue/serve.ts';
import { applyReading } from '../../../fakes/apply-reading.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { anEngine } from '../../../fakes/engine.ts';
import { FakeNetwork, woloverPage, woloverRow } from '../../../fakes/http.ts';
import { at, ms } from '../../../fakes/instants.ts';
import { anItem, anOrder, aReading, stated } from '../../../fakes/orders.ts';
import { aFolder, aStore } from '../../../fakes/store.ts';
import { aTerminal } from '../../../fakes/terminal.ts';

const nowMs = ms('2026-03-10T00:00:00Z');
const key = 'sk-0123456789-abcdef';

/** A process that holds the store and serves wishes, and a terminal beside it that shares its keychain. */
const twoProcesses = () => {
  const storePath = join(aFolder(), 'store.sqlite');
  const store = aStore(storePath);
  insertAccount(store.database, anAccount({ label: 'one', provider: 'wolover', settings: { durationUnit: 'month' } }));
  const vault = memoryVault();
  const network = new FakeNetwork(() => woloverPage(woloverRow('1', 5)));
  const settingsSeen: unknown[] = [];
  const engine = anEngine(store, () => nowMs, {
    vault,
    openHttp: network.open,
    onSettings: (settings) => settingsSeen.push(settings),
    log: { error: () => undefined, info: () => undefined },
  });
  const troubles: HealthStep[] = [];
  const service = new WishService({
    ...{ storePath, program: programOver(engine), life: engine, now: () => nowMs },
    follow: () => () => undefined,
  });
  engine.followTroubles(({ step }) => troubles.push(step));
  onTestFinished(() => service.end());
  const said: string[] = [];
  const run = (line: string, typed: readonly string[] = [], serves = true) =>
    runCommand(
      aTerminal({
        ...{ line, storePath, vault, said, typed, now: () => nowMs, openHttp: network.open },
        openRunning: () => failed('store.locked'),
        whileAsking: () => (serves ? service.look() : Promise.resolve()),
      }),
    );
  return { store, storePath, engine, service, troubles, settingsSeen, vault, network, said, run };
};

describe('a command beside the process that holds the store', () => {
  it('changes an account through it, and sees what came of it', async () => {
    const { run, store } = twoProcesses();
    const answer = await run('accounts set one --set durationUnit=day --every 5m');
    expect(answer).toMatchObject({ exit: 0, json: { account: { label: 'one', settings: { durationUnit: 'day' } } } });
    expect(accountByLabel(store.database, 'one')).toMatchObject({
      settings: { durationUnit: 'day' },
      intervalMs: 5 * minute,
    });
  });

  it('adds an account: the key goes into the keychain, and never into the queue', async () => {
    const { run, store, storePath, vault } = twoProcesses();
    const line = 'accounts add --provider wolover --label two --base-url http://127.0.0.1:1 --secret apiKey';
    expect(await run(line, [key])).toMatchObject({
      exit: 0,
      json: { account: { label: 'two', secretHint: 'cdef' }, orders: 1 },
    });
    const added = accountByLabel(store.database, 'two');
    expect(added).toMatchObject({ provider: 'wolover', secretHint: 'cdef', settings: { durationUnit: 'unknown' } });
    expect(added !== null && (await vault.read(added)).ok).toBe(true);
    for (const end of ['', '-wal', '.wishes', '.wishes-journal'])
      expect(readable(`${storePath}${end}`)).not.toContain(key.slice(3, -4));
  });

  it('never leaves a key that was typed into another box in the queue, nor in the store', async () => {
    const { run, store, storePath, vault, engine } = twoProcesses();
    const other = anAccount({ id: accountIdOf('q'), label: 'q', provider: 'qiniu', settings: {} });
    insertAccount(store.database, other);
    await vault.write(other, { accessKey: new Secret('aK-9f8e7d6c5b4a3928'), secretKey: new Secret(key) });
    const refused = (field: string) => ({ exit: 1, json: { failure: { field, reason: 'holds-key' } } });
    const line = 'accounts add --provider wolover --base-url http://127.0.0.1:1 --secret apiKey';
    expect(await run(`${line} --label my-${key}`, [key])).toMatchObject(refused('label'));
    for (const name of ['regionId', 'orderHashes'])
      expect(await run(`accounts set q --set ${name}=${key}`)).toMatchObject(refused(name));
    expect(await programOver(engine).accounts.setSettings({ id: other.id, settings: { regionId: key } })).toEqual(
      failed('input.invalid', { field: 'regionId', reason: 'holds-key' }),
    );
    for (const end of ['', '-wal', '.wishes', '.wishes-journal'])
      expect(readable(`${storePath}${end}`)).not.toContain(key.slice(3, -4));
  });

  it('leaves no key behind when the account is refused there', async () => {
    const { run, store, vault } = twoProcesses();
    const line = 'accounts add --provider wolover --label two --base-url http://127.0.0.1:1 --secret apiKey';
    const written: Parameters<typeof vault.read>[0][] = [];
    const { write } = vault;
    vault.write = (account, secrets) => {
      written.push(account);
      // Somebody else takes the label meanwhile.
      insertAccount(store.database, anAccount({ id: accountIdOf('other'), label: 'two' }));
      return write.call(vault, account, secrets);
    };
    expect(await run(line, [key])).toMatchObject({ exit: 1, json: { failure: { field: 'label', reason: 'taken' } } });
    expect(written).toHaveLength(1);
    for (const account of written) expect((await vault.read(account)).ok).toBe(false);
  });

  it('removes an account and says how much went with it', async () => {
    const { run, store } = twoProcesses();
    expect(await run('accounts remove one')).toMatchObject({ exit: 0, json: { label: 'one', orders: 0, rentals: 0 } });
    expect(listAccounts(store.database)).toEqual([]);
  });

  it('says something of a rental, and sees what came of it', async () => {
    const { run, store } = twoProcesses();
    const item = anItem({ id: 'a', startsAt: at('2026-03-01T00:00:00Z'), end: stated('2026-04-01T00:00:00Z') });
    const reading = aReading([anOrder({ id: 'a', status: 'active', items: [item] })]);
    applyReading(store.database, anAccount({ label: 'one', provider: 'wolover' }), reading, instantOf(nowMs));
    const id = rentalIdOf('acc1:a/a');
    for (const said of [
      'intend acc1:a renew',
      'later acc1:a hour',
      'label acc1:a 主机',
      'end acc1:a 2026-04-02T00:00Z',
    ])
      expect(await run(`rental ${said}`)).toMatchObject({ exit: 0, json: { rental: { id } } });
    expect(wishOfRental(store.database, id)).toMatchObject({
      label: '主机',
      intention: 'renew',
      correctedEndAt: '2026-04-02T00:00:00.000Z',
    });
    expect(await run('rental note acc1:a x', [], false)).toMatchObject({ exit: 3 });
    expect(wishOfRental(store.database, id)?.note).toBeNull();
  });

  it('changes settings, which the program that runs follows at once', async () => {
    const { run, store, settingsSeen } = twoProcesses();
    expect(await run('settings set proxy=none')).toMatchObject({ exit: 0 });
    expect(readNetwork(store.database).proxy).toBe('none');
    expect(settingsSeen).toMatchObject([{ proxy: 'none' }]);
  });

  it('is refused, with nothing done, where nobody serves wishes', async () => {
    const { run, store, service } = twoProcesses();
    expect(await run('accounts set one --every 5m', [], false)).toMatchObject({
      exit: 3,
      json: { failure: { code: 'store.locked' } },
    });
    await service.look();
    expect(accountByLabel(store.database, 'one')?.intervalMs).toBe(anAccount().intervalMs);
  });

  it('asks no provider and touches no keychain where nobody serves wishes', async () => {
    const { run, vault, network } = twoProcesses();
    const touched: string[] = [];
    vault.write = () => {
      touched.push('key');
      return Promise.resolve(success('session'));
    };
    vault.confirmCa = () => {
      touched.push('certificates');
      return Promise.resolve(success('session'));
    };
    const line = 'accounts add --provider wolover --label two --base-url http://127.0.0.1:1 --secret apiKey';
    for (const refused of [await run(line, [key], false), await run('settings set extraCa=', [], false)])
      expect(refused).toMatchObject({ exit: 3, json: { failure: { code: 'store.locked' } } });
    expect([network.asked, touched]).toEqual([[], []]);
  });

  it('keeps the key of an account that was added, though nobody could say so', async () => {
    const { run, store, vault } = twoProcesses();
    const { reply } = WishQueue.prototype;
    const silent = vi.spyOn(WishQueue.prototype, 'reply').mockImplementation(function (this: WishQueue, wish, text) {
      reply.call(this, wish, text.includes('secretHint') ? 'no JSON' : text);
    });
    onTestFinished(() => silent.mockRestore());
    const line = 'accounts add --provider wolover --label two --base-url http://127.0.0.1:1 --secret apiKey';
    expect(await run(line, [key])).toMatchObject({ exit: 0, json: { account: { label: 'two' } } });
    const added = accountByLabel(store.database, 'two');
    expect(added !== null && (await vault.read(added)).ok).toBe(true);
  });
});

it('who quits carries out the wish that is under way, and leaves the others to be withdrawn', async () => {
  const { storePath, store, vault, service } = twoProcesses();
  insertAccount(store.database, anAccount({ id: accountIdOf('0b0b0b0b'), label: 'two' }));
  const queue = new WishQueue(storePath, { waitMs: 5000 });
  onTestFinished(() => queue.close());
  queue.leave({ id: 'x', name: 'account.remove', input: '{"id":"acc1"}' }, nowMs);
  queue.leave({ id: 'y', name: 'account.remove', input: '{"id":"0b0b0b0b"}' }, nowMs + 1);
  const endings: Promise<void>[] = [];
  vault.remove = async () => {
    await Promise.resolve();
    if (endings.length === 0) endings.push(service.end());
    return success(null);
  };
  await service.look();
  await Promise.all(endings);
  expect(listAccounts(store.database).map(({ label }) => label)).toEqual(['two']);
  expect([queue.replyTo('y'), queue.withdraw('y')]).toEqual([null, true]);
});

it('a queue that was removed meanwhile is made anew, and used', async () => {
  const { run, store, storePath, service } = twoProcesses();
  expect((await run('accounts set one --every 5m')).exit).toBe(0);
  rmSync(`${storePath}.wishes`);
  await service.look();
  expect((await run('accounts set one --every 6m')).exit).toBe(0);
  expect(accountByLabel(store.database, 'one')?.intervalMs).toBe(6 * minute);
});

it('a queue that cannot be used is said in a sentence, and nothing is changed', async () => {
  const { run, store, storePath } = twoProcesses();
  symlinkSync('/dev/zero', `${storePath}.wishes`);
  expect(await run('accounts set one --every 5m')).toMatchObject({
    exit: 3,
    json: { failure: { code: 'store.locked', reason: 'no-queue' } },
  });
  expect(accountByLabel(store.database, 'one')?.intervalMs).toBe(anAccount().intervalMs);
});

describe('what was written into the queue by somebody else', () => {
  /** What comes of a wish that no command of ours would leave. */
  const outcomeOf = async (name: string, input: string) => {
    const { storePath, service, store, troubles } = twoProcesses();
    const queue = new WishQueue(storePath, { waitMs: 5000 });
    onTestFinished(() => queue.close());
    queue.leave({ id: 'x', name, input }, nowMs);
    await service.look();
    const reply: unknown = JSON.parse(queue.replyTo('x') ?? 'null');
    return { reply, troubles, accounts: listAccounts(store.database) };
  };

  it.each([
    ['account.acceptAddress', JSON.stringify({ id: 'acc1', baseUrl: 'https://evil.test', allowHttp: false })],
    ['account.setSecrets', JSON.stringify({ id: 'acc1', secrets: { apiKey: 'x' } })],
    ['account.add', '{}'],
    ['toString', '{}'],
    ['__proto__', '{}'],
  ])('%s is no wish that goes this way', async (name, input) => {
    const { reply, accounts } = await outcomeOf(name, input);
    expect(reply).toEqual(failed('not-found'));
    expect(accounts).toHaveLength(1);
  });

  it.each([
    ['account.remove', 'no JSON'],
    ['account.remove', '{"id":7}'],
    ['account.setPolling', '{"id":"acc1","intervalMs":1,"requestsPerHour":60}'],
    ['account.adopt', '{"id":"../x","secretHint":"","entered":{}}'],
    ['settings.set', '{"theme":"loud"}'],
    ['account.remove', '['.repeat(50_000)],
  ])('%s with %s is refused and changes nothing', async (name, input) => {
    const { reply, accounts, troubles } = await outcomeOf(name, input);
    expect(reply).toMatchObject({ ok: false, failure: { code: 'input.invalid' } });
    expect([accounts.length, troubles]).toEqual([1, []]);
  });

  it('a file of certificates that nobody confirmed is stored at most, and trusted by no round', async () => {
    const { reply } = await outcomeOf('settings.set', JSON.stringify({ extraCa: '/tmp/evil.pem' }));
    expect(reply).toMatchObject(success({ extraCa: '/tmp/evil.pem' }));
  });
});

it('a queue that cannot be opened is a trouble of its own, and over when it can', async () => {
  const { storePath, service, engine } = twoProcesses();
  writeFileSync(`${storePath}.wishes`, 'no database, and longer than a header of one would be: '.repeat(20));
  await service.look();
  expect(engine.health.troubles).toMatchObject([{ step: 'wishes' }]);
  rmSync(`${storePath}.wishes`);
  await service.look();
  expect(engine.health.troubles).toEqual([]);
});

describe('a queue that another process holds', () => {
  const held = (storePath: string) => {
    const other = new Database(`${storePath}.wishes`, { readOnly: false });
    onTestFinished(() => other.close());
    return other;
  };

  it('is nothing for a moment, is said once while it lasts, and is over when it is free', async () => {
    const { storePath, service, troubles, engine, store } = twoProcesses();
    const queue = new WishQueue(storePath, { waitMs: 0 });
    onTestFinished(() => queue.close());
    queue.leave({ id: 'x', name: 'account.remove', input: '{"id":"acc1"}' }, nowMs);
    const other = held(storePath);
    other.execute('BEGIN EXCLUSIVE');
    for (let looks = 0; looks < 5; looks += 1) await service.look();
    expect(troubles).toEqual([]);
    for (let looks = 0; looks < 40; looks += 1) await service.look();
    expect(troubles).toEqual(['wishes']);
    expect(engine.health.troubles).toMatchObject([{ step: 'wishes', code: 'store.locked', reason: 'queue-held' }]);
    other.execute('ROLLBACK');
    await service.look();
    expect([engine.health.troubles, listAccounts(store.database)]).toEqual([[], []]);
  });

  it('gets the reply to a wish that was carried out meanwhile once it is free', async () => {
    const { storePath, service, vault, store } = twoProcesses();
    const queue = new WishQueue(storePath, { waitMs: 0 });
    onTestFinished(() => queue.close());
    queue.leave({ id: 'x', name: 'account.remove', input: '{"id":"acc1"}' }, nowMs);
    const other = held(storePath);
    vault.remove = () => {
      other.execute('BEGIN EXCLUSIVE');
      return Promise.resolve(success(null));
    };
    await service.look();
    other.execute('ROLLBACK');
    expect([queue.replyTo('x'), listAccounts(store.database)]).toEqual([null, []]);
    await service.look();
    expect(JSON.parse(queue.replyTo('x') ?? 'null')).toMatchObject({ ok: true });
  });
});

const readable = (path: string): string => {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
};
