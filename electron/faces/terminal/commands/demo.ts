import { rentalJson } from '../../../program/views/rental.ts';
import { day } from '../../../core/model/instant.ts';
import { t } from '../../../core/words/words.ts';
import { startDemo, type DemoParts } from '../../../program/demo/session.ts';
import { accountsOf, type Engine } from '../../../engine/engine.ts';
import { failedAnswer, type Answer } from '../output.ts';
import { remindersTable, rentalsTable } from '../tables.ts';
import { failureSentence, type Terminal } from '../terminal.ts';
import { accountJsons } from './accounts.ts';
import { rentalViews, upcomingReminders } from './read.ts';

const shownDays = 30;

/** Opens an engine over a folder with a vault of its own. */
export type OpenIn = DemoParts['openEngine'];

/** `demo`: the whole thing against the embedded providers, in a folder that is thrown away, also when it is stopped halfway. */
export const demo = async (terminal: Terminal, openIn: OpenIn): Promise<Answer> => {
  const stopped = terminal.untilStopped().then(() => refused({ code: 'cancelled' }, terminal));
  terminal.streams.err(t.cli_demo_starts());
  const started = await startDemo({ now: () => terminal.clock.now(), openEngine: openIn });
  if (!started.ok) return refused(started.failure, terminal);
  const { engine, end } = started.value;
  try {
    return await Promise.race([stopped, shown(engine, terminal)]);
  } finally {
    await end();
  }
};

const shown = async (engine: Engine, terminal: Terminal): Promise<Answer> => {
  const outcomes = await engine.syncNow(accountsOf(engine));
  // Stopped meanwhile, its store is being closed, and nobody waits for this answer any more.
  if (outcomes.some(({ failure }) => failure?.code === 'cancelled')) return refused({ code: 'cancelled' }, terminal);
  const { database } = engine.parts.store;
  const nowMs = terminal.clock.now();
  const rentals = rentalViews(database, { query: '', accountId: null }, nowMs);
  const reminders = upcomingReminders(database, nowMs, nowMs + shownDays * day);
  const text = [
    rentalsTable(rentals, terminal),
    '',
    t.cli_demo_reminders({ days: shownDays }),
    remindersTable(reminders, terminal),
  ].join('\n');
  return {
    exit: outcomes.every((outcome) => outcome.ok) ? 0 : 1,
    json: { accounts: accountJsons(engine.registration), rentals: rentals.map(rentalJson), reminders },
    text,
  };
};

const refused = (failure: Parameters<typeof failedAnswer>[0], terminal: Terminal): Answer =>
  failedAnswer(failure, failureSentence(failure, terminal));
