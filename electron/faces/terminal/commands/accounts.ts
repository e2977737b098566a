import type { AccountView } from '../../../contract/views.ts';
import { failed, success, type Result } from '../../../core/model/failure.ts';
import { providerOf } from '../../../core/ports/find-provider.ts';
import { budgetBounds } from '../../../core/model/polling-bounds.ts';
import { balanceText } from '../../../core/words/balance-sentences.ts';
import { suggestionText } from '../../../core/words/suggestion.ts';
import { t, textOf } from '../../../core/words/words.ts';
import type { Questions } from '../../../program/program.ts';
import { MissingError, readCount, readPairs, UsageError } from '../arguments.ts';
import { readInterval } from '../interval.ts';
import { accountJsons, toldAccount, type AccountJson } from '../json/account.ts';
import { done, type CommandResult } from '../output.ts';
import { accountsTable } from '../tables.ts';
import type { Terminal } from '../terminal.ts';
import { checkSettingNames, checkSettingValues, keptFields } from '../typed-names.ts';
import { askQuestions, refusalResult, withWishes, type Wishing } from '../with-program.ts';

/** `accounts list`: without asking anybody. */
export const listAccountsCommand = async (terminal: Terminal): Promise<CommandResult> => {
  const read = await askQuestions(terminal, async (questions) =>
    questions === null ? success([]) : accountJsons(questions),
  );
  if (!read.ok) return refusalResult(read.failure, terminal);
  const notes = read.value.flatMap((account) => [
    ...balanceLines(account, terminal),
    ...suggestionLines(account, terminal),
  ]);
  return done(read.value, [accountsTable(read.value, terminal), ...notes].join('\n'));
};

/** What is left on an account, in a sentence; none where nobody says. */
const balanceLines = ({ label, balance }: AccountJson, { localeSetting, clock }: Terminal): readonly string[] =>
  balance === null
    ? []
    : [t.suggestion_of({ what: label, text: balanceText(balance, { ...localeSetting, nowMs: clock.now() }) })];

/** What the orders of an account leave of its settings, a sentence each. */
const suggestionLines = (
  { label, provider, suggestions }: AccountJson,
  { localeSetting, providers }: Terminal,
): readonly string[] => {
  const fields = providerOf(provider, providers)?.description.settings ?? [];
  return suggestions.flatMap((suggestion) => {
    const field = fields.find(({ name }) => name === suggestion.setting);
    if (field === undefined) return [];
    const text = suggestionText(suggestion, field, localeSetting.locale);
    return [t.suggestion_of({ what: `${label} · ${textOf(field.label)}`, text })];
  });
};

/**
 * `accounts test LABEL`: one request with the stored key; reads the store only. With `--accept-address` the key is for that address from
 * now on, if it is the one in the store: written out, so that no script can agree to an address that it does not know.
 */
export const testAccountCommand = async (terminal: Terminal): Promise<CommandResult> => {
  const label = onlyLabel(terminal);
  let provider: string | undefined;
  const result = await askQuestions(terminal, async (questions): Promise<Result<CommandResult>> => {
    if (questions === null) return failed('not-found', { field: 'account' });
    const named = await questions.accounts.named({ label });
    if (!named.ok) return named;
    const account = named.value;
    provider = account.provider;
    const json = await toldAccount(questions, account);
    if (!json.ok) return json;
    const accepted = await acceptedAddress(questions, account, terminal);
    if (!accepted.ok) return accepted;
    const tested = await questions.accounts.testStored({ id: account.id });
    if (!tested.ok) return tested;
    const text = t.cli_test_passed({ label: account.label });
    return success(done({ account: json.value, orders: tested.value.orders }, text));
  });
  return result.ok ? result.value : refusalResult(result.failure, terminal, provider);
};

const acceptedAddress = async (
  questions: Questions,
  { id }: AccountView,
  { arguments: typed, vaultIsMemory }: Terminal,
): Promise<Result<boolean | null>> => {
  const { 'accept-address': baseUrl, 'allow-http': allowHttp } = typed.options;
  if (baseUrl === undefined) {
    if (allowHttp) throw new UsageError('--allow-http');
    return success(null);
  }
  // What the environment says of a key is changed there: nothing that is said here would outlive this command.
  if (vaultIsMemory) return failed('account.address-changed');
  return questions.accounts.bindKey({ id, baseUrl, allowHttp });
};

/** `accounts set LABEL`: changes what its provider declares as settings, and how often it is asked; what is not named stays. */
export const setAccountCommand = async (terminal: Terminal): Promise<CommandResult> => {
  const { set = [], every, 'requests-per-hour': budget } = terminal.arguments.options;
  if (set.length === 0 && every === undefined && budget === undefined)
    throw new MissingError('--set', ['--set', '--every', '--requests-per-hour']);
  const settings = readPairs(set, 'set');
  const intervalMs = every === undefined ? null : readInterval(every);
  const requestsPerHour =
    budget === undefined ? null : readCount(budget, 'requests-per-hour', budgetBounds.least, budgetBounds.most);
  return withNamedAccount(terminal, async (account, program) => {
    const known = keptFields(account.provider, terminal.providers);
    checkSettingNames(Object.keys(settings), known);
    checkSettingValues(settings, known);
    const { id, label } = account;
    const changed = set.length === 0 ? success(null) : await program.accounts.setSettings({ id, settings });
    if (!changed.ok) return changed;
    const polling = {
      intervalMs: intervalMs ?? account.intervalMs,
      requestsPerHour: requestsPerHour ?? account.requestsPerHour,
    };
    const isPolling = every !== undefined || budget !== undefined;
    const paced = isPolling ? await program.accounts.setPolling({ id, ...polling }) : success(null);
    if (!paced.ok) return paced;
    const after = await program.accounts.named({ label });
    const json = after.ok ? await toldAccount(program, after.value) : after;
    return json.ok ? success(done({ account: json.value }, t.cli_account_set({ label }))) : json;
  });
};

/** `accounts remove LABEL`: with its orders and its key. */
export const removeAccountCommand = async (terminal: Terminal): Promise<CommandResult> =>
  withNamedAccount(terminal, async ({ id, label }, program) => {
    const removed = await program.accounts.remove({ id });
    if (!removed.ok) return removed;
    const text = t.cli_removed({ label, orders: removed.value.orders, rentals: removed.value.rentals });
    return success(done({ label, ...removed.value }, text));
  });

const withNamedAccount = async (
  terminal: Terminal,
  work: (account: AccountView, program: Wishing) => Promise<Result<CommandResult>>,
): Promise<CommandResult> => {
  const label = onlyLabel(terminal);
  return withWishes(terminal, async (program) => {
    const named = await program.accounts.named({ label });
    const result = named.ok ? await work(named.value, program) : named;
    return result.ok ? result.value : refusalResult(result.failure, terminal);
  });
};

const onlyLabel = (terminal: Terminal): string => {
  const [label, ...more] = terminal.arguments.words;
  if (label === undefined) throw new MissingError('LABEL');
  if (more.length > 0) throw new UsageError(more.join(' '));
  return label;
};
