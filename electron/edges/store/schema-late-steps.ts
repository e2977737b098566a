/**
 * The steps after the fifth, for which nobody waits: each is taken in a moment of its own while the program runs, once what has to be done
 * before it is done (see `upgrade.ts`). An index is built whole, in 50 to 150 ms for 100,000 rows, so each has a step to itself; those that
 * few rows are in come first, and the others when the rows have become shorter.
 */
export const schemaLateSteps: readonly string[] = [
  'CREATE INDEX rental_by_listing ON rental (account_id, listing) WHERE listing IS NOT NULL;',
  'CREATE INDEX rental_with_held_end ON rental (account_id) WHERE held_end IS NOT NULL;',
  // What the rows of before were found by is gone: what they are found by now lies in `order_text`.
  'DROP TABLE orders_search; DROP TABLE rental_search;',
  `CREATE INDEX rental_with_words ON rental (key) WHERE search_text <> '';`,
  `DROP INDEX rental_by_account; CREATE INDEX rental_by_subject ON rental (subject, account_id, state);`,
  `DROP INDEX rental_by_state_until;
   CREATE INDEX rental_by_state_until ON rental (state_until) WHERE state_until IS NOT NULL;`,
  `DROP INDEX rental_by_rings_until;
   CREATE INDEX rental_by_rings_until ON rental (rings_until) WHERE rings_until IS NOT NULL;`,
  'CREATE INDEX orders_of_account ON orders (account_id);',
  // Pages of rows that have become shorter are not full any more, which SQLite tells nobody.
  `CREATE INDEX orders_missing ON orders (account_id) WHERE missing_rounds > 0;
   INSERT OR REPLACE INTO care_mark SELECT 'loose', 1 WHERE EXISTS (SELECT 1 FROM orders);`,
  // "Ending soon" began at another instant: the next look at the clock finds these anew.
  `UPDATE rental SET state_until = 0 WHERE state IN ('active', 'ending') AND state_until IS NOT NULL;`,
  'ALTER TABLE rental_wish ADD COLUMN tags TEXT;',
];

/** The version in which rows of before are written anew: what has to be built before is built. */
export const rewritingVersion = 7;

/** The version from which on there is a place for tags. */
export const taggedVersion = 16;
