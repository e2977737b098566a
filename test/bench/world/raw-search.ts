import { numberOf, type Database, type SqlValue } from '../../../electron/edges/store/database.ts';

/** Triples of letters that cover a term, as the index is asked for them. */
const triplesOf = (term: string): string => {
  const letters = [...term];
  const starts = new Set([letters.length - 3]);
  for (let start = 0; start + 3 <= letters.length; start += 3) starts.add(start);
  return [...starts].map((start) => `"${letters.slice(start, start + 3).join('')}"`).join(' AND ');
};

/** The rentals that hold a term: by their orders, by the index where it has three letters, and by their account. */
const holding = (term: string): { readonly sql: string; readonly values: readonly SqlValue[] } => {
  const isIndexed = [...term].length >= 3;
  const among = isIndexed ? 'key IN (SELECT rowid FROM order_text_search WHERE order_text_search MATCH ?) AND' : '';
  return {
    sql: `SELECT rental_key FROM rental_order
        WHERE order_key IN (SELECT key FROM order_text WHERE ${among} instr(text, ?) > 0)
      UNION SELECT key FROM rental
        WHERE account_id IN (SELECT id FROM account WHERE instr(lower(label || char(10) || provider), ?) > 0)`,
    values: [...(isIndexed ? [triplesOf(term)] : []), term, term],
  };
};

/** The raw query of a search, in one statement: the first rows and how many there are. Returns the number. */
export const rawSearch = (database: Database, text: string, limit: number): number => {
  const terms = text.toLowerCase().split(/\s+/u).filter(Boolean).map(holding);
  const rows = database.all(
    `WITH found (key) AS MATERIALIZED (${terms.map(({ sql }) => `SELECT * FROM (${sql})`).join(' INTERSECT ')})
     SELECT body, (SELECT count(*) FROM found) AS total FROM rental WHERE key IN (SELECT key FROM found)
     ORDER BY sort_group, sort_at, key LIMIT ?`,
    ...terms.flatMap(({ values }) => values),
    limit,
  );
  return numberOf(rows[0] ?? { total: 0 }, 'total');
};
