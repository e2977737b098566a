import { accountJson, type AccountJson } from '../../../program/views/account.ts';
import { acceptAddress } from '../../../program/accounts/address.ts';
import { addAccount, forgetAccount, testStoredAccount } from '../../../program/accounts/registration.ts';
import { changeSettings, namedAsDeclared } from '../../../program/accounts/settings.ts';
import { suggestionsOf, type SuggestionParts } from '../../../program/accounts/suggestions.ts';
import { failed, success, type Failure } from '../../../core/model/failure.ts';
import { instantOf, minute } from '../../../core/model/instant.ts';
import { suggestionText } from '../../../core/words/suggestion.ts';
import { keyOf, sentenceOf, t, textOf } from '../../../core/words/words.ts';
import type { Account } from '../../../core/model/account.ts';
import type { Engine } from '../../../engine/engine.ts';
import { accountById, accountByLabel, listAccounts, setAccountPolling } from '../../../edges/store/accounts.ts';
import { providerOf } from '../../../core/ports/find-provider.ts';
import { budgetBounds } from '../../../core/model/polling-bounds.ts';
import { MissingError, readCount, readPairs, UsageError } from '../arguments.ts';
import { readInterval } from '../interval.ts';
import { tellTrouble } from '../damaged-lines.ts';
import { done, failedAnswer, type Answer, type ExitStatus } from '../output.ts';
import { failureSentence, type Terminal } from '../terminal.ts';
import { accountsTable } from '../tables.ts';
import { withStore } from '../with-store.ts';
import { enteredSecrets, freeLabel } from './new-account.ts';
import { checkNewNames, checkSettingNames, checkSettingValues, idsOf, keptFields } from '../typed-names.ts';

const testLimitMs = minute;
/** The choice of those who cannot choose, for settings that offer it. */
const notKnown = 'unknown';

/** `accounts list`: without asking anybody. */
export const listAccountsCommand = (terminal: Terminal): Answer => {
  const { providers } = terminal.requestParts;
  const read = withStore(terminal, (database) => (database === null ? [] : accountJsons({ database, providers })));
  if (!read.ok) return refused(read.failure, terminal);
  const notes = read.value.flatMap((account) => suggestionLines(account, terminal));
  return done(read.value, [accountsTable(read.value, terminal), ...notes].join('\n'));
};

/** Every account of a store with what its orders say about its settings. */
export const accountJsons = (parts: SuggestionParts): readonly AccountJson[] =>
  listAccounts(parts.database).map((account) => toldAccount(parts, account));

const toldAccount = (parts: SuggestionParts, account: Account): AccountJson =>
  accountJson(account, suggestionsOf(parts, account).suggestions);

/** What the orders of an account leave of its settings, a sentence each. */
const suggestionLines = (
  { label, provider, suggestions }: AccountJson,
  { place, requestParts }: Terminal,
): readonly string[] => {
  const fields = providerOf(provider, requestParts.providers)?.description.settings ?? [];
  return suggestions.flatMap((suggestion) => {
    const field = fields.find(({ name }) => name === suggestion.setting);
    if (field === undefined) return [];
    const text = suggestionText(suggestion, field, place.locale);
    return [t.suggestion_of({ what: `${label} · ${textOf(field.label)}`, text })];
  });
};

/** `accounts add`: after a test request, unless told not to. Keys are read from the standard input, one line each. */
export const addAccountCommand = async (terminal: Terminal): Promise<Answer> => {
  const { options } = terminal.arguments;
  const { provider, label, secret: names = [] } = options;
  const { providers } = terminal.requestParts;
  if (provider === undefined) throw new MissingError('--provider', idsOf(providers));
  if (label === undefined) throw new MissingError('--label');
  if (terminal.arguments.words.length > 0) throw new UsageError(terminal.arguments.words.join(' '));
  const typed = readPairs(options.set ?? [], 'set');
  checkNewNames(provider, { settings: Object.keys(typed), secrets: names }, providers);
  checkSettingValues(typed, keptFields(provider, providers));
  const free = freeLabel(terminal, label);
  if (!free.ok) return refused(free.failure, terminal);
  const secrets = await enteredSecrets(terminal, { provider, label }, names);
  if (!secrets.ok) return refused(secrets.failure, terminal);
  return withEngine(terminal, async (engine) => {
    const known = providerOf(provider, engine.registration.providers);
    const settings = known === null ? typed : namedAsDeclared(known.description, typed);
    // The terminal program cannot insist on a choice, so where "unknown" is one it takes that and says what follows.
    const needed =
      known?.description.settings.filter(
        (field) =>
          field.initial === null &&
          settings[field.name] === undefined &&
          field.choices.some(({ value }) => value === notKnown),
      ) ?? [];
    const assumed = Object.fromEntries(needed.map((field) => [field.name, notKnown]));
    const entered = {
      provider,
      label,
      baseUrl: options['base-url'] ?? '',
      settings: { ...assumed, ...settings },
      secrets: secrets.value,
      allowHttp: options['allow-http'],
    };
    const added = await addAccount(entered, engine.registration, AbortSignal.timeout(testLimitMs), {
      test: !options['no-test'],
    });
    if (!added.ok) return refused(added.failure, terminal);
    for (const field of needed) terminal.streams.err(sentenceOf(keyOf('cli_assumed', field.name)) ?? field.name);
    engine.ownTablesChanged();
    const { account, test } = added.value;
    const found =
      test === null || test.orders === null
        ? t.cli_added({ label: account.label })
        : t.cli_added_with_orders({ label: account.label, count: test.orders });
    return done({ account: accountJson(account, []), orders: test?.orders ?? null }, found);
  });
};

/**
 * `accounts test LABEL`: one request with the stored key; reads the store only. With `--accept-address` the key is for that address from
 * now on, if it is the one in the store: written out, so that no script can agree to an address that it does not know.
 */
export const testAccountCommand = async (terminal: Terminal): Promise<Answer> => {
  const label = onlyLabel(terminal);
  const { providers } = terminal.requestParts;
  const read = withStore(terminal, (database) => {
    const account = database === null ? null : accountByLabel(database, label);
    return database === null || account === null
      ? null
      : { account, json: toldAccount({ database, providers }, account) };
  });
  if (!read.ok) return refused(read.failure, terminal);
  if (read.value === null) return refused({ code: 'not-found', field: 'account' }, terminal);
  const { account, json } = read.value;
  const accepted = await acceptedAddress(account, terminal);
  if (!accepted.ok) return refused(accepted.failure, terminal);
  const tested = await testStoredAccount(account, terminal.requestParts, AbortSignal.timeout(testLimitMs));
  if (!tested.ok) return refused(tested.failure, terminal);
  return done({ account: json, orders: tested.value.orders }, t.cli_test_passed({ label: account.label }));
};

const acceptedAddress = (account: Account, { arguments: typed, requestParts, vaultIsMemory }: Terminal) => {
  const { 'accept-address': baseUrl, 'allow-http': allowHttp } = typed.options;
  if (baseUrl === undefined) {
    if (allowHttp) throw new UsageError('--allow-http');
    return Promise.resolve(success(null));
  }
  // What the environment says of a key is changed there: nothing that is said here would outlive this command.
  if (vaultIsMemory) return Promise.resolve(failed('account.address-changed'));
  return acceptAddress(account, { baseUrl, allowHttp }, requestParts.vault);
};

/** `accounts set LABEL`: changes what its provider declares as settings, and how often it is asked; what is not named stays. */
export const setAccountCommand = (terminal: Terminal): Promise<Answer> => {
  const { set = [], every, 'requests-per-hour': budget } = terminal.arguments.options;
  if (set.length === 0 && every === undefined && budget === undefined)
    throw new MissingError('--set', ['--set', '--every', '--requests-per-hour']);
  const settings = readPairs(set, 'set');
  const intervalMs = every === undefined ? null : readInterval(every);
  const requestsPerHour =
    budget === undefined ? null : readCount(budget, 'requests-per-hour', budgetBounds.least, budgetBounds.most);
  return withNamedAccount(terminal, (account, engine) => {
    const { database } = engine.parts.store;
    const known = keptFields(account.provider, engine.registration.providers);
    checkSettingNames(Object.keys(settings), known);
    checkSettingValues(settings, known);
    const changed = changeSettings(account, settings, engine.registration, instantOf(engine.parts.now()));
    if (!changed.ok) return Promise.resolve(refused(changed.failure, terminal));
    setAccountPolling(database, account.id, {
      intervalMs: intervalMs ?? account.intervalMs,
      requestsPerHour: requestsPerHour ?? account.requestsPerHour,
    });
    engine.ownTablesChanged();
    const after = accountById(database, account.id) ?? account;
    return Promise.resolve(
      done({ account: toldAccount(engine.registration, after) }, t.cli_account_set({ label: account.label })),
    );
  });
};

/** `accounts remove LABEL`: with its orders and its key. */
export const removeAccountCommand = (terminal: Terminal): Promise<Answer> =>
  withNamedAccount(terminal, async (account, engine) => {
    const removed = await forgetAccount(account, engine.registration);
    if (!removed.ok) return refused(removed.failure, terminal);
    engine.ownTablesChanged();
    return done(
      { label: account.label, ...removed.value },
      t.cli_removed({ label: account.label, orders: removed.value.orders, rentals: removed.value.rentals }),
    );
  });

const withNamedAccount = (
  terminal: Terminal,
  work: (account: Account, engine: Engine) => Promise<Answer>,
): Promise<Answer> => {
  const label = onlyLabel(terminal);
  return withEngine(terminal, (engine) => {
    const account = accountByLabel(engine.parts.store.database, label);
    return account === null
      ? Promise.resolve(refused({ code: 'not-found', field: 'account' }, terminal))
      : work(account, engine);
  });
};

const onlyLabel = (terminal: Terminal): string => {
  const [label, ...more] = terminal.arguments.words;
  if (label === undefined) throw new MissingError('LABEL');
  if (more.length > 0) throw new UsageError(more.join(' '));
  return label;
};

/** Opens the store for writing, works, and closes it whatever comes of it. */
export const withEngine = async (terminal: Terminal, work: (engine: Engine) => Promise<Answer>): Promise<Answer> => {
  const opened = terminal.openEngine();
  if (!opened.ok) return refused(opened.failure, terminal);
  const { setAside } = opened.value.parts.store;
  if (setAside !== null) terminal.streams.err(failureSentence(setAside, terminal));
  opened.value.guard.follow((trouble) => tellTrouble(trouble, terminal));
  try {
    return await work(opened.value);
  } finally {
    await opened.value.stop();
  }
};

/** Without a keychain nothing about accounts is changed, which has an exit status of its own. */
const refused = (failure: Failure, terminal: Terminal): Answer => {
  const exit: ExitStatus | undefined =
    terminal.arguments.command.startsWith('accounts ') && failure.code.startsWith('vault.') ? 4 : undefined;
  return failedAnswer(failure, failureSentence(failure, terminal), exit);
};
