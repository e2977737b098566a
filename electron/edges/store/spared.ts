import type { AccountId } from '../../core/model/ids.ts';
import { setCareMark } from './care-marks.ts';
import { numberOf, textOf, type Database } from './database.ts';

/** What an account's orders take up less than its tally says, as a mark: a round that is under way counts by itself, so it waits for the next start. */
const mark = 'spared:';

/** Notes that an account's orders take up so many bytes less. */
export const noteSpared = (database: Database, accountId: AccountId, bytes: number): void => {
  if (bytes === 0) return;
  database.run(
    'INSERT INTO care_mark (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = value + excluded.value',
    mark + accountId,
    bytes,
  );
};

/** Takes what was spared out of the tallies. Call it while no round is under way. */
export const countSpared = (database: Database): void => {
  const rows = database.all(`SELECT name, value FROM care_mark WHERE name LIKE '${mark}%'`);
  if (rows.length === 0) return;
  database.transaction(() => {
    for (const row of rows) {
      const name = textOf(row, 'name');
      database.run(
        'UPDATE order_tally SET bytes = max(0, bytes - ?) WHERE account_id = ?',
        numberOf(row, 'value'),
        name.slice(mark.length),
      );
      setCareMark(database, name, null);
    }
  });
};
