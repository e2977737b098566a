import { randomUUID } from 'node:crypto';
import { isatty } from 'node:tty';
import type { ChannelChain } from '../channels/chain.ts';
import { success, type Result } from '../core/model/failure.ts';
import type { Provider } from '../core/ports/provider.ts';
import type { SessionBus } from '../core/ports/session-bus.ts';
import type { LocaleSetting } from '../core/words/instants.ts';
import { reminderTexts } from '../core/words/reminder-facts.ts';
import type { FindProxy } from '../edges/http/find-proxy.ts';
import { warmUpNodeClient } from '../edges/http/node.ts';
import type { Vault } from '../edges/secrets/vault.ts';
import { readOneMoment } from '../edges/store/one-moment.ts';
import { openOrWhyNot } from '../edges/store/open-or-why-not.ts';
import type { Clock } from '../edges/system/clock.ts';
import { silentLog } from '../edges/system/log.ts';
import { lastLinesOf } from '../edges/system/log-tail.ts';
import { dataFiles, homeFolder } from '../edges/system/paths.ts';
import { spawnedAtMs } from '../edges/system/spawned.ts';
import { stopSignal } from '../edges/system/stop-signals.ts';
import { noRounds, type Sources } from '../engine/host.ts';
import type { Arguments } from '../faces/terminal/arguments.ts';
import { readLines } from '../faces/terminal/input.ts';
import type { Streams } from '../faces/terminal/output.ts';
import { showsColour } from '../faces/terminal/paint.ts';
import type { Terminal } from '../faces/terminal/terminal.ts';
import { startDemo } from '../program/demo/session.ts';
import { backupsOf } from '../program/backups.ts';
import { doctorReport } from '../program/health/doctor.ts';
import { networkQuestions, type TrustParts } from '../program/network.ts';
import { questionsFrom } from '../program/program.ts';
import { queuedProgram } from '../program/queue/queued-program.ts';
import type { Queued, Reader, Running } from '../program/running/running.ts';
import { compose, newAccountId } from './engine.ts';
import { terminalHttp } from './terminal-http.ts';

/** What the terminal program is put together from. */
export interface TerminalParts {
  readonly arguments: Arguments;
  readonly version: string;
  readonly folder: string;
  readonly clock: Clock;
  /** Asked anew each time: `watch` runs for months, and clocks change. */
  readonly localeSetting: () => LocaleSetting;
  readonly providers: readonly Provider[];
  readonly vault: Vault;
  readonly vaultIsMemory: boolean;
  readonly environmentCa: string | null;
  readonly environmentTrust: readonly string[];
  readonly systemProxies: FindProxy;
  readonly bus: SessionBus;
  readonly channels: ChannelChain;
  readonly streams: Streams;
}

/** Puts the terminal program together over a data folder. Nothing is opened yet. */
export const composeTerminal = (parts: TerminalParts): Terminal => {
  const { folder, clock, localeSetting, providers, vault, environmentCa, systemProxies, channels, bus, version } =
    parts;
  const { store } = dataFiles(folder);
  const trust: TrustParts = { vault, environmentCa };
  const network = { storePath: store, trust, systemProxies, environmentTrust: parts.environmentTrust };
  const report = {
    ...{ timeline: performance, spawned: { version, atMs: spawnedAtMs(performance.timeOrigin) } },
    ...{ version, clock, dataDir: folder, storePath: store, providers, nonce: randomUUID },
  };
  return {
    arguments: parts.arguments,
    version,
    clock,
    get localeSetting() {
      return localeSetting();
    },
    providers,
    vaultIsMemory: parts.vaultIsMemory,
    streams: parts.streams,
    ...(isatty(1) ? { columns: process.stdout.columns, hasColours: showsColour(true, process.env) } : {}),
    readLines: (count) => readLines(process.stdin, count),
    openRunning: () => openRunning(parts, folder, trust),
    openReader: () => openReader(parts, store, trust),
    openQueued: () => openQueued(parts, store, trust),
    startDemo: () =>
      startDemo({
        now: () => clock.now(),
        // The demo is on this computer and has a vault of its own.
        openRunning: (at, demoVault) => openRunning(parts, at, { vault: demoVault, environmentCa: null }),
      }),
    doctor: (met) => doctorReport({ ...report, localeSetting: localeSetting(), network, channels, bus }, met),
    logged: () => ({ logLines: lastLinesOf(dataFiles(folder).log), home: homeFolder() }),
    network: networkQuestions(network),
    data: backupsOf(store, () => clock.now(), randomUUID),
    channels: { health: () => channels.health(), warmUp: () => warmUp(parts) },
    untilStopped: () => stopSignal(process),
  };
};

/** Loads what a program that runs for long needs at some time; what cannot be loaded is told when it is needed. */
const warmUp = async ({ channels, providers }: TerminalParts): Promise<void> => {
  const loads = providers.map((provider) => provider.warmUp?.());
  await Promise.allSettled([channels.warmUp(), warmUpNodeClient(), ...loads]);
};

const openRunning = (parts: TerminalParts, folder: string, trust: TrustParts): Result<Running> => {
  const { clock, localeSetting, providers, channels, systemProxies } = parts;
  const http = terminalHttp(dataFiles(folder).store, () => clock.now(), systemProxies, trust);
  const composed = compose({
    ...{ folder, clock, localeSetting, providers, channels, vault: trust.vault },
    openHttp: http.open,
    onSettings: http.followSettings,
    online: () => true,
    onActivate: () => undefined,
    news: () => undefined,
    log: silentLog(),
  });
  return composed.ok ? success(composed.value.running) : composed;
};

/** A store that is open for reading, as the program asks it. */
const openSources = (parts: TerminalParts, storePath: string, trust: TrustParts) => {
  const { clock, localeSetting, providers, systemProxies } = parts;
  const opened = openOrWhyNot(storePath);
  if (!opened.ok) return opened;
  if (opened.value === null) return success(null);
  const { database } = opened.value;
  const now = (): number => clock.now();
  const sources: Sources = {
    ...{ database, providers, now, vault: trust.vault, nonce: randomUUID },
    openHttp: terminalHttp(storePath, now, systemProxies, trust).open,
    timeZone: () => localeSetting().timeZone,
    texts: reminderTexts(localeSetting, null),
    rounds: noRounds,
    refreshStates: () => undefined,
  };
  const close = opened.value.close.bind(opened.value);
  return success({ sources, questions: questionsFrom(sources), leftOut: database.damaged, close });
};

/** A reading command tells of one moment, however long its reader takes and whatever is written meanwhile. */
const openReader = (parts: TerminalParts, storePath: string, trust: TrustParts): Result<Reader | null> => {
  const opened = openSources(parts, storePath, trust);
  if (opened.ok && opened.value !== null) readOneMoment(opened.value.sources.database);
  return opened;
};

const openQueued = (parts: TerminalParts, storePath: string, trust: TrustParts): Result<Queued | null> => {
  const opened = openSources(parts, storePath, trust);
  if (!opened.ok || opened.value === null) return opened;
  const { sources, questions, leftOut, close } = opened.value;
  const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
  const ask = { storePath, now: sources.now, newId: randomUUID, wait };
  return success({ program: queuedProgram(questions, { ...sources, newAccountId, ask }), leftOut, close });
};
