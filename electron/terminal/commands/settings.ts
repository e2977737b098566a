import { resolve } from 'node:path';
import { success, type Failure, type Result } from '../../contract/failure.ts';
import { checkProxy } from '../../contract/proxy.ts';
import { initialSettings, type NetworkSettings } from '../../contract/settings.ts';
import { t } from '../../contract/words/words.ts';
import { readExtraCa } from '../../http/extra-ca.ts';
import { readSettings, writeSettings } from '../../store/settings.ts';
import { MissingError, readPairs, UsageError } from '../arguments.ts';
import { done, failedAnswer, type Answer } from '../output.ts';
import { table } from '../table.ts';
import { failureSentence, type Terminal } from '../terminal.ts';
import { withEngine } from './accounts.ts';

/** What `settings set` can change. */
const settingNames: readonly string[] = ['proxy', 'extraCa'];

const proxyForms: readonly string[] = ['system', 'none', 'http://HOST:PORT'];

/** `settings list`: how requests leave this computer. */
export const listSettingsCommand = (terminal: Terminal): Answer => {
  const opened = terminal.openStore();
  if (!opened.ok) return refused(opened.failure, terminal);
  const settings = opened.value === null ? initialSettings : readSettings(opened.value.database);
  opened.value?.close();
  return answerOf(settings);
};

/** `settings set NAME=VALUE …`: stores all of them, or none when one cannot be used. */
export const setSettingsCommand = async (terminal: Terminal): Promise<Answer> => {
  const { words } = terminal.arguments;
  if (words.length === 0) throw new MissingError('NAME=VALUE', settingNames);
  const pairs = readPairs(words);
  const unknown = Object.keys(pairs).find((name) => !settingNames.includes(name));
  if (unknown !== undefined) throw new UsageError(unknown, settingNames);
  const changed = await changedBy(pairs);
  if (!changed.ok) return refused(changed.failure, terminal);
  return withEngine(terminal, (engine) => {
    const { database } = engine.parts.store;
    writeSettings(database, changed.value);
    engine.ownTablesChanged();
    return Promise.resolve(answerOf(readSettings(database)));
  });
};

const changedBy = async (pairs: Readonly<Record<string, string>>): Promise<Result<Partial<NetworkSettings>>> => {
  let changed: Partial<NetworkSettings> = {};
  for (const [name, text] of Object.entries(pairs)) {
    const read = await readSetting(name, text);
    if (!read.ok) return read;
    changed = { ...changed, ...read.value };
  }
  return success(changed);
};

const readSetting = async (name: string, text: string): Promise<Result<Partial<NetworkSettings>>> => {
  if (name === 'proxy') {
    const proxy = checkProxy(text);
    // Only what has no password in it may be shown again.
    if (!proxy.ok && proxy.failure.reason === 'not-a-proxy') throw new UsageError(`proxy=${text}`, proxyForms);
    return proxy.ok ? success({ proxy: proxy.value }) : proxy;
  }
  if (text === '') return success({ extraCa: null });
  const extraCa = resolve(text);
  const read = await readExtraCa(extraCa);
  return read.ok ? success({ extraCa }) : read;
};

const answerOf = ({ proxy, extraCa }: NetworkSettings): Answer =>
  done(
    { proxy, extraCa },
    table(
      [t.cli_column_setting(), t.cli_column_value()],
      [
        ['proxy', proxy],
        ['extraCa', extraCa ?? '–'],
      ],
    ),
  );

const refused = (failure: Failure, terminal: Terminal): Answer =>
  failedAnswer(failure, failureSentence(failure, terminal));
