import type { SessionBus } from '../../../core/ports/session-bus.ts';
import type { DamagedRows } from '../../../edges/store/damaged-rows.ts';
import type { Database } from '../../../edges/store/database.ts';
import { storeFailureOrNull } from '../../../edges/store/failures.ts';
import type { ChannelChain } from '../../../channels/chain.ts';
import {
  addAccountCommand,
  listAccountsCommand,
  removeAccountCommand,
  setAccountCommand,
  testAccountCommand,
} from './accounts.ts';
import { demo, type OpenIn } from './demo.ts';
import { doctor } from './doctor.ts';
import { exportCommand } from './export.ts';
import { orders, reminders, rentals } from './read.ts';
import { listSettingsCommand, setSettingsCommand } from './settings.ts';
import { sync, watch } from './sync.ts';
import { UsageError } from '../arguments.ts';
import { helpText } from '../help.ts';
import { damagedLine } from '../damaged-lines.ts';
import { done, failedAnswer, type Answer } from '../output.ts';
import { failureSentence, type Terminal } from '../terminal.ts';

/** What some commands need beyond the terminal. */
export interface Surroundings {
  readonly channels: ChannelChain;
  readonly bus: SessionBus;
  readonly openIn: OpenIn;
}

/** Runs the command that was typed. Throws a UsageError when it was typed wrongly. */
export const runCommand = async (terminal: Terminal, surroundings: Surroundings): Promise<Answer> => {
  const rows: DamagedRows[] = [];
  try {
    const answer = await chosenCommand(tellingDamage(terminal, rows), surroundings);
    const isWhole = rows.every(({ all }) => all.length === 0);
    return answer.exit === 0 && !isWhole ? { ...answer, exit: 1 } : answer;
  } catch (error) {
    // Damage in a page that was not read before, or a disk that filled up: expected things, wherever they are met.
    const failure = storeFailureOrNull(error);
    if (failure === null) throw error;
    return failedAnswer(failure, failureSentence(failure, terminal));
  }
};

/** The same terminal, which says which rows the stores that it opens leave out, and collects them. */
const tellingDamage = (terminal: Terminal, rows: DamagedRows[]): Terminal => {
  const told = ({ damaged }: Database): void => {
    rows.push(damaged);
    damaged.follow((row) => terminal.streams.err(damagedLine(row)));
  };
  return {
    ...terminal,
    // Asked anew each time: clocks change while `watch` runs.
    get place() {
      return terminal.place;
    },
    openStore: () => {
      const opened = terminal.openStore();
      if (opened.ok && opened.value !== null) told(opened.value.database);
      return opened;
    },
    openEngine: () => {
      const opened = terminal.openEngine();
      if (opened.ok) told(opened.value.parts.store.database);
      return opened;
    },
  };
};

const chosenCommand = async (terminal: Terminal, { channels, bus, openIn }: Surroundings): Promise<Answer> => {
  const { command, words } = terminal.arguments;
  switch (command) {
    case 'help':
      return done(null, helpText(terminal.requestParts.providers, words[0]));
    case 'accounts add':
      return addAccountCommand(terminal);
    case 'accounts set':
      return setAccountCommand(terminal);
    case 'accounts list':
      return listAccountsCommand(terminal);
    case 'accounts test':
      return testAccountCommand(terminal);
    case 'accounts remove':
      return removeAccountCommand(terminal);
    case 'settings list':
      return listSettingsCommand(terminal);
    case 'settings set':
      return setSettingsCommand(terminal);
    case 'sync':
      return sync(terminal);
    case 'orders':
      return orders(terminal);
    case 'rentals':
      return rentals(terminal);
    case 'reminders':
      return reminders(terminal);
    case 'watch':
      // Another command may rebuild the program meanwhile; what the bell needs is loaded before.
      await channels.warmUp();
      return watch(terminal, () => channels.health());
    case 'demo':
      return demo(terminal, openIn);
    case 'export':
      return exportCommand(terminal);
    case 'doctor':
      return doctor(terminal, channels, bus);
    default:
      throw new UsageError(command);
  }
};
