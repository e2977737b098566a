import type { Account } from '../../contract/account.ts';
import { accountsOf } from '../../engine.ts';
import { forgetKeyFailures, labelKeyOf, listAccounts } from '../../store/accounts.ts';
import { unaskedOutcome } from '../../sync/round.ts';
import type { RoundOutcome } from '../../contract/sync.ts';
import { t } from '../../contract/words/words.ts';
import { done, type Answer } from '../output.ts';
import { outcomesTable } from '../tables.ts';
import type { Terminal } from '../terminal.ts';
import { tellProgress } from '../progress.ts';
import { accountJsons, withEngine } from './accounts.ts';

/** `sync [LABEL …]`: one round of each account, or of those named. Its answer is the same whatever keeps it from asking. */
export const sync = async (terminal: Terminal): Promise<Answer> => {
  const answer = await withEngine(terminal, async (engine) => {
    const { database } = engine.parts.store;
    if (terminal.vaultIsMemory) forgetKeyFailures(database);
    const { found, unknown } = namedAccounts(accountsOf(engine), terminal.arguments.words);
    if (unknown.length > 0) return answerOf(unknown.map(unknownOutcome));
    const rounds = found.map((account) =>
      account.paused ? Promise.resolve(engine.poller.skipped(account)) : engine.poller.sync(account),
    );
    const told = tellProgress(found, engine, terminal);
    try {
      return answerOf(await Promise.all(rounds));
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

const answerOf = (outcomes: readonly RoundOutcome[]): Answer => ({
  exit: outcomes.every((outcome) => outcome.ok) ? 0 : 1,
  json: { accounts: outcomes },
  text: outcomesTable(outcomes),
});

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
