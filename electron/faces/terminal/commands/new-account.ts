import type { SettingField } from '../../../core/model/account.ts';
import { failed, success, type Result } from '../../../core/model/failure.ts';
import { providerOf } from '../../../core/ports/find-provider.ts';
import type { Provider } from '../../../core/ports/provider.ts';
import { keyOf, sentenceOf, t } from '../../../core/words/words.ts';
import { checkedLabel } from '../../../program/accounts/entered.ts';
import { namedAsDeclared } from '../../../program/accounts/settings.ts';
import { MissingError, readPairs, UsageError } from '../arguments.ts';
import { accountJson } from '../json/account.ts';
import { done, type CommandResult } from '../output.ts';
import type { Terminal } from '../terminal.ts';
import { checkNewNames, checkSettingValues, idsOf, keptFields } from '../typed-names.ts';
import { askQuestions, refusalResult, unsavedResult, withWishes } from '../with-program.ts';

/** The choice of those who cannot choose, for settings that offer it. */
const notKnown = 'unknown';

/** `accounts add`: after a test request, unless told not to. Keys are read from the standard input, one line each. */
export const addAccountCommand = async (terminal: Terminal): Promise<CommandResult> => {
  const { options } = terminal.arguments;
  const { provider, label, secret: names = [] } = options;
  const { providers } = terminal;
  if (provider === undefined) throw new MissingError('--provider', idsOf(providers));
  if (label === undefined) throw new MissingError('--label');
  if (terminal.arguments.words.length > 0) throw new UsageError(terminal.arguments.words.join(' '));
  const typed = readPairs(options.set ?? [], 'set');
  checkNewNames(provider, { settings: Object.keys(typed), secrets: names }, providers);
  checkSettingValues(typed, keptFields(provider, providers));
  const free = await freeLabel(terminal, label);
  if (!free.ok) return refusalResult(free.failure, terminal);
  const secrets = await enteredSecrets(terminal, names);
  if (!secrets.ok) return refusalResult(secrets.failure, terminal);
  const { settings, assumed } = readDeclared(terminal, provider, typed);
  return withWishes(terminal, async (program) => {
    const added = await program.accounts.add({
      provider,
      label,
      baseUrl: options['base-url'] ?? '',
      settings,
      secrets: secrets.value,
      allowHttp: options['allow-http'],
      test: !options['no-test'],
    });
    if (!added.ok) return unsavedResult(added.failure, terminal, provider);
    for (const field of assumed) terminal.streams.err(sentenceOf(keyOf('cli_assumed', field.name)) ?? field.name);
    const { account, test } = added.value;
    const found = foundText(account.label, test?.orders ?? null, providerOf(provider, providers));
    return done({ account: accountJson(account, []), orders: test?.orders ?? null }, found);
  });
};

/** What was added, and how much of what its provider reads its test request found. */
const foundText = (label: string, count: number | null, provider: Provider | null): string => {
  if (count === null) return t.cli_added({ label });
  return provider?.description.reads.includes('orders') === false
    ? t.cli_added_with_resources({ label, count })
    : t.cli_added_with_orders({ label, count });
};

/** The terminal program cannot insist on a choice, so where "unknown" is one it takes that and says what follows. */
const readDeclared = (
  { providers }: Terminal,
  provider: string,
  typed: Readonly<Record<string, string>>,
): { readonly settings: Readonly<Record<string, string>>; readonly assumed: readonly SettingField[] } => {
  const description = providerOf(provider, providers)?.description;
  if (description === undefined) return { settings: typed, assumed: [] };
  const settings = namedAsDeclared(description, typed);
  const assumed = description.settings.filter(
    (field) =>
      field.initial === null &&
      settings[field.name] === undefined &&
      field.choices.some(({ value }) => value === notKnown),
  );
  const unknown = Object.fromEntries(assumed.map((field) => [field.name, notKnown]));
  return { settings: { ...unknown, ...settings }, assumed };
};

/** A label that cannot be used is said before a key is asked for. */
const freeLabel = (terminal: Terminal, label: string): Promise<Result<string>> =>
  askQuestions(terminal, async (questions) =>
    questions === null ? checkedLabel(label, null) : questions.accounts.freeLabel({ label }),
  );

/** The key of a new account, typed line by line; null where the environment holds the keys and none was named. */
const enteredSecrets = async (
  terminal: Terminal,
  names: readonly string[],
): Promise<Result<Readonly<Record<string, string>> | null>> => {
  if (terminal.vaultIsMemory && names.length === 0) return success(null);
  const lines = await terminal.readLines(names.length);
  if (lines.length < names.length)
    return failed('input.invalid', { field: names[lines.length] ?? '', reason: 'empty' });
  return success(Object.fromEntries(names.map((name, index) => [name, lines[index] ?? ''])));
};
