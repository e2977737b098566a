import type { Result } from '../../../core/model/failure.ts';
import type { LeftOut } from '../../../program/running/running.ts';
import { damagedLine } from '../damaged-lines.ts';
import { helpText } from '../help.ts';
import { done, type CommandResult } from '../output.ts';
import type { Terminal } from '../terminal.ts';
import { listAccountsCommand, removeAccountCommand, setAccountCommand, testAccountCommand } from './accounts.ts';
import { backupCommand, restoreCommand } from './backup.ts';
import { demo } from './demo.ts';
import { diagnosticsCommand } from './diagnostics.ts';
import { doctor } from './doctor.ts';
import { exportCommand } from './export.ts';
import { addAccountCommand } from './new-account.ts';
import { orders, reminders, rentals, resources } from './read.ts';
import { rentalCommand } from './rental.ts';
import { listSettingsCommand, setSettingsCommand } from './settings.ts';
import { sync, watch } from './sync.ts';

/** Runs the command that was typed. Throws a UsageError when it was typed wrongly. */
export const runCommand = async (terminal: Terminal): Promise<CommandResult> => {
  const stores: LeftOut[] = [];
  const result = await chosenCommand(tellingDamage(terminal, stores));
  const isWhole = stores.every(({ all }) => all.length === 0);
  return result.exit === 0 && !isWhole ? { ...result, exit: 1 } : result;
};

/** The same terminal, which says which rows the stores that it opens leave out, and collects them. */
const tellingDamage = (terminal: Terminal, stores: LeftOut[]): Terminal => {
  const tell = <Opened extends { readonly leftOut: LeftOut }>(opened: Result<Opened | null>): void => {
    if (!opened.ok || opened.value === null) return;
    stores.push(opened.value.leftOut);
    opened.value.leftOut.follow((row) => terminal.streams.err(damagedLine(row)));
  };
  return {
    ...terminal,
    // Asked anew each time: clocks change while `watch` runs.
    get localeSetting() {
      return terminal.localeSetting;
    },
    openReader: () => {
      const opened = terminal.openReader();
      tell(opened);
      return opened;
    },
    openQueued: () => {
      const opened = terminal.openQueued();
      tell(opened);
      return opened;
    },
    openRunning: () => {
      const opened = terminal.openRunning();
      tell(opened);
      return opened;
    },
  };
};

const chosenCommand = async (terminal: Terminal): Promise<CommandResult> => {
  const { command, words } = terminal.arguments;
  switch (command) {
    case 'help':
      return done(null, helpText(terminal.providers, words[0]));
    case 'version':
      return done({ version: terminal.version }, terminal.version);
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
    case 'resources':
      return resources(terminal);
    case 'reminders':
      return reminders(terminal);
    case 'watch':
      // Another command may rebuild the program meanwhile; what the bell needs is loaded before.
      await terminal.channels.warmUp();
      return watch(terminal);
    case 'backup':
      return backupCommand(terminal);
    case 'restore':
      return restoreCommand(terminal);
    case 'diagnostics':
      return diagnosticsCommand(terminal);
    case 'demo':
      return demo(terminal);
    case 'export':
      return exportCommand(terminal);
    case 'doctor':
      return doctor(terminal);
    default:
      return rentalCommand(command, terminal);
  }
};
