import { day } from '../../../core/model/instant.ts';
import { success, type Result } from '../../../core/model/failure.ts';
import { plainLine } from '../../../core/model/plain-text.ts';
import { t } from '../../../core/words/words.ts';
import type { Program } from '../../../program/program.ts';
import { accountJsons } from '../json/account.ts';
import { rentalJson } from '../json/rental.ts';
import type { CommandResult } from '../output.ts';
import { textOfTable, type ListTable } from '../list-table.ts';
import { remindersTable, rentalsTable, zoneLine } from '../tables.ts';
import { failureSentence, type Terminal } from '../terminal.ts';
import { refusalResult } from '../with-program.ts';

const shownDays = 30;

/** `demo`: the whole thing against the embedded providers, in a folder that is thrown away, also when it is stopped halfway. */
export const demo = async (terminal: Terminal): Promise<CommandResult> => {
  const stopped = terminal.untilStopped().then(() => refusalResult({ code: 'cancelled' }, terminal));
  terminal.streams.err(t.cli_demo_starts());
  const started = await terminal.startDemo();
  if (!started.ok) return refusalResult(started.failure, terminal);
  const { running, end } = started.value;
  const shownResult = showDemo(running.program, terminal).then((result) =>
    result.ok ? result.value : refusalResult(result.failure, terminal),
  );
  try {
    return await Promise.race([stopped, shownResult]);
  } finally {
    await end();
  }
};

const showDemo = async (program: Program, terminal: Terminal): Promise<Result<CommandResult>> => {
  const outcomes = await program.accounts.sync({ id: null });
  if (!outcomes.ok) return outcomes;
  // Stopped meanwhile, its store is being closed, and nobody waits for this result any more.
  if (outcomes.value.some(({ failure }) => failure?.code === 'cancelled'))
    return { ok: false, failure: { code: 'cancelled' } };
  for (const { label, failure } of outcomes.value)
    if (failure !== null) terminal.streams.err(`${plainLine(label)}: ${failureSentence(failure, terminal)}`);
  const found = await program.rentals.findApart({ query: '', state: null, accountId: null, dueWithinMs: null });
  if (!found.ok) return found;
  const { live, over } = found.value;
  const rentals = await program.rentals.read([...live, ...over]);
  if (!rentals.ok) return rentals;
  const reminders = await program.reminders.upcoming({ withinMs: shownDays * day });
  if (!reminders.ok) return reminders;
  const accounts = await accountJsons(program);
  if (!accounts.ok) return accounts;
  const text = [
    ...soonest(rentalsTable(terminal), rentals.value.slice(0, live.length)),
    '',
    t.cli_demo_reminders({ days: shownDays }),
    ...soonest(remindersTable(terminal), reminders.value),
    '',
    zoneLine(terminal),
    t.cli_demo_next(),
  ].join('\n');
  return success({
    exit: outcomes.value.every((outcome) => outcome.ok) ? 0 : 1,
    json: { accounts: accounts.value, rentals: rentals.value.map(rentalJson), reminders: reminders.value },
    text,
    isPainted: true,
  });
};

/** So many rows show what there is; the rest is counted. */
const shownRows = 15;

const soonest = <Row>(table: ListTable<Row>, rows: readonly Row[]): readonly string[] => {
  const hidden = rows.length - shownRows;
  return [textOfTable(table, rows.slice(0, shownRows)), ...(hidden > 0 ? [t.cli_demo_more({ count: hidden })] : [])];
};
