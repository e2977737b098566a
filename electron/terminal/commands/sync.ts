import type { Account } from '../../contract/account.ts';
import { roundSettings, type AccountSettings } from '../../accounts/settings.ts';
import { accountsOf, type Engine } from '../../engine.ts';
import { forgetKeyFailures, labelKeyOf, listAccounts } from '../../store/accounts.ts';
import { unaskedOutcome } from '../../sync/round.ts';
import type { RoundOutcome } from '../../contract/sync.ts';
import { plainLine } from '../../contract/plain-text.ts';
import { warningText } from '../../contract/words/warning.ts';
import { t } from '../../contract/words/words.ts';
import { readPairs } from '../arguments.ts';
import { done, type Answer } from '../output.ts';
import { outcomesTable } from '../tables.ts';
import { tellProgress } from '../progress.ts';
import { failureSentence, type Terminal } from '../terminal.ts';
import { accountJsons, withEngine } from './accounts.ts';

/**
 * `sync [LABEL …] [--set NAME=VALUE …]`: one round of each account, or of those named, with filters for this round only.
 * Its answer is the same whatever keeps it from asking.
 */
export const sync = async (terminal: Terminal): Promise<Answer> => {
  const typed = readPairs(terminal.arguments.options.set ?? [], 'set');
  const answer = await withEngine(terminal, async (engine) => {
    const { database } = engine.parts.store;
    if (terminal.vaultIsMemory) forgetKeyFailures(database);
    const { found, unknown } = namedAccounts(accountsOf(engine), terminal.arguments.words);
    if (unknown.length > 0) return answerOf(unknown.map(unknownOutcome), terminal);
    const rounds = found.map((account) => oneRound(engine, account, typed));
    const told = tellProgress(found, engine, terminal);
    try {
      return answerOf(await Promise.all(rounds), terminal);
    } finally {
      told.stop();
    }
  });
  return answer.exit === 3 ? lockedAnswer(terminal, answer) : answer;
};

/** `watch`: polls and rings in the foreground until it is stopped. */
export const watch = (terminal: Terminal): Promise<Answer> =>
  withEngine(terminal, async (engine) => {
    if (terminal.vaultIsMemory) forgetKeyFailures(engine.parts.store.database);
    terminal.streams.err(t.cli_watching({ count: accountsOf(engine).length }));
    const stopped = terminal.untilStopped();
    engine.start();
    await stopped;
    return done({ accounts: accountJsons(engine.registration) }, t.cli_stopped());
  });

/** A round that cannot be as it was asked for is none: its account is not asked, and nothing is noted against it. */
const oneRound = async (engine: Engine, account: Account, typed: AccountSettings): Promise<RoundOutcome> => {
  const { database } = engine.parts.store;
  const settings = roundSettings(account, typed, engine.registration.providers);
  if (!settings.ok) return unaskedOutcome(database, account, settings.failure);
  return account.paused ? engine.poller.skipped(account) : engine.poller.sync(account, settings.value);
};

const answerOf = (outcomes: readonly RoundOutcome[], terminal: Terminal): Answer => {
  for (const { label, failure } of outcomes) {
    if (failure?.code === 'input.invalid') terminal.streams.err(`${label}: ${failureSentence(failure, terminal)}`);
  }
  return {
    exit: outcomes.every((outcome) => outcome.ok) ? 0 : 1,
    json: { accounts: outcomes },
    text: [outcomesTable(outcomes), ...warningLines(outcomes)].join('\n'),
  };
};

/** What there is to know about rounds that succeeded all the same, one line each below the table. */
const warningLines = (outcomes: readonly RoundOutcome[]): readonly string[] =>
  outcomes.flatMap(({ label, warnings }) => warnings.map((warning) => plainLine(`${label}: ${warningText(warning)}`)));

/** Another writer has the store: which accounts there are can still be read. */
const lockedAnswer = (terminal: Terminal, locked: Answer): Answer => {
  const opened = terminal.openStore();
  if (!opened.ok || opened.value === null) return { ...locked, json: { accounts: [] } };
  const { database } = opened.value;
  const { found } = namedAccounts(listAccounts(database), terminal.arguments.words);
  const outcomes = found.map((account) => unaskedOutcome(database, account, { code: 'store.locked' }));
  opened.value.close();
  return { ...locked, json: { accounts: outcomes } };
};

const unknownOutcome = (label: string): RoundOutcome => ({
  label,
  provider: '',
  ok: false,
  failure: { code: 'not-found', field: 'account' },
  warnings: [],
  orders: 0,
  rentals: 0,
  changes: 0,
  requests: 0,
  lastSyncedAt: null,
});

const namedAccounts = (
  all: readonly Account[],
  labels: readonly string[],
): { readonly found: readonly Account[]; readonly unknown: readonly string[] } => {
  if (labels.length === 0) return { found: all, unknown: [] };
  const byLabel = new Map(all.map((account) => [labelKeyOf(account.label), account]));
  const asked = labels.map((label) => byLabel.get(labelKeyOf(label)));
  return {
    found: asked.filter((account) => account !== undefined),
    unknown: labels.filter((label) => !byLabel.has(labelKeyOf(label))),
  };
};
