import { dirname } from 'node:path';
import { ChannelChain } from '../../electron/channels/chain.ts';
import { success } from '../../electron/core/model/failure.ts';
import type { Provider } from '../../electron/core/ports/provider.ts';
import type { LocaleSetting } from '../../electron/core/words/instants.ts';
import { reminderTexts } from '../../electron/core/words/reminder-facts.ts';
import type { FindProxy } from '../../electron/edges/http/find-proxy.ts';
import { memoryVault } from '../../electron/edges/secrets/memory-vault.ts';
import type { Vault } from '../../electron/edges/secrets/vault.ts';
import { openForReading } from '../../electron/edges/store/open.ts';
import type { EngineParts } from '../../electron/engine/engine-parts.ts';
import type { Engine } from '../../electron/engine/engine.ts';
import { noRounds, type Sources } from '../../electron/engine/host.ts';
import { readArguments } from '../../electron/faces/terminal/arguments.ts';
import type { Terminal, TerminalChannels } from '../../electron/faces/terminal/terminal.ts';
import { backupsOf } from '../../electron/program/backups.ts';
import { doctorReport } from '../../electron/program/health/doctor.ts';
import { networkQuestions } from '../../electron/program/network.ts';
import { questionsFrom } from '../../electron/program/program.ts';
import { runningOver } from '../../electron/program/running/running.ts';
import { providers as registry } from '../../electron/providers/registry.ts';
import { fakeBus } from '../unit/channels/desktop/fake-bus.ts';
import { randomUUID } from 'node:crypto';
import { accountIdOf } from '../../electron/core/model/ids.ts';
import { queuedProgram } from '../../electron/program/queue/queued-program.ts';

/** What a command asks providers with. */
type Asking = Pick<EngineParts, 'vault' | 'providers' | 'openHttp'>;

/** What a test says of its terminal program; the rest is as real as it can be, and throws where no test should come. */
export interface TerminalFacts extends Partial<Asking> {
  /** The command as it was typed; words with spaces in them are typed apart. */
  readonly line: string | readonly string[];
  readonly storePath: string;
  readonly now: () => number;
  readonly localeSetting?: () => LocaleSetting;
  readonly providers?: readonly Provider[];
  readonly vault?: Vault;
  readonly vaultIsMemory?: boolean;
  readonly environmentCa?: string | null;
  readonly environmentTrust?: readonly string[];
  readonly systemProxies?: FindProxy;
  readonly channels?: TerminalChannels;
  /** Takes what is said beside the answer. */
  readonly said?: string[];
  readonly columns?: number;
  /** What the user types when keys are asked for. */
  readonly typed?: readonly string[];
  /** Makes the engine that commands write with. */
  readonly engine?: (asking: Asking) => Engine;
  readonly openRunning?: Terminal['openRunning'];
  /** What happens while a wish waits for the process that holds the store. */
  readonly whileAsking?: (ms: number) => Promise<void>;
  readonly startDemo?: Terminal['startDemo'];
  readonly untilStopped?: Terminal['untilStopped'];
}

const never = (what: string) => (): never => {
  throw new Error(what);
};

/** The terminal program over a store that need not be there yet: real readers and a real doctor, and a clock of the test's own. */
export const aTerminal = (facts: TerminalFacts): Terminal => {
  const { line, storePath, now, vault = memoryVault(), providers = registry, said = [], typed, columns } = facts;
  const { localeSetting = () => ({ locale: 'en', timeZone: 'Asia/Shanghai' }), channels = new ChannelChain([]) } =
    facts;
  const { openHttp = never('nothing here asks a provider'), systemProxies = () => Promise.resolve(null) } = facts;
  const asking: Asking = { vault, providers, openHttp };
  const { environmentTrust = [] } = facts;
  const trust = { vault, environmentCa: facts.environmentCa ?? null };
  const network = { storePath, systemProxies, trust, environmentTrust };
  const clock = { now };
  const nonce = (): string => 'nonce';
  const openReader = () => {
    const opened = openForReading(storePath);
    if (!opened.ok) return opened;
    if (opened.value === null) return success(null);
    const { database } = opened.value;
    const sources: Sources = {
      ...{ ...asking, database, now, nonce, rounds: noRounds, texts: reminderTexts(localeSetting, null) },
      timeZone: () => localeSetting().timeZone,
      refreshStates: () => undefined,
    };
    const close = opened.value.close.bind(opened.value);
    return success({ sources, questions: questionsFrom(sources), leftOut: database.damaged, close });
  };
  return {
    arguments: readArguments(typeof line === 'string' ? line.split(' ') : line),
    version: '0.0.0-test',
    clock,
    get localeSetting() {
      return localeSetting();
    },
    providers,
    vaultIsMemory: facts.vaultIsMemory ?? false,
    streams: { out: () => undefined, err: (text) => said.push(text), isEnded: () => false },
    ...(columns === undefined ? {} : { columns }),
    readLines: typed === undefined ? never('no key is asked for here') : () => Promise.resolve(typed),
    openRunning: facts.openRunning ?? openRunningOver(facts.engine, asking),
    openReader,
    openQueued: () => {
      const opened = openReader();
      if (!opened.ok || opened.value === null) return opened;
      const { sources, questions, leftOut, close } = opened.value;
      const wait = facts.whileAsking ?? never('nobody is asked here');
      const ask = { storePath, now, newId: randomUUID, wait };
      const newAccountId = () => accountIdOf('0a0a0a0a');
      return success({ program: queuedProgram(questions, { ...sources, newAccountId, ask }), leftOut, close });
    },
    startDemo: facts.startDemo ?? never('no demo here'),
    doctor: (met) =>
      doctorReport(
        {
          ...{ version: '0', clock, dataDir: dirname(storePath), storePath, providers, nonce },
          ...{ localeSetting: localeSetting(), network, channels, bus: fakeBus({}) },
          ...{ timeline: performance, spawned: { version: '0', atMs: performance.timeOrigin } },
        },
        met,
      ),
    logged: () => ({ logLines: [], home: '/home/somebody' }),
    network: networkQuestions(network),
    data: backupsOf(storePath, now, randomUUID),
    channels,
    untilStopped: facts.untilStopped ?? never('nothing here waits to be stopped'),
  };
};

const openRunningOver = (engine: TerminalFacts['engine'], asking: Asking): Terminal['openRunning'] =>
  engine === undefined ? never('a reading command opens no engine') : () => success(runningOver(engine(asking)));
