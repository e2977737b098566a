import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ChannelChain } from '../../electron/channels/chain.ts';
import { compose, type ComposedEngine } from '../../electron/compose/engine.ts';
import { success } from '../../electron/core/model/failure.ts';
import type { Notification } from '../../electron/core/ports/channel.ts';
import type { LocaleSetting } from '../../electron/core/words/instants.ts';
import { startDemoServers } from '../../electron/demo/servers.ts';
import type { DemoWorld } from '../../electron/demo/world/world.ts';
import { openRound } from '../../electron/edges/http/open-round.ts';
import { memoryVault } from '../../electron/edges/secrets/memory-vault.ts';
import { chance } from '../../electron/edges/system/chance.ts';
import { silentLog } from '../../electron/edges/system/log.ts';
import { dataFiles } from '../../electron/edges/system/paths.ts';
import { addDemoAccounts } from '../../electron/program/demo/add-accounts.ts';
import { providers } from '../../electron/providers/registry.ts';
import { directTransport } from '../fakes/http.ts';

/** An engine over a store of its own, with an account at each of the demo's providers. */
export interface DemoEngine extends ComposedEngine {
  /** What it has rung, oldest first. */
  readonly rung: readonly Notification[];
  readonly storePath: string;
  /** Ends all of it; its store is left until `forget`. */
  readonly stop: () => Promise<void>;
  readonly forget: () => void;
}

/** Puts the engine over the demo's providers, which show `world`, and goes through all of their accounts once. Both go by `now`. */
export const demoEngine = async (
  world: DemoWorld,
  now: () => number,
  localeSetting: () => LocaleSetting,
): Promise<DemoEngine> => {
  const folder = mkdtempSync(join(tmpdir(), 'leasebell-demo-'));
  const servers = await startDemoServers({ now: () => new Date(now()), world });
  const transport = directTransport();
  const rung: Notification[] = [];
  const opened = compose({
    ...{ folder, localeSetting, providers, vault: memoryVault(), clock: { now } },
    channels: new ChannelChain([
      {
        channel: 'native',
        health: () => Promise.resolve({ channel: 'native', state: 'ok', why: null }),
        show: (notification) => {
          rung.push(notification);
          return Promise.resolve(success('shown'));
        },
      },
    ]),
    openHttp: (_account, signal) => openRound(transport, { now, random: chance }, signal),
    online: () => true,
    onActivate: () => undefined,
    news: () => undefined,
    log: silentLog(),
  });
  if (!opened.ok) throw new Error(opened.failure.code);
  const { running } = opened.value;
  await addDemoAccounts(running.program, servers);
  await running.program.accounts.sync({ id: null });
  return {
    ...opened.value,
    rung,
    storePath: dataFiles(folder).store,
    stop: async () => {
      await running.life.stop();
      await servers.stop();
      await transport.close();
    },
    forget: () => rmSync(folder, { recursive: true, force: true }),
  };
};
