import { addColumnSql } from './add-column.ts';

/**
 * Rounds cost what changed: which orders and resources a rental is made of is an index, what a round has stored and not yet made rentals of is
 * remembered, and text is searched in one place. Nothing here grows with what is stored, since the bell waits for it: rows of before
 * stay as they are, are understood as they are, and are brought into the new form in slices (see `upgrade.ts`), for which marks of what is left are
 * set here.
 */
export const schemaStep5 = `
  CREATE TABLE care_mark (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  INSERT INTO care_mark SELECT column1, 0
    FROM (VALUES ('link-orders'), ('link-rentals'), ('rewrite-orders'), ('rewrite-rentals'), ('empty-orders_search'), ('empty-rental_search'))
    WHERE EXISTS (SELECT 1 FROM orders) OR EXISTS (SELECT 1 FROM rental);

  CREATE TABLE fact_shape (key INTEGER PRIMARY KEY, paths TEXT NOT NULL UNIQUE) STRICT;
  ${addColumnSql('orders', 'search_text TEXT NOT NULL', 'fact_shape INTEGER')}

  CREATE TABLE order_tally (
    account_id TEXT PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    assembled_to INTEGER NOT NULL DEFAULT 0,
    bytes INTEGER NOT NULL DEFAULT 0,
    walk_ended INTEGER NOT NULL DEFAULT 1
  ) STRICT;
  INSERT INTO order_tally (account_id, assembled_to) SELECT id, (SELECT max(key) FROM orders) FROM account WHERE EXISTS (SELECT 1 FROM orders);
  CREATE TABLE changed_order (order_key INTEGER PRIMARY KEY, before TEXT NOT NULL) STRICT;

  CREATE TABLE order_text (key INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;
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

  CREATE TABLE rental_order (
    order_key INTEGER NOT NULL,
    rental_key INTEGER NOT NULL,
    PRIMARY KEY (order_key, rental_key)
  ) STRICT, WITHOUT ROWID;
  ${addColumnSql('rental', "subject TEXT NOT NULL DEFAULT 'rental'", 'listing TEXT')}

  ALTER TABLE resource ADD COLUMN fact_shape INTEGER;
  ALTER TABLE resource ADD COLUMN resource_id TEXT;
  UPDATE resource SET resource_id = json_extract(body, '$.resourceId')
    WHERE json_valid(body) AND json_type(body, '$.resourceId') = 'text';
  CREATE INDEX resource_by_id ON resource (account_id, resource_id);
  `;
