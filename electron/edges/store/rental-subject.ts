import type { Rental } from '../../core/model/rental.ts';
import { liveGroup } from '../../core/model/standing.ts';
import { accountIdOf } from '../../core/model/ids.ts';
import { type Database, numberOf, textOf } from './database.ts';
import { noteDerived } from './read-row.ts';
import type { Condition } from './search.ts';

/** What a row of the rentals is about, as it is stored. */
export const subjectOf = ({ balance }: Rental): 'rental' | 'balance' => (balance === null ? 'rental' : 'balance');

const columns = `key, id, coalesce(iif(json_valid(body), json_extract(body, '$.accountId'), NULL), account_id) AS owner`;
/** All rows that are not said to be about a rental, by the index on the subject: those of credit, one for each account at most, and damaged ones. */
const othersSql = `SELECT ${columns} FROM rental WHERE subject < 'rental' UNION ALL SELECT ${columns} FROM rental WHERE subject > 'rental'`;

/** The rentals without the credit of accounts; those whose subject is damaged are noted, and among them. */
export const rentalSubject = (database: Database): Condition => ({
  sql: `(rental.subject = ?${orMisplaced(database)})`,
  values: ['rental'],
});

/** The same by the keys of all others, which are few: an index that does not hold the subject can be walked so, and no row is read for it. */
export const rentalSubjectByKey = (database: Database): Condition => ({
  sql: `(rental.key NOT IN (SELECT key FROM rental WHERE subject < 'rental' UNION ALL SELECT key FROM rental WHERE subject > 'rental')${orMisplaced(database)})`,
  values: [],
});

/** SQL for those whose subject is damaged, which are noted; empty where there are none. */
const orMisplaced = (database: Database): string => {
  const misplaced = database.all(othersSql).filter((row) => row['id'] !== `${textOf(row, 'owner')}:balance`);
  for (const row of misplaced)
    noteDerived(database, {
      table: 'rental',
      id: textOf(row, 'id'),
      accountId: accountIdOf(textOf(row, 'owner')),
    });
  const keys = misplaced.map((row) => String(numberOf(row, 'key')));
  return keys.length === 0 ? '' : ` OR rental.key IN (${keys.join(', ')})`;
};

/**
 * SQL for a condition with one value, an instant in epoch milliseconds: whether a rental may ring after it. Two columns say so, and each has an index:
 * where one was damaged, the other counts.
 */
export const mayRingSql = `(rental.rings_until > ? OR (rental.sort_group = ${String(liveGroup)}
  AND (rental.rings_until IS NULL OR rental.rings_until < rental.sort_at)))`;
