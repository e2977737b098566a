import { orderJson, type OrderJson } from '../../answers/order.ts';
import { rentalJson } from '../../answers/rental.ts';
import type { Account } from '../../contract/account.ts';
import type { Rental } from '../../contract/rental.ts';
import type { AccountId } from '../../contract/ids.ts';
import { listAccounts } from '../../store/accounts.ts';
import type { Database } from '../../store/database.ts';
import { listOrders } from '../../store/orders.ts';
import { UsageError } from '../arguments.ts';
import { failedAnswer, type Answer } from '../output.ts';
import { failureSentence, type Terminal } from '../terminal.ts';
import { calendarOf } from '../calendar.ts';
import { csvOf } from '../csv.ts';
import { rentalViews } from './read.ts';
import { listRentals } from '../../store/rentals.ts';

/** `export --format csv|json|ics`: everything the store holds, to the standard output, whatever `--json` says. */
export const exportCommand = (terminal: Terminal): Answer => {
  const { format } = terminal.arguments.options;
  const write = format === undefined || !Object.hasOwn(formats, format) ? undefined : formats[format];
  if (write === undefined) throw new UsageError(`--format ${format ?? ''}`.trim());
  const opened = terminal.openStore();
  if (!opened.ok) return failedAnswer(opened.failure, failureSentence(opened.failure, terminal));
  try {
    const text = write(opened.value?.database ?? null, terminal);
    return { exit: 0, json: null, text, verbatim: true };
  } finally {
    opened.value?.close();
  }
};

const formats: Readonly<Record<string, (database: Database | null, terminal: Terminal) => string>> = {
  csv: (database) => csvOf(database === null ? [] : ordersOf(database)),
  json: (database, terminal) =>
    JSON.stringify({
      orders: database === null ? [] : ordersOf(database),
      rentals:
        database === null
          ? []
          : rentalViews(database, { query: '', accountId: null }, terminal.clock.now()).map(rentalJson),
    }),
  ics: (database, terminal) => calendarOf(database === null ? [] : everyRental(database), terminal.clock.now()),
};

const everyRental = (database: Database): readonly Rental[] =>
  listRentals(database, { query: '', state: null, accountId: null }, { offset: 0, limit: Number.MAX_SAFE_INTEGER });

const ordersOf = (database: Database): readonly OrderJson[] => {
  const accounts = new Map<AccountId, Account>(listAccounts(database).map((account) => [account.id, account]));
  return listOrders(database, { query: '', status: null, accountId: null }).flatMap((order) => {
    const account = accounts.get(order.accountId);
    return account === undefined ? [] : [orderJson(order, account)];
  });
};
