import { cutUnits } from '../../core/model/cut.ts';
import type { Fact } from '../../core/model/order.ts';
import type { SqlValue } from './database.ts';

/** A condition of a WHERE clause with its values. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

/** The shortest term that a trigram index can find; shorter ones inside a MATCH would constrain nothing. */
const trigram = 3;

/** A text in lower case, and composed (NFC) where that is another one: nobody sees how the characters of a name are written. */
const writingsOf = (text: string): readonly string[] => {
  const lower = text.toLowerCase();
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
 * What a query means for a table with a `search_text` column and its trigram index: white space separates terms,
 * each must occur as a substring, letters without case, every character taken literally. Null when nothing is asked.
 */
export const searchCondition = (table: 'orders' | 'rental', query: string): Condition | null => {
  const terms = termsOf(query);
  if (terms.length === 0) return null;
  // No stored text holds a NUL, and inside a MATCH it would end the query in the middle of a term.
  if (query.includes('\0')) return { sql: '0', values: [] };
  const conditions: string[] = [];
  const values: SqlValue[] = [];
  const long = terms.filter((term) => [...term].length >= trigram);
  if (long.length > 0) {
    conditions.push(`${table}.key IN (SELECT rowid FROM ${table}_search WHERE ${table}_search MATCH ?)`);
    values.push(long.map((term) => `(${writingsOf(term).map(quoteTerm).join(' OR ')})`).join(' AND '));
  }
  // The index folds case and drops accents by rules of its own, so every term is checked against the text itself too.
  const each = containsEach(table, terms);
  return { sql: [...conditions, each.sql].join(' AND '), values: [...values, ...each.values] };
};

/** The same for a table of few rows, which has no index. */
export const scanCondition = (table: 'resource', query: string): Condition | null => {
  const terms = termsOf(query);
  return terms.length === 0 ? null : containsEach(table, terms);
};

const termsOf = (query: string): readonly string[] =>
  query
    .toLowerCase()
    .split(/\s+/u)
    .filter((term) => term !== '');

const containsEach = (table: string, terms: readonly string[]): Condition => {
  const writings = terms.map(writingsOf);
  const oneOf = (each: readonly string[]): string =>
    `(${each.map(() => `instr(${table}.search_text, ?) > 0`).join(' OR ')})`;
  return { sql: writings.map(oneOf).join(' AND '), values: writings.flat() };
};

const quoteTerm = (term: string): string => `"${term.replaceAll('"', '""')}"`;

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
