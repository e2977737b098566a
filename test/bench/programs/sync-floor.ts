import { DatabaseSync } from '@photostructure/sqlite';
import { PageClient } from '../world/page-client.ts';

/**
 * The floor of a first sync: `node sync-floor.js URL PAGES SIZE STORE`. The same pages through the same client, each parsed, of each order
 * one bare row with the order as it was sent, and one row of a trigram index of every value that stands in it, all in one transaction of the
 * same SQLite with the same settings.
 */
const [url = '', pages = '0', size = '100', path = ''] = process.argv.slice(2);

const database = new DatabaseSync(path);
database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON');
database.exec(`
  CREATE TABLE bare (
    key INTEGER PRIMARY KEY, id TEXT NOT NULL, status INTEGER NOT NULL, placed_at TEXT NOT NULL, body TEXT NOT NULL
  ) STRICT;
  CREATE VIRTUAL TABLE bare_search USING fts5 (text, tokenize = 'trigram');
`);
const insertOrder = database.prepare('INSERT INTO bare VALUES (?, ?, ?, ?, ?)');
const insertText = database.prepare('INSERT INTO bare_search (rowid, text) VALUES (?, ?)');

/** No schema checks the rows: they are our own, and this is the least that can be done. */
const isPage = (value: unknown): value is { readonly rows: readonly Row[] } =>
  typeof value === 'object' && value !== null && 'rows' in value;
interface Row {
  readonly id: string;
  readonly status: number;
  readonly createTime: string;
}

/** Every value that stands in a row, one a line. */
const visibleText = (row: object): string => {
  let text = '';
  for (const value of Object.values<unknown>({ ...row }))
    text += typeof value === 'object' && value !== null ? visibleText(value) : `${String(value)}\n`;
  return text;
};

const client = new PageClient(url, 1);
database.exec('BEGIN IMMEDIATE');
let key = 0;
for (let number = 1; number <= Number(pages); number += 1) {
  const page: unknown = JSON.parse(await client.text(number, Number(size)));
  if (!isPage(page)) throw new Error('no page');
  for (const row of page.rows) {
    key += 1;
    insertOrder.run(key, row.id, row.status, row.createTime, JSON.stringify(row));
    insertText.run(key, visibleText(row));
  }
}
database.exec('COMMIT; PRAGMA wal_checkpoint(TRUNCATE)');
database.close();
await client.close();
