import type { Rows } from './fault-script.ts';
import { JsonNumber, type Json, type JsonObject } from './world/json.ts';

/** The rows of one page with only the wanted columns, and the token of the next page, null after the last one. */
interface VastaiPage {
  readonly rows: Rows;
  readonly nextToken: string | null;
}

interface Order {
  readonly col: string;
  readonly dir: 'asc' | 'desc';
}

type Key = string | number | null;

const maxLimit = 25;

/**
 * Cuts the page that the query asks for: `limit`, `after_token`, `order_by` and `select_cols`. Returns the name of the parameter that it
 * does not understand. A token says after which row the next page begins, so that rows that come and go meanwhile move no other row.
 */
export function cutVastaiPage(rows: Rows, query: ReadonlyMap<string, string>): VastaiPage | string {
  const limit = limitOf(query.get('limit'));
  if (limit === null) return 'limit';
  const order = orderOf(query.get('order_by'));
  if (order === null) return 'order_by';
  const columns = columnsOf(query.get('select_cols'));
  if (columns === null) return 'select_cols';
  const token = query.get('after_token') ?? '';
  const after = token === '' ? [] : keysOf(token, order);
  if (after === null) return 'after_token';
  const sorted = rows.toSorted((left, right) => compare(keys(left, order), keys(right, order), order));
  const rest = sorted.filter((row) => after.length === 0 || compare(keys(row, order), after, order) > 0);
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: columns === 'all' ? page : page.map((row) => selected(row, columns)),
    nextToken: last === undefined || rest.length <= limit ? null : tokenOf(keys(last, order), order),
  };
}

function limitOf(text = ''): number | null {
  if (text === '') return maxLimit;
  const limit = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  return limit >= 1 && limit <= maxLimit ? limit : null;
}

/** The value of a JSON text, undefined when it is none. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The wanted order, by id after all else; null when the text is not understood. */
function orderOf(text = ''): readonly Order[] | null {
  const byId: Order = { col: 'id', dir: 'asc' };
  if (text === '') return [byId];
  const list: unknown = parsed(text);
  if (!Array.isArray(list)) return null;
  const orders = list.map(oneOrder).filter((one) => one !== null);
  return orders.length === list.length ? [...orders, byId] : null;
}

function oneOrder(value: unknown): Order | null {
  if (typeof value !== 'object' || value === null || !('col' in value) || typeof value.col !== 'string') return null;
  const dir = 'dir' in value ? value.dir : 'asc';
  return dir === 'asc' || dir === 'desc' ? { col: value.col, dir } : null;
}

function columnsOf(text = ''): readonly string[] | 'all' | null {
  if (text === '') return 'all';
  const list: unknown = parsed(text);
  if (!Array.isArray(list)) return null;
  const names = list.filter((name) => typeof name === 'string');
  return names.length === list.length ? names : null;
}

/** A column that does not exist is null in every row. */
function selected(row: JsonObject, columns: readonly string[]): JsonObject {
  return Object.fromEntries(columns.map((name) => [name, row[name] ?? null]));
}

function keys(row: JsonObject, order: readonly Order[]): readonly Key[] {
  return order.map(({ col }) => keyOf(row[col]));
}

function keyOf(value: Json | undefined): Key {
  if (value instanceof JsonNumber) return Number(value.text);
  if (typeof value === 'bigint' || typeof value === 'boolean') return Number(value);
  return typeof value === 'string' || typeof value === 'number' ? value : null;
}

function compare(left: readonly Key[], right: readonly Key[], order: readonly Order[]): number {
  for (const [index, { dir }] of order.entries()) {
    const found = compareKeys(left[index] ?? null, right[index] ?? null);
    if (found !== 0) return dir === 'asc' ? found : -found;
  }
  return 0;
}

/** Null is larger than everything, and a text than every number. */
function compareKeys(left: Key, right: Key): number {
  if (left === right) return 0;
  if (left === null || right === null) return left === null ? 1 : -1;
  if (typeof left !== typeof right) return typeof left === 'string' ? 1 : -1;
  return left < right ? -1 : 1;
}

function tokenOf(after: readonly Key[], order: readonly Order[]): string {
  return Buffer.from(JSON.stringify({ order, after })).toString('base64url');
}

/** The keys in a token; null when it is not one of this order's. */
function keysOf(token: string, order: readonly Order[]): readonly Key[] | null {
  const value = parsed(Buffer.from(token, 'base64url').toString('utf8'));
  if (typeof value !== 'object' || value === null || !('order' in value) || !('after' in value)) return null;
  if (JSON.stringify(value.order) !== JSON.stringify(order) || !Array.isArray(value.after)) return null;
  const found = value.after.filter((key) => key === null || typeof key === 'string' || typeof key === 'number');
  return found.length === order.length ? found : null;
}
