import { randomUUID } from 'node:crypto';
import { isatty } from 'node:tty';
import type { ChannelChain } from '../channels/chain.ts';
import { success, type Result } from '../core/model/failure.ts';
import type { Provider } from '../core/ports/provider.ts';
import type { SessionBus } from '../core/ports/session-bus.ts';
import type { LocaleSetting } from '../core/words/instants.ts';
import { reminderTexts } from '../core/words/reminder-texts.ts';
import { readExtraCa } from '../edges/http/extra-ca.ts';
import type { FindProxy } from '../edges/http/find-proxy.ts';
import type { Vault } from '../edges/secrets/vault.ts';
import { openForReading } from '../edges/store/open.ts';
import type { Clock } from '../edges/system/clock.ts';
import { silentLog } from '../edges/system/log.ts';
import { dataFiles } from '../edges/system/paths.ts';
import { stopSignal } from '../edges/system/stop-signals.ts';
import { noRounds } from '../engine/host.ts';
import type { Arguments } from '../faces/terminal/arguments.ts';
import { readLines } from '../faces/terminal/input.ts';
import type { Streams } from '../faces/terminal/output.ts';
import type { Terminal } from '../faces/terminal/terminal.ts';
import { startDemo } from '../program/demo/session.ts';
import { doctorReport } from '../program/health/doctor.ts';
import { networkState, type TrustParts } from '../program/network.ts';
import { questionsFrom } from '../program/program.ts';
import type { Reader, Running } from '../program/running.ts';
import { compose } from './engine.ts';
import { openHttpOver } from './terminal-http.ts';

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
  const network = { storePath: store, trust, systemProxies };
  const report = { version, clock, dataDir: folder, storePath: store, providers, nonce: randomUUID };
  return {
    arguments: parts.arguments,
    clock,
    get localeSetting() {
      return localeSetting();
    },
    providers,
    vaultIsMemory: parts.vaultIsMemory,
    streams: parts.streams,
    ...(isatty(1) ? { columns: process.stdout.columns } : {}),
    readLines: (count) => readLines(process.stdin, count),
    openRunning: () => openRunning(parts, folder, trust),
    openReader: () => openReader(parts, store, trust),
    startDemo: () =>
      startDemo({
        now: () => clock.now(),
        // The demo is on this computer and has a vault of its own.
        openRunning: (at, demoVault) => openRunning(parts, at, { vault: demoVault, environmentCa: null }),
      }),
    doctor: () => doctorReport({ ...report, localeSetting: localeSetting(), network, channels, bus }),
    network: {
      state: () => networkState(network),
      checkExtraCa: async (path) => {
        const read = await readExtraCa(path);
        return read.ok ? success(null) : read;
      },
    },
    channels: { health: () => channels.health(), warmUp: () => channels.warmUp() },
    untilStopped: () => stopSignal(process),
  };
};

const openRunning = (parts: TerminalParts, folder: string, trust: TrustParts): Result<Running> => {
  const { clock, localeSetting, providers, channels, systemProxies } = parts;
  const composed = compose({
    ...{ folder, clock, localeSetting, providers, channels, vault: trust.vault },
    openHttp: openHttpOver(dataFiles(folder).store, () => clock.now(), systemProxies, trust),
    online: () => true,
    onActivate: () => undefined,
    news: () => undefined,
    log: silentLog(),
  });
  return composed.ok ? success(composed.value.running) : composed;
};

const openReader = (parts: TerminalParts, storePath: string, trust: TrustParts): Result<Reader | null> => {
  const { clock, localeSetting, providers, systemProxies } = parts;
  const opened = openForReading(storePath);
  if (!opened.ok) return opened;
  if (opened.value === null) return success(null);
  const { database } = opened.value;
  const now = (): number => clock.now();
  const questions = questionsFrom({
    ...{ database, providers, now, vault: trust.vault, nonce: randomUUID },
    openHttp: openHttpOver(storePath, now, systemProxies, trust),
    timeZone: () => localeSetting().timeZone,
    texts: reminderTexts(localeSetting, null),
    rounds: noRounds,
    refreshStates: () => undefined,
  });
  const close = opened.value.close.bind(opened.value);
  return success({ questions, leftOut: database.damaged, close });
};
