import { ChannelChain } from '../../../electron/channels/chain.ts';
import { compose, type ComposedEngine } from '../../../electron/compose/engine.ts';
import { terminalHttp } from '../../../electron/compose/terminal-http.ts';
import type { EventName } from '../../../electron/core/model/events.ts';
import { success, type Result } from '../../../electron/core/model/failure.ts';
import type { AccountId } from '../../../electron/core/model/ids.ts';
import { hour } from '../../../electron/core/model/instant.ts';
import type { NotificationChannel } from '../../../electron/core/ports/channel.ts';
import { memoryVault } from '../../../electron/edges/secrets/memory-vault.ts';
import type { Clock } from '../../../electron/edges/system/clock.ts';
import { silentLog } from '../../../electron/edges/system/log.ts';
import { dataFiles } from '../../../electron/edges/system/paths.ts';
import { providers } from '../../../electron/providers/registry.ts';

/** What a life is opened with. */
export interface LifeParts {
  readonly folder: string;
  readonly clock: Clock;
  /** A notification is shown. */
  readonly onShown: () => void;
  /** The window would be told to look again. */
  readonly onNews: (event: EventName) => void;
}

/** The engine and the program as `watch` has them, over a store in a folder, but for a channel that only notes when it is asked. */
export const openLife = ({ folder, clock, onShown, onNews }: LifeParts): ComposedEngine => {
  const vault = memoryVault();
  const trust = { vault, environmentCa: null };
  const http = terminalHttp(
    dataFiles(folder).store,
    () => clock.now(),
    () => Promise.resolve(null),
    trust,
  );
  return valueOf(
    compose({
      ...{ folder, clock, vault, providers, log: silentLog(), news: onNews },
      localeSetting: () => ({ locale: 'zh-CN', timeZone: 'Asia/Shanghai' }),
      channels: new ChannelChain([notingChannel(onShown)]),
      openHttp: http.open,
      onSettings: http.followSettings,
      online: () => true,
      onActivate: () => undefined,
    }),
  );
};

const notingChannel = (onShown: () => void): NotificationChannel => ({
  channel: 'native',
  health: () => Promise.resolve({ channel: 'native', state: 'ok', why: null }),
  show: () => {
    onShown();
    return Promise.resolve(success('shown'));
  },
});

/** The value of a result that has to be one. */
export const valueOf = <Value>(result: Result<Value>): Value => {
  if (!result.ok) throw new Error(`failed: ${JSON.stringify(result.failure)}`);
  return result.value;
};

/** Adds an account that is asked by itself no more than once, so that the measurement says when. */
export const addAccount = async ({ running }: ComposedEngine, label: string, baseUrl: string): Promise<AccountId> => {
  const { accounts } = running.program;
  const entered = { provider: 'wolover', label, baseUrl, settings: { durationUnit: 'month' }, allowHttp: true };
  const { account } = valueOf(
    await accounts.add({ ...entered, secrets: { apiKey: 'bench-key-0123456789' }, test: false }),
  );
  valueOf(await accounts.setPolling({ id: account.id, intervalMs: 24 * hour, requestsPerHour: 100_000 }));
  return account.id;
};

/** One round of an account; throws where it fails. Returns whether it read all: a long first sync goes on in the next round. */
export const oneRound = async ({ running }: ComposedEngine, id: AccountId): Promise<boolean> => {
  const outcomes = valueOf(await running.program.accounts.sync({ id }));
  for (const { ok, failure } of outcomes) if (!ok) throw new Error(`the round failed: ${JSON.stringify(failure)}`);
  return outcomes.every(({ warnings }) => warnings.every(({ code }) => code !== 'round.unfinished'));
};
