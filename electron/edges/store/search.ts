import { cutUnits } from '../../core/model/cut.ts';
import type { LooseHits, SearchRequest } from '../../core/model/named-kind.ts';
import type { Fact } from '../../core/model/order.ts';
import { careMark } from './care-marks.ts';
import { numberOf, textOf, type Database, type SqlValue } from './database.ts';
import { triplesOf, trigram } from './triples.ts';

/** A condition of a WHERE clause with its values. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

/** Latin letters and Chinese characters that nothing is composed of (NFC): most text, which need not be looked at more closely. */
const surelyComposed = /^[\0-\u02ff\u4e00-\u9fff]*$/;

/** A text in lower case, and composed (NFC) where that is another one: nobody sees how the characters of a name are written. */
const writingsOf = (text: string): readonly string[] => {
  const lower = text.toLowerCase();
  if (surelyComposed.test(lower)) return [lower];
  return [...new Set([lower, lower.normalize('NFC')])];
};

/** So many characters of one order or rental are found; the index takes up three times as much. */
const maxTextLength = 32_768;

/** Text as it is stored for searching: everything visible, in lower case, at most 32,768 characters; what is longer is found by its beginning. */
export const searchTextOf = (parts: readonly (string | null)[]): string => {
  const seen = new Set<string>();
  let left = maxTextLength;
  for (const part of parts) {
    if (left <= 0) break;
    if (part === null || part === '') continue;
    for (const text of writingsOf(cutUnits(part, left))) {
      if (seen.has(text)) continue;
      seen.add(text);
      left -= text.length + 1;
    }
  }
  return [...seen].join('\n');
};

/** The least that each of many rentals of one order is found by. */
const leastShare = 512;

/**
 * The values of an order's facts, by which it is found and each rental that is made of it: the more items it has, the less for each, so
 * that an order takes up no more for having many.
 */
export const factTexts = ({
  facts,
  items,
}: {
  readonly facts: readonly Fact[];
  readonly items: readonly unknown[];
}): readonly string[] => {
  let left = Math.max(leastShare, Math.floor((2 * maxTextLength) / Math.max(1, items.length)));
  const texts: string[] = [];
  for (const { value } of facts) {
    if (left <= 0) break;
    if (value === null || value === '') continue;
    texts.push(cutUnits(value, left));
    left -= value.length + 1;
  }
  return texts;
};

/**
 * A term of a query: white space separates them, each must occur as a substring of what is visible, letters without case, every character
 * taken literally. The label and the provider of an account are visible of each of its orders and rentals.
 */
interface Term {
  /** In lower case, and composed where that is another text. */
  readonly writings: readonly string[];
  /** Ids of the accounts that it names, as a list in JSON. */
  readonly accounts: string;
  readonly loosely?: LooseHits | undefined;
}

/** A term with the kinds of things that it means ("data disk"): their providers' own words, which the texts have, and whose accounts have them. */
interface ReadTerm extends Term {
  readonly kinds: readonly Term[];
}

/** Returns the terms of a query, in lower case. */
export const termsOf = (query: string): readonly string[] =>
  query
    .toLowerCase()
    .split(/\s+/u)
    .filter((term) => term !== '');

const readTerms = (database: Database, { query, kindsOf, loosely }: SearchRequest): readonly ReadTerm[] => {
  const texts = termsOf(query);
  if (texts.length === 0) return [];
  const accounts = database
    .all('SELECT id, label, provider FROM account')
    .map((row) => ({ id: textOf(row, 'id'), provider: textOf(row, 'provider'), label: textOf(row, 'label') }))
    .map((account) => ({ ...account, text: searchTextOf([account.label, account.provider]) }));
  const idsOf = (found: typeof accounts): string => JSON.stringify(found.map(({ id }) => id));
  return texts.map((text, place) => {
    const writings = writingsOf(text);
    const named = accounts.filter((account) => writings.some((writing) => account.text.includes(writing)));
    const kinds = (kindsOf?.(text) ?? []).map((kind) => ({
      writings: kind.writings,
      accounts: idsOf(accounts.filter(({ provider }) => provider === kind.provider)),
    }));
    const isMeant = kinds.filter((kind) => kind.accounts !== '[]');
    return { writings, accounts: idsOf(named), kinds: isMeant, loosely: loosely?.[place] };
  });
};

/** Returns the condition that all of some hold. */
export const allOf = (conditions: readonly Condition[]): Condition => ({
  sql: conditions.map(({ sql }) => `(${sql})`).join(' AND '),
  values: conditions.flatMap(({ values }) => values),
});

/** Returns the condition that one or the other of two holds. */
export const either = (one: Condition, other: Condition): Condition => ({
  sql: `(${one.sql}) OR (${other.sql})`,
  values: [...one.values, ...other.values],
});

/** What is found by the word for a kind, as far as it is of an account that has this kind; an order may have things of many kinds. */
const ofKind = (table: 'orders' | 'rental', { writings, accounts }: Term, found: Condition): Condition => {
  const isOfAccount = `(${found.sql}) AND ${table}.account_id IN (SELECT value FROM json_each(?))`;
  if (table === 'orders') return { sql: isOfAccount, values: [...found.values, accounts] };
  const kind = `CASE WHEN json_valid(rental.body) THEN lower(json_extract(rental.body, '$.resourceType')) END`;
  return {
    sql: `${isOfAccount} AND ${kind} IN (SELECT value FROM json_each(?))`,
    values: [...found.values, accounts, JSON.stringify(writings)],
  };
};

/** The condition that every term of a query holds; null when nothing is asked. */
const searchOf = (
  database: Database,
  asked: SearchRequest,
  table: 'orders' | 'rental',
  conditionOf: (term: Term, texts: Condition) => Condition,
): Condition | null => {
  const terms = readTerms(database, asked);
  if (terms.length === 0) return null;
  // No stored text holds a NUL, and inside a MATCH it would end the query in the middle of a term.
  if (asked.query.includes('\0')) return { sql: '0', values: [] };
  const found = (term: Term): Condition => conditionOf(term, textsWith(database, term));
  return allOf(
    terms.map((term) => {
      const kinds = term.kinds.map((kind) => ofKind(table, kind, found({ ...kind, accounts: '[]' })));
      return [found(term), ...kinds].reduce(either);
    }),
  );
};

/** The condition of a query on `orders`; null when nothing is asked. */
export const orderSearch = (database: Database, asked: SearchRequest): Condition | null =>
  searchOf(database, asked, 'orders', ({ accounts }, texts) => ({
    sql: `orders.key IN (${texts.sql}) OR orders.account_id IN (SELECT value FROM json_each(?))`,
    values: [...texts.values, accounts],
  }));

/** The same on `rental`: it is found by what its orders are found by, and by words of its own. */
export const rentalSearch = (database: Database, asked: SearchRequest): Condition | null =>
  searchOf(database, asked, 'rental', (term, texts) => {
    const own = contains('search_text', term);
    const literally = {
      sql: `rental.key IN (SELECT rental_key FROM rental_order WHERE order_key IN (${texts.sql}))
        OR rental.key IN (SELECT key FROM rental WHERE search_text <> '' AND ${own.sql})
        OR rental.account_id IN (SELECT value FROM json_each(?))`,
      values: [...texts.values, ...own.values, term.accounts],
    };
    return term.loosely === undefined ? literally : either(literally, isHit(term.loosely));
  });

const isHit = ({ orders, rentals, accounts }: LooseHits): Condition => ({
  sql: `rental.key IN (SELECT rental_key FROM rental_order WHERE order_key IN (SELECT value FROM json_each(?)))
    OR rental.key IN (SELECT value FROM json_each(?)) OR rental.account_id IN (SELECT value FROM json_each(?))`,
  values: [JSON.stringify(orders), JSON.stringify(rentals), JSON.stringify(accounts)],
});

/** The same for a table of few rows, which has no index. */
export const scanCondition = (table: 'resource', { query, kindsOf }: SearchRequest): Condition | null => {
  const terms = termsOf(query);
  if (terms.length === 0) return null;
  const writings = (term: string) => [...writingsOf(term), ...(kindsOf?.(term) ?? []).flatMap((kind) => kind.writings)];
  return allOf(terms.map((term) => contains(`${table}.search_text`, { writings: writings(term) })));
};

/** Selects the keys of the orders whose text holds a term: from the index where that can find it, and among the texts that are not in it yet. */
const textsWith = (database: Database, term: Term): Condition => {
  const [moved, kept] = [movedTexts(database, term), keptTexts(database, term)];
  if (kept === null) return moved;
  return { sql: `${moved.sql} UNION ALL ${kept.sql}`, values: [...moved.values, ...kept.values] };
};

/** Orders of an earlier release have their text in their own row until they are written anew (see `rewrite-rows.ts`); null where none has. */
const keptTexts = (database: Database, term: Term): Condition | null => {
  const writtenTo = careMark(database, 'rewrite-orders');
  if (writtenTo === null) return null;
  const holds = contains('search_text', term);
  return {
    sql: `SELECT key FROM orders WHERE key > ? AND search_text <> '' AND ${holds.sql}`,
    values: [writtenTo, ...holds.values],
  };
};

const movedTexts = (database: Database, term: Term): Condition => {
  const holds = contains('text', term);
  const isIndexed = term.writings.every((writing) => [...writing].length >= trigram);
  if (!isIndexed) return { sql: `SELECT key FROM order_text WHERE ${holds.sql}`, values: holds.values };
  return {
    // The index folds case and drops accents by rules of its own, and knows triples alone, so the text itself is looked at too.
    sql: `SELECT key FROM order_text
        WHERE key IN (SELECT rowid FROM order_text_search WHERE order_text_search MATCH ?) AND ${holds.sql}
      UNION ALL SELECT key FROM order_text WHERE key > ? AND ${holds.sql}`,
    values: [
      term.writings.map((writing) => `(${triplesOf(writing).join(' AND ')})`).join(' OR '),
      ...holds.values,
      indexedUpTo(database),
      ...holds.values,
    ],
  };
};

const contains = (column: string, { writings }: Pick<Term, 'writings'>): Condition => ({
  sql: `(${writings.map(() => `instr(${column}, ?) > 0`).join(' OR ')})`,
  values: writings,
});

/** Joins conditions into a WHERE clause, empty when there are none. */
export const whereOf = (conditions: readonly (Condition | null)[]): Condition => {
  const asked = conditions.filter((condition) => condition !== null);
  return {
    sql: asked.length === 0 ? '' : `WHERE ${asked.map((condition) => condition.sql).join(' AND ')}`,
    values: asked.flatMap((condition) => condition.values),
  };
};

/** Equality with a column, or no condition when the value is null. */
export const equals = (column: string, value: string | null): Condition | null =>
  value === null ? null : { sql: `${column} = ?`, values: [value] };

/** The key up to which the texts of orders are in the index; those beyond are looked through. */
export const indexedUpTo = (database: Database): number =>
  numberOf(database.one('SELECT up_to FROM order_text_indexed'), 'up_to');
