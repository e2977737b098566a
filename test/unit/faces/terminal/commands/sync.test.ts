import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { accountIdOf } from '../../../../../electron/core/model/ids.ts';
import type { RoundOutcome } from '../../../../../electron/core/model/sync.ts';
import { memoryVault } from '../../../../../electron/edges/secrets/memory-vault.ts';
import { insertAccount, listAccounts } from '../../../../../electron/edges/store/accounts.ts';
import { openForReading } from '../../../../../electron/edges/store/open.ts';
import { UsageError } from '../../../../../electron/faces/terminal/arguments.ts';
import { sync } from '../../../../../electron/faces/terminal/commands/sync.ts';
import { anAccount } from '../../../../fakes/accounts.ts';
import { anEngine } from '../../../../fakes/engine.ts';
import { FakeNetwork, json, woloverPage, woloverRow } from '../../../../fakes/http.ts';
import { ms } from '../../../../fakes/instants.ts';
import { aFolder, aStore } from '../../../../fakes/store.ts';
import { aTerminal } from '../../../../fakes/terminal.ts';
import { keysFor } from '../../../../fakes/vault.ts';

const nowMs = ms('2026-03-10T00:00:00Z');
const secrets = { apiKey: 'k', accessKeyId: 'i', accessKeySecret: 's', accessKey: 'a', secretKey: 'b' };

/** `sync` over a store with one account at each provider, and what was asked and said meanwhile. */
const run = async (line: readonly string[], damagedText = false) => {
  const path = join(aFolder(), 'store.sqlite');
  const store = aStore(path);
  for (const provider of ['wolover', 'unicloud', 'qiniu']) {
    const settings: Readonly<Record<string, string>> = provider === 'wolover' ? { durationUnit: 'month' } : {};
    insertAccount(store.database, anAccount({ id: accountIdOf(provider), label: provider, provider, settings }));
  }
  const network = new FakeNetwork(({ url }) => {
    if (url.includes('getOrderList')) return woloverPage(woloverRow('1', 5));
    return url.includes('Action=') ? json({ OrderList: null, TotalCount: 0 }) : json({ request_id: 'R', data: [] });
  });
  network.damagedText = damagedText;
  const said: string[] = [];
  const terminal = aTerminal({
    line: ['sync', ...line],
    storePath: path,
    now: () => nowMs,
    vault: { ...memoryVault(), read: keysFor(secrets) },
    openHttp: network.open,
    said,
    engine: (asking) => anEngine(store, () => nowMs, asking),
  });
  const answer = await sync(terminal);
  const reader = openForReading(path);
  const accounts = reader.ok && reader.value !== null ? listAccounts(reader.value.database) : [];
  if (reader.ok) reader.value?.close();
  const outcomes = (answer.json as { readonly accounts: readonly RoundOutcome[] }).accounts;
  return { answer, outcomes, asked: network.asked, said: said.join('\n'), accounts };
};

describe('sync --set', () => {
  it.each(['Size=201', 'OrderStatus=PAID', 'status=12'])(
    '%s is wrong usage: outside what is declared',
    async (typed) => {
      await expect(run(['--set', typed])).rejects.toMatchObject({
        name: 'UsageError',
        message: `--set ${typed.replace(/=.*/, '=…')}`,
      });
    },
  );

  it('sends a filter in this round and keeps it nowhere', async () => {
    const { answer, outcomes, asked, accounts } = await run(['wolover', '--set', 'status=5']);
    expect(answer.exit).toBe(0);
    // Pages beyond it are asked for until one repeats it.
    expect(asked.map(({ body }) => body)).toEqual([0, 1, 2].map((page) => `pageNum=${page}&pageSize=100&status=5`));
    expect(outcomes).toMatchObject([{ label: 'wolover', ok: true, orders: 1, warnings: [{ code: 'round.narrowed' }] }]);
    expect(accounts.find(({ label }) => label === 'wolover')?.settings).toEqual({ durationUnit: 'month' });
    expect(answer.text).toMatch(/\nwolover: This round was limited to some orders\./);
  });

  it.each([
    ['unicloud', 'Size=50', 'Size=50'],
    ['unicloud', 'size=50', 'Size=50'],
    ['unicloud', 'PayType=DAY_MONTH', 'PayType=DAY_MONTH'],
    ['qiniu', 'create_st=2020-09-16 00:00:00', 'create_st=1600185600'],
    ['qiniu', 'resourceType=disk', 'resource_type=disk'],
  ])('%s takes %s, by our name or by that of its document', async (label, typed, sent) => {
    const { answer, asked } = await run([label, '--set', typed]);
    expect(answer.exit).toBe(0);
    expect(asked[0]?.url).toContain(sent);
  });

  it.each([
    ['wolover', 'durationUnit=day', { field: 'durationUnit', reason: 'not-for-one-round' }, 'belongs to the account'],
  ])('%s refuses %s in words, asks nobody and notes nothing', async (label, typed, facts, sentence) => {
    const { answer, outcomes, asked, said, accounts } = await run([label, '--set', typed]);
    expect(answer.exit).toBe(1);
    expect(asked).toEqual([]);
    expect(outcomes).toMatchObject([{ label, ok: false, requests: 0, failure: { code: 'input.invalid', ...facts } }]);
    expect(said).toContain(sentence);
    expect(said).toContain(facts.field);
    expect(accounts.map(({ failure, staleSince }) => [failure, staleSince])).toEqual(accounts.map(() => [null, null]));
  });

  it('what one provider does not have keeps the others from nothing', async () => {
    const { answer, outcomes } = await run(['--set', 'Page=1']);
    expect(answer.exit).toBe(1);
    expect(outcomes.map(({ label, ok }) => [label, ok])).toEqual([
      ['qiniu', true],
      ['unicloud', true],
      ['wolover', false],
    ]);
  });

  it('is wrong usage with a name that no provider has, and names those that could be meant', async () => {
    await expect(run(['--set', 'colour=red'])).rejects.toMatchObject({
      name: 'UsageError',
      message: '--set colour',
      choices: expect.arrayContaining(['payType', 'status', 'pageNum']) as unknown,
    });
  });

  it.each([[['wolover']], [['unicloud', 'wolover']]])(
    'is wrong usage with a name that a provider of %s does not have',
    async (labels) => {
      const wrong = run([...labels, '--set', 'Page=1']);
      await expect(wrong).rejects.toMatchObject({ name: 'UsageError', message: '--set Page' });
      await expect(wrong).rejects.toMatchObject({ choices: expect.arrayContaining(['status']) as unknown });
      await expect(wrong).rejects.not.toMatchObject({ choices: expect.arrayContaining(['payType']) as unknown });
    },
  );

  it('is wrong usage without a name', async () => {
    await expect(run(['--set', '=5'])).rejects.toThrow(UsageError);
    await expect(run(['--set', 'status'])).rejects.toThrow(UsageError);
  });
});

it('an account that is not there is said in the words of the terminal', async () => {
  const { answer } = await run(['nope']);
  expect(answer.text).toContain('There is no account with this name. “accounts list” shows them all.');
});

it.each(['sk-0123456789abcdef0123', 'QmzVtRkLwPxYhNcDQwErTyUi', 'https://x/?k=sk-0123456789abcdef0123'])(
  'a key in place of a name is not repeated',
  async (key) => {
    const { answer, outcomes, said } = await run([key]);
    expect(outcomes).toMatchObject([{ label: '…', failure: { code: 'not-found' } }]);
    expect(`${JSON.stringify(answer)}${said}`).not.toContain(key);
  },
);

it('what could not be read of an answer is said beside it', async () => {
  const { answer, outcomes } = await run(['wolover'], true);
  expect(answer.exit).toBe(0);
  expect(outcomes).toMatchObject([{ ok: true, warnings: [{ code: 'answer.damaged-text' }] }]);
  expect(answer.text).toContain("wolover: Some characters of the provider's answer could not be read");
});

describe('a label that no account has', () => {
  it('is why there is no result, which goes to stderr without --json, and nobody is asked', async () => {
    const { answer, outcomes, asked } = await run(['wolover', 'NoLabel', 'Neither']);
    const sentence = 'There is no account with this name. “accounts list” shows them all.\n  Field: account';
    expect(answer).toMatchObject({ exit: 1, isFailure: true });
    expect(answer.text).toBe(`NoLabel: ${sentence}\nNeither: ${sentence}`);
    expect(outcomes).toMatchObject([
      { label: 'NoLabel', ok: false, failure: { code: 'not-found' } },
      { label: 'Neither', ok: false, failure: { code: 'not-found' } },
    ]);
    expect(asked).toEqual([]);
  });
});
