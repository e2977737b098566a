import type { Account } from '../../../core/model/account.ts';
import { findByLabel } from '../../../core/model/label.ts';
import { plainLine } from '../../../core/model/plain-text.ts';
import { roundSettings, type AccountSettings } from '../../../program/accounts/settings.ts';
import { accountsOf, type Engine } from '../../../engine/engine.ts';
import { forgetKeyFailures, listAccounts } from '../../../edges/store/accounts.ts';
import { unaskedOutcome } from '../../../engine/polling/outcome.ts';
import { isSilencing } from '../../../core/model/health.ts';
import type { ChannelHealth } from '../../../core/model/reminder.ts';
import type { RoundOutcome } from '../../../core/model/sync.ts';
import { warningText } from '../../../core/words/warning.ts';
import { sentenceOf, t } from '../../../core/words/words.ts';
import { readPairs } from '../arguments.ts';
import { checkSettingNames, checkSettingValues, roundFields } from '../typed-names.ts';
import { done, type Answer } from '../output.ts';
import { outcomesTable } from '../tables.ts';
import { tellProgress } from '../progress.ts';
import { RoundNews } from '../round-news.ts';
import { failureSentence, type Terminal } from '../terminal.ts';
import { withStore } from '../with-store.ts';
import { accountJsons, withEngine } from './accounts.ts';

/**
 * `sync [LABEL …] [--set NAME=VALUE …]`: one round of each account, or of those named, with filters for this round only.
 * Its answer is the same whatever keeps it from asking.
 */
export const sync = async (terminal: Terminal): Promise<Answer> => {
  const typed = readPairs(terminal.arguments.options.set ?? [], 'set');
  const known = roundFields(terminal.requestParts.providers);
  checkSettingNames(Object.keys(typed), known);
  checkSettingValues(typed, known);
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

/**
 * `watch`: polls and rings in the foreground until it is stopped. What goes wrong with the bell is said at once, and it goes on; the exit
 * status remembers it, and tells whether an account cannot be read at the end or the last reminder was not shown.
 */
export const watch = (terminal: Terminal, health: () => Promise<readonly ChannelHealth[]>): Promise<Answer> =>
  withEngine(terminal, async (engine) => {
    let sound = true;
    // A reminder that was shown late after all is no reason: whether the last one was, the engine knows at the end.
    engine.guard.follow((trouble) => (sound &&= !isSilencing(trouble) || trouble.step === 'delivery'));
    if (terminal.vaultIsMemory) forgetKeyFailures(engine.parts.store.database);
    terminal.streams.err(t.cli_watching({ count: accountsOf(engine).length }));
    const rounds = new RoundNews(terminal);
    engine.roundFollowers.add((outcome) => rounds.hear(outcome));
    rounds.begin(accountsOf(engine));
    const stopped = terminal.untilStopped();
    engine.start();
    tellSilence(await health(), terminal);
    await stopped;
    const { troubles } = engine.health;
    const isSound = sound && !rounds.isFailing && !engine.ringer.isUnheard && !troubles.some(isSilencing);
    return {
      ...done({ accounts: accountJsons(engine.registration), troubles }, t.cli_stopped()),
      exit: isSound ? 0 : 1,
    };
  });

/** That nothing can be shown here is known before the first reminder is due. */
const tellSilence = (health: readonly ChannelHealth[], { streams }: Terminal): void => {
  const others = health.filter(({ channel }) => channel !== 'inbox');
  if (others.some(({ state }) => state !== 'unavailable')) return;
  const why = [...new Set(others.flatMap(({ why: key }) => (key === null ? [] : [sentenceOf(key) ?? ''])))].join(' ');
  streams.err(t.trouble_no_channel({ why }));
};

/** A round that cannot be as it was asked for is none: its account is not asked, and nothing is noted against it. */
const oneRound = async (engine: Engine, account: Account, typed: AccountSettings): Promise<RoundOutcome> => {
  const { database } = engine.parts.store;
  const settings = roundSettings(account, typed, engine.registration.providers);
  if (!settings.ok) return unaskedOutcome(database, account, settings.failure);
  return account.paused ? engine.poller.skipped(account) : engine.poller.sync(account, settings.value);
};

const answerOf = (outcomes: readonly RoundOutcome[], terminal: Terminal): Answer => {
  for (const { label, failure } of outcomes) {
    if (failure?.code === 'input.invalid')
      terminal.streams.err(`${plainLine(label)}: ${failureSentence(failure, terminal)}`);
  }
  return {
    exit: outcomes.every((outcome) => outcome.ok) ? 0 : 1,
    json: { accounts: outcomes },
    text: [outcomesTable(outcomes, terminal), ...warningLines(outcomes)].join('\n'),
  };
};

/** What there is to know about rounds that succeeded all the same, one line each below the table. */
const warningLines = (outcomes: readonly RoundOutcome[]): readonly string[] =>
  outcomes.flatMap(({ label, warnings }) => warnings.map((warning) => plainLine(`${label}: ${warningText(warning)}`)));

/** Another writer has the store: which accounts there are can still be read. */
const lockedAnswer = (terminal: Terminal, locked: Answer): Answer => {
  const read = withStore(terminal, (database) => {
    if (database === null) return [];
    const { found } = namedAccounts(listAccounts(database), terminal.arguments.words);
    return found.map((account) => unaskedOutcome(database, account, { code: 'store.locked' }));
  });
  return { ...locked, json: { accounts: read.ok ? read.value : [] } };
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
  return {
    found: labels.map((label) => findByLabel(all, label)).filter((account) => account !== null),
    unknown: labels.filter((label) => findByLabel(all, label) === null),
  };
};
