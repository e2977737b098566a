import { resolve } from 'node:path';
import { isVaultFailure, success, type Failure, type Result } from '../../../core/model/failure.ts';
import { checkProxy } from '../../../core/model/proxy.ts';
import type { NetworkSettings } from '../../../core/model/settings.ts';
import { t } from '../../../core/words/words.ts';
import { failureText } from '../../../core/words/failure.ts';
import type { NetworkState } from '../../../program/network.ts';
import { MissingError, readPairs, UsageError } from '../arguments.ts';
import { done, failedResult, type CommandResult } from '../output.ts';
import { table } from '../table.ts';
import { failureSentence, type Terminal } from '../terminal.ts';
import { withWishes } from '../with-program.ts';

/** What `settings set` can change. */
const settingNames: readonly string[] = ['proxy', 'extraCa'];

const proxyForms: readonly string[] = ['system', 'none', 'http://HOST:PORT'];

/** `settings list`: how requests leave this computer. */
export const listSettingsCommand = async (terminal: Terminal): Promise<CommandResult> => {
  return stateNow(terminal);
};

/** `settings set NAME=VALUE …`: stores all of them, or none when one cannot be used. */
export const setSettingsCommand = async (terminal: Terminal): Promise<CommandResult> => {
  const { words } = terminal.arguments;
  if (words.length === 0) throw new MissingError('NAME=VALUE', settingNames);
  const pairs = readPairs(words);
  const unknown = Object.keys(pairs).find((name) => !settingNames.includes(name));
  if (unknown !== undefined) throw new UsageError(unknown, settingNames);
  const changed = await changedBy(pairs, terminal);
  if (!changed.ok) return refusalResult(changed.failure, terminal);
  const { extraCa } = changed.value;
  // What it would keep is forgotten at its end, and the next command would not trust the file.
  if (terminal.vaultIsMemory && typeof extraCa === 'string') {
    return refusalResult({ code: 'input.invalid', field: 'extraCa', reason: 'ca-by-environment' }, terminal);
  }
  return withWishes(terminal, async (program) => {
    const set = await program.settings.set(changed.value);
    return set.ok ? stateNow(terminal) : refusalResult(set.failure, terminal);
  });
};

const stateNow = async (terminal: Terminal): Promise<CommandResult> => {
  const state = await terminal.network.state();
  return state.ok ? resultOf(state.value) : refusalResult(state.failure, terminal);
};

const changedBy = async (
  pairs: Readonly<Record<string, string>>,
  terminal: Terminal,
): Promise<Result<Partial<NetworkSettings>>> => {
  let changed: Partial<NetworkSettings> = {};
  for (const [name, text] of Object.entries(pairs)) {
    const read = await readSetting(name, text, terminal);
    if (!read.ok) return read;
    changed = { ...changed, ...read.value };
  }
  return success(changed);
};

const readSetting = async (
  name: string,
  text: string,
  { network }: Terminal,
): Promise<Result<Partial<NetworkSettings>>> => {
  if (name === 'proxy') {
    const proxy = checkProxy(text);
    // Only what has no password in it may be shown again.
    if (!proxy.ok && proxy.failure.reason === 'not-a-proxy') throw new UsageError(`proxy=${text}`, proxyForms);
    return proxy.ok ? success({ proxy: proxy.value }) : proxy;
  }
  if (text === '') return success({ extraCa: null });
  const extraCa = resolve(text);
  const read = await network.checkExtraCa({ path: extraCa });
  return read.ok ? success({ extraCa }) : read;
};

const resultOf = ({ proxy, extraCa, proxyFailure, extraCaFailure }: NetworkState): CommandResult => {
  const failure = proxyFailure ?? extraCaFailure;
  const said = proxyFailure === null ? proxy : null;
  const rows = table(
    [t.cli_column_setting(), t.cli_column_value()],
    [
      ['proxy', said ?? '–'],
      ['extraCa', extraCa ?? '–'],
    ],
  );
  const troubles = [proxyFailure, extraCaFailure].flatMap((known) => (known === null ? [] : [failureText(known)]));
  return done({ proxy: said, extraCa, failure }, [rows, ...troubles].join('\n'));
};

/** Without a keychain nothing is confirmed, which has the exit status that it has for keys. */
const refusalResult = (failure: Failure, terminal: Terminal): CommandResult =>
  failedResult(failure, failureSentence(failure, terminal), isVaultFailure(failure) ? 4 : undefined);
