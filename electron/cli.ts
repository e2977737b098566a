import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { isatty } from 'node:tty';
import { composeEngine } from './compose/engine.ts';
import type { Place } from './core/words/instants.ts';
import { speakIn, t } from './core/words/words.ts';
import { dropProxyPasswords, environmentProxies } from './edges/http/environment-proxy.ts';
import { sessionBus } from './edges/dbus/session-bus.ts';
import { NodeNotifierChannel } from './channels/desktop/node-notifier.ts';
import { notificationService } from './channels/desktop/notification-service.ts';
import { ChannelChain } from './channels/chain.ts';
import { providers } from './providers/registry.ts';
import { memoryVaultFrom } from './edges/secrets/memory-vault.ts';
import { secretServiceProbe } from './edges/secrets/secret-service.ts';
import { KeychainVault, type Vault } from './edges/secrets/vault.ts';
import { openForReading } from './edges/store/open.ts';
import { clockFrom } from './edges/system/clock.ts';
import { localeOf } from './edges/system/locale.ts';
import { silentLog } from './edges/system/log.ts';
import { dataFiles, dataFolder, homeFolder } from './edges/system/paths.ts';
import { stopSignal } from './edges/system/stop-signals.ts';
import { systemTimeZone } from './edges/system/time-zone.ts';
import { version } from './edges/system/version.ts';
import { MissingError, readArguments, UsageError, type Arguments } from './faces/terminal/arguments.ts';
import { readLines } from './faces/terminal/input.ts';
import { openHttpOver } from './faces/terminal/network.ts';
import { exitOf, printAnswer, streamsOver, type Answer, type ExitStatus } from './faces/terminal/output.ts';
import { runCommand } from './faces/terminal/commands/run.ts';
import { sinkOver } from './faces/terminal/sink.ts';
import type { Terminal } from './faces/terminal/terminal.ts';

const { env } = process;
const locale = localeOf(env);
/** Asked anew each time: `watch` runs for months, and clocks change. */
const place = (): Place => ({ locale, timeZone: systemTimeZone() });
speakIn(() => locale);

const out = sinkOver(1);
const err = sinkOver(2);
const streams = streamsOver(out, err);

/** The one vault that can be asked for by name. */
const memoryVaultName = 'memory';

/** Secrets leave the environment before any child could inherit them. */
const takeVault = (
  bus: ReturnType<typeof sessionBus>,
): { readonly vault: Vault; readonly isMemory: boolean; readonly environmentCa: string | null } | null => {
  const isMemory = env['LEASEBELL_VAULT'] === memoryVaultName;
  const secrets = env['LEASEBELL_SECRETS'];
  delete env['LEASEBELL_SECRETS'];
  if (!isMemory)
    return {
      vault: new KeychainVault({ platform: process.platform, probe: secretServiceProbe(process.platform, bus) }),
      isMemory,
      environmentCa: null,
    };
  const vault = memoryVaultFrom(secrets);
  const file = env['LEASEBELL_EXTRA_CA'] ?? '';
  return vault.ok ? { vault: vault.value, isMemory, environmentCa: file === '' ? null : resolve(file) } : null;
};

const usage = (sentence: string, choices: readonly string[] = []): ExitStatus => {
  streams.err(sentence);
  if (choices.length > 0) streams.err(t.cli_usage_choices({ choices: choices.join(', ') }));
  streams.err(t.cli_usage_hint());
  return 2;
};

const main = async (): Promise<ExitStatus> => {
  const clock = clockFrom(env['LEASEBELL_NOW']);
  if (clock === null) return usage(t.cli_bad_now());
  const vaultName = env['LEASEBELL_VAULT'] ?? '';
  if (vaultName !== '' && vaultName !== memoryVaultName)
    return usage(t.cli_usage_wrong({ detail: `LEASEBELL_VAULT=${vaultName}` }), [memoryVaultName]);
  const bus = sessionBus(env);
  const taken = takeVault(bus);
  if (taken === null) return usage(t.cli_bad_secrets());
  const systemProxies = environmentProxies(env);
  dropProxyPasswords(env);
  // Certificates are verified all the same; Node would warn that they are not.
  delete env['NODE_TLS_REJECT_UNAUTHORIZED'];
  const service = notificationService(process.platform, bus);
  const channels = new ChannelChain([
    new NodeNotifierChannel({ platform: process.platform, service, environment: env, appName: t.app_name({}) }),
  ]);
  const openIn = (folder: string, vault: Vault) =>
    composeEngine({
      folder,
      clock,
      vault,
      providers,
      channels,
      place,
      openHttp: openHttpOver(dataFiles(folder).store, () => clock.now(), systemProxies, {
        vault,
        // The demo is on this computer and has a vault of its own.
        environmentCa: vault === taken.vault ? taken.environmentCa : null,
      }),
      online: () => true,
      onActivate: () => undefined,
      news: () => undefined,
      log: silentLog(),
    });
  try {
    const typed = readArguments(process.argv.slice(2));
    const terminal = terminalOf(typed, { ...taken, clock, systemProxies, openIn });
    const answer: Answer = await runCommand(terminal, { channels, bus, openIn });
    printAnswer(answer, typed.json, streams);
    return answer.exit;
  } catch (error) {
    if (error instanceof MissingError) return usage(t.cli_usage_missing({ detail: error.message }), error.choices);
    if (error instanceof UsageError) return usage(t.cli_usage_wrong({ detail: error.message }), error.choices);
    throw error;
  }
};

interface TerminalParts extends Pick<Terminal, 'clock' | 'vault' | 'systemProxies'> {
  readonly isMemory: boolean;
  readonly environmentCa: string | null;
  readonly openIn: (folder: string, vault: Vault) => ReturnType<Terminal['openEngine']>;
}

const terminalOf = (typed: Arguments, parts: TerminalParts): Terminal => {
  const { clock, vault, isMemory, environmentCa, systemProxies, openIn } = parts;
  const folder = dataFolder(typed.dataDir, { platform: process.platform, environment: env, home: homeFolder() });
  const { store } = dataFiles(folder);
  return {
    arguments: typed,
    version,
    clock,
    get place() {
      return place();
    },
    dataDir: folder,
    storePath: store,
    vault,
    vaultIsMemory: isMemory,
    environmentCa,
    streams,
    ...(isatty(1) ? { columns: process.stdout.columns } : {}),
    readLines: (count) => readLines(process.stdin, count),
    openEngine: () => openIn(folder, vault),
    openStore: () => openForReading(store),
    requestParts: {
      vault,
      providers,
      openHttp: openHttpOver(store, () => clock.now(), systemProxies, { vault, environmentCa }),
      now: () => clock.now(),
      nonce: randomUUID,
    },
    systemProxies,
    untilStopped: () => stopSignal(process),
  };
};

// The signal of a file that may not grow would end the program without a word; heard, it lets the write fail instead.
process.on('SIGXFSZ', () => undefined);
process.exitCode = exitOf(await main(), out, err);
// A keychain prompt that nobody answers, or a stuck child, must not keep a finished command alive.
process.exit();
