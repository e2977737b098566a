import type { Database } from '../../electron/edges/store/database.ts';

/**
 * What takes a store of the present schema back by one version each, from the version of the key. Rows become what earlier releases wrote; what lay
 * in the other tables that go is lost.
 */
const backFrom: Readonly<Record<number, string>> = {
  16: 'ALTER TABLE rental_wish DROP COLUMN tags;',
  14: 'DROP INDEX orders_missing;',
  13: 'DROP INDEX orders_of_account;',
  12: 'DROP INDEX rental_by_rings_until; CREATE INDEX rental_by_rings_until ON rental (rings_until);',
  11: 'DROP INDEX rental_by_state_until; CREATE INDEX rental_by_state_until ON rental (state_until);',
  10: 'DROP INDEX rental_by_subject; CREATE INDEX rental_by_account ON rental (account_id);',
  9: 'DROP INDEX rental_with_words;',
  8: `
    UPDATE rental SET search_text = coalesce((
      SELECT group_concat(text, char(10)) FROM rental_order JOIN order_text ON order_text.key = order_key WHERE rental_key = rental.key
    ), '') || char(10) || search_text;
    UPDATE orders SET search_text = coalesce((SELECT text FROM order_text WHERE order_text.key = orders.key), '');
    CREATE VIRTUAL TABLE orders_search USING fts5 (search_text, content='orders', content_rowid='key', tokenize='trigram');
    CREATE VIRTUAL TABLE rental_search USING fts5 (search_text, content='rental', content_rowid='key', tokenize='trigram');
    INSERT INTO orders_search (orders_search) VALUES ('rebuild');
    INSERT INTO rental_search (rental_search) VALUES ('rebuild');`,
  7: 'DROP INDEX rental_with_held_end;',
  6: 'DROP INDEX rental_by_listing;',
  5: `
    UPDATE orders SET facts = (
      SELECT json_group_array(json_object('path', path.value, 'value', fact.value))
      FROM fact_shape CROSS JOIN json_each(paths) AS path JOIN json_each(orders.facts) AS fact ON fact.key = path.key
      WHERE fact_shape.key = fact_shape
    ) WHERE fact_shape IS NOT NULL;
    DROP TABLE care_mark; DROP TABLE fact_shape; DROP TABLE order_tally; DROP TABLE changed_order;
    DROP TABLE order_text_search; DROP TABLE order_text; DROP TABLE order_text_indexed;
    DROP TABLE order_resource; DROP TABLE rental_order; DROP INDEX resource_by_id;
    ALTER TABLE orders DROP COLUMN fact_shape; ALTER TABLE rental DROP COLUMN listing;
    ALTER TABLE resource DROP COLUMN fact_shape; ALTER TABLE resource DROP COLUMN resource_id;`,
  4: `DROP TABLE resource; DROP TABLE resource_list; ALTER TABLE rental DROP COLUMN subject;`,
  3: `DROP TABLE deadline_move;`,
  2: `ALTER TABLE account DROP COLUMN requests_per_hour;`,
};

/** Makes a store of the present schema one that an earlier release has left. */
export const takeBackTo = (database: Database, version: number): void => {
  const steps = Object.keys(backFrom).map(Number).reverse();
  for (const from of steps.filter((each) => each > version)) database.execute(backFrom[from] ?? '');
  database.execute(`PRAGMA user_version = ${String(version)}`);
};
