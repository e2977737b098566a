import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { compose } from '../../../electron/compose/engine.ts';
import { success } from '../../../electron/core/model/failure.ts';
import { speakIn } from '../../../electron/core/words/words.ts';
import { openRound } from '../../../electron/edges/http/open-round.ts';
import type { Notification } from '../../../electron/core/ports/channel.ts';
import { ChannelChain } from '../../../electron/channels/chain.ts';
import { providers } from '../../../electron/providers/registry.ts';
import { memoryVault } from '../../../electron/edges/secrets/memory-vault.ts';
import { silentLog } from '../../../electron/edges/system/log.ts';
import { dataFiles } from '../../../electron/edges/system/paths.ts';
import type { CommandResult } from '../../../electron/faces/terminal/output.ts';
import { runCommand } from '../../../electron/faces/terminal/commands/run.ts';
import type { RequestParts } from '../../../electron/engine/polling/ports.ts';
import { directTransport } from '../../fakes/http.ts';
import { aFolder } from '../../fakes/store.ts';
import { aTerminal } from '../../fakes/terminal.ts';
import { wholeAnswer } from '../../fakes/whole-answer.ts';
import { anchor } from '../stage.ts';
import { minimal } from './index.ts';
import { leases } from './role.ts';
import { minimalSecrets, startMinimal } from './server.ts';
import { chance } from '../../../electron/edges/system/chance.ts';

const localeSetting = { locale: 'en', timeZone: 'Asia/Shanghai' } as const;

let server: Awaited<ReturnType<typeof startMinimal>>;
let nowMs = anchor.getTime();
let served = leases;

beforeAll(async () => {
  speakIn(() => 'en');
  server = await startMinimal({ now: () => new Date(nowMs), leases: () => served });
});
afterAll(() => server.stop());

/** The terminal program as electron/cli.ts puts it together, with one provider more and a bell that the test hears. */
const aProgram = () => {
  nowMs = anchor.getTime();
  served = leases;
  const folder = aFolder();
  const shown: Notification[] = [];
  const transport = directTransport();
  onTestFinished(() => transport.close());
  const clock = { now: () => nowMs };
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
  const vault = memoryVault();
  const openHttp: RequestParts['openHttp'] = (_account, signal) =>
    openRound(transport, { now: () => nowMs, random: chance }, signal);
  const known = [...providers, minimal];
  const open = () =>
    compose({
      ...{ folder, clock, vault, channels, openHttp },
      providers: known,
      localeSetting: () => localeSetting,
      online: () => true,
      onActivate: () => undefined,
      news: () => undefined,
      log: silentLog(),
    });
  const run = (line: string, typed: readonly string[] = []): Promise<CommandResult> =>
    wholeAnswer(runCommand)(
      aTerminal({
        ...{ line, typed, vault, channels, openHttp, now: clock.now },
        storePath: dataFiles(folder).store,
        providers: known,
        openRunning: () => {
          const opened = open();
          return opened.ok ? success(opened.value.running) : opened;
        },
      }),
    );
  const add = (more = '', keys: readonly string[] = Object.values(minimalSecrets)): Promise<CommandResult> =>
    run(
      `accounts add --provider minimal --label 机房 --base-url ${server.baseUrl} --secret keyId --secret keySecret${more}`,
      keys,
    );
  return { run, add, shown, open };
};

describe('a provider that the product does not know, in the whole program', () => {
  test('the help names its fields', async () => {
    expect((await aProgram().run('--help')).text).toContain('minimal: secrets keyId, keySecret; settings zone');
  });

  test('an account is tested and added; a wrong key or setting adds none', async () => {
    const { add, run } = aProgram();
    expect(await add('', ['mk-0123456789-abcd', 'wrong'])).toMatchObject({
      exit: 1,
      json: { failure: { code: 'account.key-rejected', providerCode: 'BadSignature' } },
    });
    await expect(add(' --set zone=north')).rejects.toMatchObject({
      name: 'UsageError',
      message: '--set zone=…',
    });
    expect((await run('accounts list')).json).toEqual([]);
    expect(await add()).toMatchObject({
      exit: 0,
      json: { account: { provider: 'minimal', secretHint: 'abcd' }, orders: 60 },
    });
    expect((await run('accounts list')).text).toContain('minimal');
  });

  test('its orders become rentals with planned reminders', async () => {
    const { add, run } = aProgram();
    await add(' --set zone=west');
    expect((await run('sync')).json).toMatchObject({
      accounts: [{ label: '机房', provider: 'minimal', ok: true, orders: 30, rentals: 30, warnings: [] }],
    });
    expect((await run('orders --query 1001')).json).toMatchObject([
      { providerOrderId: 'L-1001', status: 'active', price: { amount: '88.5', currency: 'CNY' } },
    ]);
    expect((await run('rentals --query 1001')).json).toMatchObject([
      {
        provider: 'minimal',
        title: '训练机 1001',
        state: 'ending',
        end: { at: '2026-11-25T04:00:00.000Z', basis: 'stated' },
      },
    ]);
    const planned = (await run('reminders --upcoming 3d')).text;
    expect(planned).toContain('训练机 1001');
  });

  test('it rings for one of its rentals, once, and is called by its id where it has no name', async () => {
    const { add, run, shown, open } = aProgram();
    served = leases.filter(({ lease }) => lease === 'L-1001');
    await add();
    await run('sync');
    nowMs = Date.parse('2026-11-25T03:00:00Z');
    const opened = open();
    if (!opened.ok) throw new Error(opened.failure.code);
    const { engine, running } = opened.value;
    await running.program.accounts.sync({ id: null });
    await engine.ringDue();
    await engine.ringDue();
    await engine.stop();
    expect(shown.map(({ title }) => title)).toEqual([expect.stringContaining('训练机 1001')]);
    expect(shown[0]?.body).toContain('minimal / 机房');
  });

  test('the product itself does not know it', () => {
    expect(providers.map(({ description }) => description.id)).not.toContain(minimal.description.id);
  });
});
