import { success, type Failure, type Result } from '../../core/model/failure.ts';
import { maxItems } from '../reading/leaves.ts';
import { rfc3339Instant } from '../reading/times.ts';
import { PageMemory } from '../walking/page-memory.ts';
import { readPages, type Page } from '../walking/paging.ts';
import type { ProviderSession } from '../../core/ports/provider.ts';
import { numberSaid } from '../../core/ports/declared-settings.ts';
import { askPayRecord, rowsOf, unpaidOrders } from './client.ts';
import { watchedHashes } from './settings.ts';
import { paySchema } from './schema.ts';
import { hashOfPayRecord, hashOfUnpaid } from './sources.ts';

const usualSize = 100;

/** Sub-orders of one order may lie on several pages, so the rows themselves are kept. */
const pages = new PageMemory<unknown>();

/** One order to be read, with what the lists say about it. */
export interface Found {
  readonly hash: string;
  readonly payRecords: readonly unknown[];
  /** Its entry of unpaid_orders; null when it is not there. */
  readonly unpaid: unknown;
}

/** Which orders an account has. */
export interface Discovery {
  /** Unpaid ones first, for they lapse soonest; then watched ones that no list knows, then the newest. */
  readonly found: readonly Found[];
  /** The lists that could be read stood still meanwhile. */
  readonly settled: boolean;
  readonly unfinished: boolean;
  readonly unreadable: number;
  /** The key may not list orders: only watched hashes, and what else could be read, are known. */
  readonly refused: boolean;
}

/** Finds an account's orders: paid ones, unpaid ones, and the hashes that its owner watches. Lists that the key may not see are done without, unless nothing is watched. */
export const discover = async (session: ProviderSession): Promise<Result<Discovery>> => {
  const { settings } = session;
  const watched = watchedHashes(settings);
  const pageSize = numberSaid(settings, 'size') ?? usualSize;
  const paid = await readPages<unknown>(
    session,
    {
      read: (page) => readPage(session, page, pageSize),
      firstPage: 1,
      pageSize,
      ends: 'short-page',
    },
    numberSaid(settings, 'page'),
  );
  if (!paid.ok && (!isRefused(paid.failure) || watched.length === 0)) return paid;
  const unpaid = await unpaidOrders(session);
  if (!unpaid.ok && !isRefused(unpaid.failure)) return unpaid;
  const payRecords = paid.ok ? paid.value.rows : [];
  const entries = unpaid.ok ? unpaid.value : [];
  return success({
    found: inOrder(groupRows(payRecords, entries, watched)),
    settled: !paid.ok || paid.value.settled,
    unfinished: paid.ok && paid.value.unfinished,
    unreadable: (paid.ok ? paid.value.unreadable : 0) + entries.filter((entry) => hashOfUnpaid(entry) === null).length,
    refused: !paid.ok || !unpaid.ok,
  });
};

/** Whether a failure says that this call is not for this key, rather than that the key or the service is bad. */
export const isRefused = ({ code, status }: Failure): boolean =>
  code === 'account.key-lacks-permission' || (code === 'provider.refused' && status === 404);

const readPage = async (session: ProviderSession, page: number, pageSize: number): Promise<Result<Page<unknown>>> => {
  const response = await askPayRecord(session, page, pageSize);
  if (!response.ok) return response;
  const request = String(page);
  const remembered = pages.recall(session, request, response.value);
  if (remembered !== null) return success(remembered);
  const read = rowsOf(response.value, session, pageSize);
  if (!read.ok) return read;
  const rows = read.value.flatMap((row) => {
    const key = keyOf(row);
    return key === null ? [] : [{ key, row }];
  });
  const found = { rows, total: null, unreadable: read.value.length - rows.length };
  pages.keep(session, request, response.value, found);
  return success(found);
};

/** Sub-orders have no documented id: an order touches one resource once per kind of change. */
const keyOf = (row: unknown): string | null => {
  const parsed = paySchema.safeParse(row);
  if (!parsed.success || parsed.data.order_hash === null) return null;
  const { order_hash, order_type, resource_type, resource_id, id } = parsed.data;
  return [order_hash, order_type, resource_type, resource_id, id].join(' ');
};

const groupRows = (
  payRecords: readonly unknown[],
  entries: readonly unknown[],
  watched: readonly string[],
): readonly Found[] => {
  const found = new Map<string, { hash: string; payRecords: unknown[]; unpaid: unknown }>();
  const of = (hash: string) => {
    const known = found.get(hash) ?? { hash, payRecords: [], unpaid: null };
    found.set(hash, known);
    return known;
  };
  for (const hash of watched) of(hash);
  for (const row of payRecords) {
    const hash = hashOfPayRecord(row);
    const records = hash === null ? [] : of(hash).payRecords;
    if (hash !== null && records.length < maxItems) records.push(row);
  }
  for (const entry of entries) {
    const hash = hashOfUnpaid(entry);
    if (hash !== null) of(hash).unpaid = entry;
  }
  // Sorted, so that sub-orders which come in another order are not taken for changed ones.
  return [...found.values()].map((one) => ({ ...one, payRecords: inKeyOrder(one.payRecords) }));
};

const inKeyOrder = (rows: readonly unknown[]): readonly unknown[] =>
  rows
    .map((row) => ({ row, key: keyOf(row) ?? '' }))
    .sort((one, other) => (one.key < other.key ? -1 : 1))
    .map(({ row }) => row);

const inOrder = (found: readonly Found[]): readonly Found[] =>
  found
    .map((one) => ({ one, unpaid: one.unpaid === null ? 1 : 0, placedAt: placedAtOf(one) }))
    .sort((a, b) => a.unpaid - b.unpaid || (a.placedAt < b.placedAt ? 1 : a.placedAt > b.placedAt ? -1 : 0))
    .map(({ one }) => one);

/** Unlisted ones count as newest: nothing is known of them yet. */
const placedAtOf = ({ payRecords }: Found): string => {
  const parsed = paySchema.safeParse(payRecords[0]);
  return parsed.success ? (rfc3339Instant(parsed.data.create_time) ?? '') : '9999';
};
