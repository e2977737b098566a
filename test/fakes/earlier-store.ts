import type { Database } from '../../electron/edges/store/database.ts';

/** What takes a store of the present schema back by one version each, from the version of the key. What lay in the tables that go is lost. */
const backFrom: Readonly<Record<number, string>> = {
  5: `
    DROP INDEX orders_of_account; DROP INDEX orders_missing;
    DROP TABLE fact_shape; DROP TABLE order_tally; DROP TABLE changed_order;
    DROP TABLE order_text_search; DROP TABLE order_text; DROP TABLE order_text_indexed;
    DROP TABLE order_resource; DROP TABLE rental_order;
    DROP INDEX rental_by_listing; DROP INDEX rental_with_held_end; DROP INDEX rental_with_words;
    DROP INDEX rental_by_state_until; DROP INDEX rental_by_rings_until; DROP INDEX resource_by_id;
    ALTER TABLE orders DROP COLUMN fact_shape; ALTER TABLE rental DROP COLUMN listing;
    ALTER TABLE resource DROP COLUMN fact_shape; ALTER TABLE resource DROP COLUMN resource_id;
    CREATE VIRTUAL TABLE orders_search USING fts5 (search_text, content='orders', content_rowid='key', tokenize='trigram');
    CREATE VIRTUAL TABLE rental_search USING fts5 (search_text, content='rental', content_rowid='key', tokenize='trigram');
    CREATE INDEX rental_by_account ON rental (account_id);
    CREATE INDEX rental_by_state_until ON rental (state_until);
    CREATE INDEX rental_by_rings_until ON rental (rings_until);`,
  4: `DROP TABLE resource; DROP TABLE resource_list; DROP INDEX rental_by_subject; ALTER TABLE rental DROP COLUMN subject;`,
  3: `DROP TABLE deadline_move;`,
  2: `ALTER TABLE account DROP COLUMN requests_per_hour;`,
};

/** Makes a store of the present schema one that an earlier release has left. */
export const takeBackTo = (database: Database, version: number): void => {
  for (const from of [5, 4, 3, 2].filter((each) => each > version)) database.execute(backFrom[from] ?? '');
  database.execute(`PRAGMA user_version = ${String(version)}`);
};
