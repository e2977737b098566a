import { isSilencing } from '../../../core/model/health.ts';
import { success } from '../../../core/model/failure.ts';
import { plainLine } from '../../../core/model/plain-text.ts';
import type { ChannelHealth } from '../../../core/model/reminder.ts';
import type { RoundOutcome } from '../../../core/model/sync.ts';
import { warningText } from '../../../core/words/warning.ts';
import { sentenceOf, t } from '../../../core/words/words.ts';
import type { Program } from '../../../program/program.ts';
import { readPairs } from '../arguments.ts';
import { mayBeKey } from '../hide-keys.ts';
import { accountJsons } from '../json/account.ts';
import { done, type CommandResult } from '../output.ts';
import { tellProgress } from '../progress.ts';
import { RoundNews } from '../round-news.ts';
import { outcomesTable } from '../tables.ts';
import { failureSentence, type Terminal } from '../terminal.ts';
import { checkSettingNames, checkSettingValues, roundFields, roundFieldsOf } from '../typed-names.ts';
import { askQuestions, refusalResult, withRunning } from '../with-program.ts';

/**
 * `sync [LABEL …] [--set NAME=VALUE …]`: one round of each account, or of those named, with filters for this round only.
 * Its result is the same whatever keeps it from asking.
 */
export const sync = async (terminal: Terminal): Promise<CommandResult> => {
  const settings = readPairs(terminal.arguments.options.set ?? [], 'set');
  const known = roundFields(terminal.providers);
  checkSettingNames(Object.keys(settings), known);
  checkSettingValues(settings, known);
  const result = await withRunning(terminal, async ({ program }) => {
    await checkNamedAccounts(Object.keys(settings), program, terminal);
    await forgetKeyFailures(program, terminal);
    const told = tellProgress(program, terminal);
    try {
      const outcomes = await program.accounts.syncNamed({ labels: terminal.arguments.words, settings });
      return outcomes.ok
        ? resultOf(outcomes.value.map(withoutKey), terminal)
        : refusalResult(outcomes.failure, terminal);
    } finally {
      told.stop();
    }
  });
  return result.exit === 3 ? lockedResult(terminal, result) : result;
};

/** Throws a UsageError where the provider of an account that was named has no setting of such a name; of all accounts some may have none. */
const checkNamedAccounts = async (
  names: readonly string[],
  program: Program,
  { arguments: { words }, providers }: Terminal,
): Promise<void> => {
  if (names.length === 0) return;
  for (const label of words) {
    const named = await program.accounts.named({ label });
    if (named.ok) checkSettingNames(names, roundFieldsOf(named.value.provider, providers));
  }
};

/** Keys from the environment come anew with each start. */
const forgetKeyFailures = async (program: Program, { vaultIsMemory }: Terminal): Promise<void> => {
  if (vaultIsMemory) await program.accounts.forgetKeyFailures();
};

/**
 * `watch`: polls and rings in the foreground until it is stopped. What goes wrong with the bell is said at once, and it goes on; the exit
 * status remembers it, and tells whether an account cannot be read at the end or the last reminder was not shown.
 */
export const watch = (terminal: Terminal): Promise<CommandResult> =>
  withRunning(terminal, async ({ program, life }) => {
    let sound = true;
    // A reminder that was shown late after all is no reason: whether the last one was, the engine knows at the end.
    life.followTroubles((trouble) => (sound &&= !isSilencing(trouble) || trouble.step === 'delivery'));
    await forgetKeyFailures(program, terminal);
    const accounts = await program.accounts.list();
    if (!accounts.ok) return refusalResult(accounts.failure, terminal);
    terminal.streams.err(t.cli_watching({ count: accounts.value.length }));
    const rounds = new RoundNews(terminal);
    life.followRounds((outcome) => rounds.hear(outcome));
    rounds.begin(accounts.value);
    const stopped = terminal.untilStopped();
    life.start();
    tellSilence(await terminal.channels.health(), terminal);
    await stopped;
    const { troubles } = life.health;
    const isSound = sound && !rounds.isFailing && !life.isUnheard && !troubles.some(isSilencing);
    const jsons = await accountJsons(program);
    if (!jsons.ok) return refusalResult(jsons.failure, terminal);
    return { ...done({ accounts: jsons.value, troubles }, t.cli_stopped()), exit: isSound ? 0 : 1 };
  });

/** That nothing can be shown here is known before the first reminder is due. */
const tellSilence = (health: readonly ChannelHealth[], { streams }: Terminal): void => {
  const others = health.filter(({ channel }) => channel !== 'inbox');
  if (others.some(({ state }) => state !== 'unavailable')) return;
  const why = [...new Set(others.flatMap(({ why: key }) => (key === null ? [] : [sentenceOf(key) ?? ''])))].join(' ');
  streams.err(t.trouble_no_channel({ why }));
};

/** A name that no account has may be a key in the wrong place. */
const withoutKey = (outcome: RoundOutcome): RoundOutcome =>
  outcome.failure?.code === 'not-found' && mayBeKey(outcome.label) ? { ...outcome, label: '…' } : outcome;

const resultOf = (outcomes: readonly RoundOutcome[], terminal: Terminal): CommandResult => {
  // Nobody was asked then, so there is no table of what came of it.
  if (outcomes.length > 0 && outcomes.every(({ failure }) => failure?.code === 'not-found'))
    return unknownResult(outcomes, terminal);
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

const unknownResult = (outcomes: readonly RoundOutcome[], terminal: Terminal): CommandResult => ({
  exit: 1,
  json: { accounts: outcomes },
  text: outcomes
    .flatMap(({ label, failure }) =>
      failure === null ? [] : [`${plainLine(label)}: ${failureSentence(failure, terminal)}`],
    )
    .join('\n'),
  isFailure: true,
});

/** What there is to know about rounds that succeeded all the same, one line each below the table. */
const warningLines = (outcomes: readonly RoundOutcome[]): readonly string[] =>
  outcomes.flatMap(({ label, warnings }) => warnings.map((warning) => plainLine(`${label}: ${warningText(warning)}`)));

/** Another writer has the store: which accounts there are can still be read. */
const lockedResult = async (terminal: Terminal, locked: CommandResult): Promise<CommandResult> => {
  const labels = terminal.arguments.words;
  const read = await askQuestions(terminal, async (questions) =>
    questions === null ? success([]) : questions.accounts.unasked({ labels, failure: { code: 'store.locked' } }),
  );
  return { ...locked, json: { accounts: read.ok ? read.value : [] } };
};
