import { resolve } from 'node:path';
import { composeTerminal, type TerminalParts } from './compose/terminal.ts';
import { markStart } from './core/model/start-marks.ts';
import type { LocaleSetting } from './core/words/instants.ts';
import { speakIn, t } from './core/words/words.ts';
import { dropProxyPasswords, environmentProxies } from './edges/http/environment-proxy.ts';
import { environmentTrust } from './edges/http/environment-trust.ts';
import { sessionBus } from './edges/dbus/session-bus.ts';
import { NodeNotifierChannel } from './channels/desktop/node-notifier.ts';
import { notificationService } from './channels/desktop/notification-service.ts';
import { ChannelChain } from './channels/chain.ts';
import { providers } from './providers/registry.ts';
import { memoryVaultFrom, memoryVaultName, vaultNameFault } from './edges/secrets/memory-vault.ts';
import { secretServiceProbe } from './edges/secrets/secret-service.ts';
import { KeychainVault } from './edges/secrets/vault.ts';
import { clockFrom } from './edges/system/clock.ts';
import { endProcess } from './edges/system/end-process.ts';
import { keepHeapLean } from './edges/system/lean-heap.ts';
import { localeOf } from './edges/system/locale.ts';
import { consoleTo, tellWarnings } from './edges/system/own-console.ts';
import { ownDescriptor } from './edges/system/own-descriptor.ts';
import { dataFolder, homeFolder } from './edges/system/paths.ts';
import { systemTimeZone } from './edges/system/time-zone.ts';
import { version } from './edges/system/version.ts';
import { AmbiguousError, MissingError, readArguments, UsageError } from './faces/terminal/arguments.ts';
import {
  exitOf,
  messagesOver,
  printResult,
  streamsOver,
  type CommandResult,
  type ExitStatus,
} from './faces/terminal/output.ts';
import { runCommand } from './faces/terminal/commands/run.ts';
import type { MessageSink } from './faces/terminal/message-sink.ts';
import { sinkOver, type Sink } from './faces/terminal/sink.ts';

markStart(performance, 'main.start');
keepHeapLean();

const { env } = process;
const locale = localeOf(env);
/** Asked anew each time: `watch` runs for months, and clocks change. */
const localeSetting = (): LocaleSetting => ({ locale, timeZone: systemTimeZone() });
speakIn(() => locale);

const out = sinkOver(1);
/** What `watch` says goes its own way from the start; every other command may wait for its reader. */
const said: { err: Sink; messages: MessageSink | null } = { err: sinkOver(2), messages: null };
const streams = streamsOver(out, { write: (text) => said.err.write(text), fault: () => said.err.fault() });
/** How long the last messages of `watch` may take, in milliseconds. */
const settleMs = 2_000;

/** Secrets leave the environment before any child could inherit them. */
const takeVault = (
  bus: ReturnType<typeof sessionBus>,
): Pick<TerminalParts, 'vault' | 'vaultIsMemory' | 'environmentCa'> | null => {
  const isMemory = env['LEASEBELL_VAULT'] === memoryVaultName;
  const secrets = env['LEASEBELL_SECRETS'];
  delete env['LEASEBELL_SECRETS'];
  if (!isMemory)
    return {
      vault: new KeychainVault({ platform: process.platform, probe: secretServiceProbe(process.platform, bus) }),
      vaultIsMemory: false,
      environmentCa: null,
    };
  const vault = memoryVaultFrom(secrets);
  const file = env['LEASEBELL_EXTRA_CA'] ?? '';
  return vault.ok
    ? { vault: vault.value, vaultIsMemory: true, environmentCa: file === '' ? null : resolve(file) }
    : null;
};

const usage = (sentence: string, choices: readonly string[] = [], nearest: string | null = null): ExitStatus => {
  streams.err(sentence);
  if (nearest !== null) streams.err(t.cli_usage_nearest({ choice: nearest }));
  if (choices.length > 0) streams.err(t.cli_usage_choices({ choices: choices.join(', ') }));
  streams.err(t.cli_usage_hint());
  return 2;
};

const main = async (): Promise<ExitStatus> => {
  const clock = clockFrom(env['LEASEBELL_NOW']);
  if (clock === null) return usage(t.cli_bad_now());
  const vaultFault = vaultNameFault(env['LEASEBELL_VAULT'] ?? '');
  if (vaultFault !== null) return usage(t.cli_usage_wrong({ detail: vaultFault }), [memoryVaultName]);
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
  try {
    const typed = readArguments(process.argv.slice(2));
    if (typed.command === 'watch') said.err = said.messages = messagesOver(ownDescriptor(2));
    const folder = dataFolder(typed.dataDir, { platform: process.platform, environment: env, home: homeFolder() });
    const terminal = composeTerminal({
      ...{ version, folder, clock, localeSetting, providers, systemProxies, bus, channels, streams, ...taken },
      environmentTrust: environmentTrust(env, process.execArgv),
      arguments: typed,
    });
    const result: CommandResult = await runCommand(terminal);
    await said.messages?.settled(settleMs);
    printResult(result, typed.json, streams);
    return result.exit;
  } catch (error) {
    if (error instanceof AmbiguousError)
      return usage([t.cli_rental_several({ name: error.message }), ...error.choices].join('\n  '));
    if (error instanceof MissingError) return usage(t.cli_usage_missing({ detail: error.message }), error.choices);
    if (error instanceof UsageError)
      return usage(t.cli_usage_wrong({ detail: error.message }), error.choices, error.nearest);
    throw error;
  }
};

// The signal of a file that may not grow would end the program without a word; heard, it lets the write fail instead.
process.on('SIGXFSZ', () => undefined);
globalThis.console = consoleTo(streams.err);
tellWarnings(process, streams.err);
const exit = await main();
await said.messages?.settled(settleMs);
process.exitCode = exitOf(exit, out, said.err);
endProcess(said.messages?.isHeld() ?? false);
