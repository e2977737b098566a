import { accountJson } from '../../answers/account.ts';
import type { Account } from '../../contract/account.ts';
import { accountsOf, type Engine } from '../../engine.ts';
import { labelKeyOf } from '../../store/accounts.ts';
import type { RoundOutcome } from '../../contract/sync.ts';
import { t } from '../../contract/words/words.ts';
import { done, failedAnswer, type Answer } from '../output.ts';
import { outcomesTable } from '../tables.ts';
import { failureSentence, type Terminal } from '../terminal.ts';
import { withEngine } from './accounts.ts';

/** `sync [LABEL …]`: one round of each account that is not paused, or of those named. */
export const sync = (terminal: Terminal): Promise<Answer> =>
  withEngine(terminal, async (engine) => {
    const named = namedAccounts(engine, terminal.arguments.words);
    if (named === null) {
      return failedAnswer(
        { code: 'not-found', field: 'account' },
        failureSentence({ code: 'not-found', field: 'account' }, terminal),
      );
    }
    const outcomes = await Promise.all(
      named.map((account) => (account.paused ? pausedOutcome(engine, account) : engine.poller.sync(account))),
    );
    return {
      exit: outcomes.every((outcome) => outcome.ok) ? 0 : 1,
      json: { accounts: outcomes },
      text: outcomesTable(outcomes),
    };
  });

/** `watch`: polls and rings in the foreground until it is stopped. */
export const watch = (terminal: Terminal): Promise<Answer> =>
  withEngine(terminal, async (engine) => {
    terminal.streams.err(t.cli_watching({ count: accountsOf(engine).length }));
    engine.start();
    await terminal.stopped;
    return done({ accounts: accountsOf(engine).map(accountJson) }, t.cli_stopped());
  });

const namedAccounts = (engine: Engine, labels: readonly string[]): readonly Account[] | null => {
  const all = accountsOf(engine);
  if (labels.length === 0) return all;
  const wanted = labels.map((label) => all.find((account) => labelKeyOf(account.label) === labelKeyOf(label)));
  const found = wanted.filter((account) => account !== undefined);
  return found.length === wanted.length ? found : null;
};

/** A paused account stays in the answer; it was not asked. */
const pausedOutcome = (engine: Engine, account: Account): Promise<RoundOutcome> =>
  Promise.resolve(engine.poller.skipped(account));
