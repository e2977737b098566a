import { addColumnSql } from './add-column.ts';
import { schemaLateSteps } from './schema-late-steps.ts';
import { schemaStep5 } from './schema-step-5.ts';

/** Each entry lifts the schema by one version. Never edit one that was released: add the next. */
export const schemaSteps: readonly string[] = [
  `
  CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

  CREATE TABLE account (
    id TEXT PRIMARY KEY,
    label TEXT NOT NULL,
    label_key TEXT NOT NULL UNIQUE,
    provider TEXT NOT NULL,
    base_url TEXT NOT NULL,
    settings TEXT NOT NULL,
    secret_hint TEXT NOT NULL,
    allow_http INTEGER NOT NULL,
    added_at TEXT NOT NULL,
    interval_ms INTEGER NOT NULL,
    paused INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE round (
    account_id TEXT PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    last_synced_at TEXT,
    stale_since TEXT,
    failure TEXT,
    parked_until TEXT,
    completed_at TEXT
  ) STRICT;

  CREATE TABLE orders (
    key INTEGER PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    provider_order_id TEXT NOT NULL,
    body TEXT NOT NULL,
    facts TEXT NOT NULL,
    status TEXT NOT NULL,
    placed_at TEXT,
    list_mark TEXT,
    detail_read_at TEXT,
    finished INTEGER NOT NULL,
    incomplete INTEGER NOT NULL,
    status_seen_at TEXT NOT NULL,
    other_status_seen_at TEXT,
    missing_rounds INTEGER NOT NULL DEFAULT 0,
    search_text TEXT NOT NULL,
    UNIQUE (account_id, provider_order_id)
  ) STRICT;
  CREATE INDEX orders_by_time ON orders (placed_at DESC, key DESC);
  CREATE VIRTUAL TABLE orders_search USING fts5 (search_text, content='orders', content_rowid='key', tokenize='trigram');

  CREATE TABLE rental (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    body TEXT NOT NULL,
    held_end TEXT,
    state TEXT NOT NULL,
    state_until INTEGER,
    rings_until INTEGER,
    sort_group INTEGER NOT NULL,
    sort_at INTEGER NOT NULL,
    search_text TEXT NOT NULL
  ) STRICT;
  CREATE INDEX rental_by_urgency ON rental (sort_group, sort_at, key);
  CREATE INDEX rental_by_account ON rental (account_id);
  CREATE INDEX rental_by_state ON rental (state, sort_group, sort_at, key);
  CREATE INDEX rental_by_state_until ON rental (state_until);
  CREATE INDEX rental_by_rings_until ON rental (rings_until);
  CREATE VIRTUAL TABLE rental_search USING fts5 (search_text, content='rental', content_rowid='key', tokenize='trigram');

  CREATE TABLE change (
    key INTEGER PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    rental_id TEXT NOT NULL,
    provider_order_id TEXT,
    kind TEXT NOT NULL,
    before TEXT,
    after TEXT,
    at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX change_by_rental ON change (rental_id, key DESC);

  CREATE TABLE rental_wish (
    rental_id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL,
    label TEXT,
    note TEXT,
    corrected_end_at TEXT,
    corrected_against TEXT,
    intention TEXT NOT NULL DEFAULT 'undecided',
    intended_for TEXT,
    snooze TEXT,
    muted_until TEXT,
    points TEXT
  ) STRICT;

  CREATE TABLE account_rule (
    account_id TEXT PRIMARY KEY,
    points TEXT,
    muted_until TEXT,
    days_kept INTEGER
  ) STRICT;

  CREATE TABLE rental_join (
    account_id TEXT NOT NULL,
    provider_order_id TEXT NOT NULL,
    into_order_id TEXT NOT NULL,
    PRIMARY KEY (account_id, provider_order_id)
  ) STRICT;

  CREATE TABLE reminder_log (
    id TEXT PRIMARY KEY,
    rental_id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    account TEXT NOT NULL,
    title TEXT NOT NULL,
    deadline TEXT NOT NULL,
    deadline_at TEXT NOT NULL,
    basis TEXT NOT NULL,
    point_ms INTEGER NOT NULL,
    fire_at TEXT NOT NULL,
    rule TEXT NOT NULL,
    channel TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT,
    attempts INTEGER NOT NULL,
    heading TEXT NOT NULL,
    body TEXT NOT NULL,
    claimed_at TEXT NOT NULL,
    shown_at TEXT,
    retry_at TEXT,
    acknowledged_at TEXT
  ) STRICT;
  CREATE INDEX reminder_log_by_rental ON reminder_log (rental_id, deadline, deadline_at);
  CREATE INDEX reminder_log_by_time ON reminder_log (fire_at);
  CREATE INDEX reminder_log_unsettled ON reminder_log (state) WHERE state IN ('claimed', 'failed');
  `,
  'ALTER TABLE account ADD COLUMN requests_per_hour INTEGER NOT NULL DEFAULT 6000;',
  // How often each deadline moved: begun with those that are known, as of the last round that confirmed them. A row that cannot be read tells
  // none, and must not keep the store from opening.
  `
  CREATE TABLE deadline_move (
    rental_id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    at TEXT NOT NULL,
    moves INTEGER NOT NULL,
    facts TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    PRIMARY KEY (rental_id, kind)
  ) STRICT;
  INSERT INTO deadline_move
    SELECT known.id, known.account_id, known.kind, known.at, 0, '', coalesce(round.last_synced_at, account.added_at)
    FROM (
      SELECT id, account_id, 'ends' AS kind, CASE WHEN json_valid(body) THEN json_extract(body, '$.end.at') END AS at FROM rental
      UNION ALL
      SELECT id, account_id, 'pay-by', CASE WHEN json_valid(body) THEN json_extract(body, '$.payBy.at') END FROM rental
      UNION ALL
      SELECT id, account_id, 'releases', CASE WHEN json_valid(body) THEN json_extract(body, '$.releases.at') END FROM rental
    ) AS known
    JOIN account ON account.id = known.account_id
    LEFT JOIN round ON round.account_id = known.account_id
    WHERE known.at IS NOT NULL;
  `,
  // What is rented now, beside what was once ordered; and when each list of it was last read. The credit of an account stands among the
  // rentals, since it rings as they do; what counts and lists them goes by the subject.
  `
  CREATE TABLE resource (
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    key TEXT NOT NULL,
    body TEXT NOT NULL,
    facts TEXT NOT NULL,
    missing_readings INTEGER NOT NULL DEFAULT 0,
    search_text TEXT NOT NULL,
    PRIMARY KEY (account_id, key)
  ) STRICT;

  CREATE TABLE resource_list (
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    list TEXT NOT NULL,
    read_at TEXT,
    refused_since TEXT,
    told_at TEXT,
    PRIMARY KEY (account_id, list)
  ) STRICT;

  ${addColumnSql('rental', 'search_text TEXT NOT NULL', "subject TEXT NOT NULL DEFAULT 'rental'")}
  `,
  schemaStep5,
  ...schemaLateSteps,
];

/** The first version that this program works with: what leads to it is done when a store is opened, and all else while the program runs. */
export const workingVersion = 5;
