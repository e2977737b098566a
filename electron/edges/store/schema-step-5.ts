/**
 * Rounds cost what changed: which orders and resources a rental is made of is an index, what a round has stored and not yet made rentals of is
 * remembered, and text is searched in one place. Rows of before stay as they are until they change; their facts name their own paths.
 */
export const schemaStep5 = `
  CREATE TABLE fact_shape (key INTEGER PRIMARY KEY, paths TEXT NOT NULL UNIQUE) STRICT;
  ALTER TABLE orders ADD COLUMN fact_shape INTEGER;
  CREATE INDEX orders_of_account ON orders (account_id);
  CREATE INDEX orders_missing ON orders (account_id) WHERE missing_rounds > 0;

  CREATE TABLE order_tally (
    account_id TEXT PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    assembled_to INTEGER NOT NULL DEFAULT 0,
    bytes INTEGER NOT NULL DEFAULT 0,
    walk_ended INTEGER NOT NULL DEFAULT 1
  ) STRICT;
  INSERT INTO order_tally (account_id, assembled_to, bytes)
    SELECT account_id, max(key), sum(octet_length(facts) + 4 * octet_length(body)) FROM orders GROUP BY account_id;
  CREATE TABLE changed_order (order_key INTEGER PRIMARY KEY, before TEXT NOT NULL) STRICT;

  DROP TABLE orders_search;
  CREATE TABLE order_text (key INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;
  INSERT INTO order_text SELECT key, search_text FROM orders;
  CREATE VIRTUAL TABLE order_text_search
    USING fts5 (text, content='order_text', content_rowid='key', tokenize='trigram', detail=none, columnsize=0);
  CREATE TABLE order_text_indexed (only INTEGER PRIMARY KEY CHECK (only = 1), up_to INTEGER NOT NULL) STRICT;
  INSERT INTO order_text_indexed VALUES (1, 0);

  CREATE TABLE order_resource (
    account_id TEXT NOT NULL,
    resource_id TEXT NOT NULL,
    order_key INTEGER NOT NULL,
    PRIMARY KEY (account_id, resource_id, order_key)
  ) STRICT, WITHOUT ROWID;
  INSERT OR IGNORE INTO order_resource
    SELECT orders.account_id, json_extract(item.value, '$.resourceId'), orders.key
    FROM orders, json_each(CASE WHEN json_valid(orders.body) THEN orders.body ELSE '{}' END, '$.items') AS item
    WHERE item.type = 'object' AND json_type(item.value, '$.resourceId') = 'text';

  DROP TABLE rental_search;
  CREATE TABLE rental_order (
    order_key INTEGER NOT NULL,
    rental_key INTEGER NOT NULL,
    PRIMARY KEY (order_key, rental_key)
  ) STRICT, WITHOUT ROWID;
  INSERT OR IGNORE INTO rental_order
    SELECT orders.key, rental.key
    FROM rental, json_each(CASE WHEN json_valid(rental.body) THEN rental.body ELSE '{}' END, '$.orders') AS id
    JOIN orders ON orders.account_id = rental.account_id AND orders.provider_order_id = id.value;
  ALTER TABLE rental ADD COLUMN listing TEXT;
  UPDATE rental SET listing = json_extract(body, '$.listing.key')
    WHERE json_valid(body) AND json_type(body, '$.listing.key') = 'text';
  CREATE INDEX rental_by_listing ON rental (account_id, listing) WHERE listing IS NOT NULL;
  CREATE INDEX rental_with_held_end ON rental (account_id) WHERE held_end IS NOT NULL;
  CREATE INDEX rental_with_words ON rental (key) WHERE search_text <> '';
  DROP INDEX rental_by_account;
  DROP INDEX rental_by_state_until;
  CREATE INDEX rental_by_state_until ON rental (state_until) WHERE state_until IS NOT NULL;
  DROP INDEX rental_by_rings_until;
  CREATE INDEX rental_by_rings_until ON rental (rings_until) WHERE rings_until IS NOT NULL;

  ALTER TABLE resource ADD COLUMN fact_shape INTEGER;
  ALTER TABLE resource ADD COLUMN resource_id TEXT;
  UPDATE resource SET resource_id = json_extract(body, '$.resourceId')
    WHERE json_valid(body) AND json_type(body, '$.resourceId') = 'text';
  CREATE INDEX resource_by_id ON resource (account_id, resource_id);
  `;
