import { success, type Result } from '../../core/model/failure.ts';
import type { ProviderOrderId } from '../../core/model/ids.ts';
import type { RoundWarning } from '../../core/model/sync.ts';
import { isAsStored, fingerprintOfFacts } from '../walking/details.ts';
import { PageMemory } from '../walking/page-memory.ts';
import { countSaid, readPages, type Page } from '../walking/paging.ts';
import type { Provider, ProviderSession, ReadOrder, RoundReading, TestReading } from '../../core/ports/provider.ts';
import { isNarrowed, numberSaid } from '../../core/ports/declared-settings.ts';
import { implausibleWarning, incompleteWarning, walkWarnings } from '../walking/warnings.ts';
import { askOrderList, pageOf } from './client.ts';
import { description } from './description.ts';
import { normaliseRow } from './normalise.ts';
import { boughtWith } from './reread.ts';
import { unitFor, unitsOf } from './units.ts';

const usualSize = 100;

/** Begin anew when `normalise.ts` reads more from a row than before, so that stored orders are read again. */
const fingerprintFormat = 'wolover-3';

/** One row of the list. */
interface Listed {
  readonly id: ProviderOrderId;
  readonly fingerprint: string;
  /** Without a unit it has no end. */
  readonly lacksUnit: boolean;
  /** The order; `stored` when it is as it was stored, `kept` once it was handed over, with what a warning is made of where there is one. */
  readonly order: ReadOrder | 'stored' | 'kept' | WarnedOrder;
}

type RememberedRow = Omit<Listed, 'order'>;

const pages = new PageMemory<RememberedRow>();

/** What is left of an order that was handed over. */
interface WarnedOrder extends Pick<ReadOrder, 'incomplete' | 'cut' | 'implausible'> {
  readonly isKept: true;
}

/** One cheap real request that proves address and key. */
export const test: Provider['test'] = async (session): Promise<Result<TestReading>> => {
  const response = await askOrderList(session, 0, 1);
  if (!response.ok) return response;
  const page = pageOf(response.value, session, 1);
  return page.ok ? success({ orders: countSaid(page.value) }) : page;
};

/** Reads one whole round. */
export const readRound: Provider['readRound'] = async (session): Promise<Result<RoundReading>> => {
  const { settings } = session;
  const pageSize = numberSaid(settings, 'pageSize') ?? usualSize;
  const keepRows = rowKeeper(session);
  const walked = await readPages<Listed>(
    session,
    {
      read: (page) => readPage(session, page, pageSize, keepRows),
      firstPage: 0,
      pageSize,
      ends: 'counted',
      isMissing: isNarrowed(description, settings) ? undefined : session.isMissing,
    },
    numberSaid(settings, 'pageNum'),
  );
  if (!walked.ok) return walked;
  const { rows, settled } = walked.value;
  const { orders, unchanged, warned } = sorted(rows);
  return success({
    orders,
    unchanged,
    // An order that changes its status leaves a list filtered by status without having vanished.
    settled: settled && !isNarrowed(description, settings),
    warnings: [
      ...walkWarnings(walked.value),
      ...unitWarning(session, rows),
      ...implausibleWarning(warned),
      ...incompleteWarning(warned, walked.value.unreadable),
    ],
    interruptedBy: null,
  });
};

/** What the rows say, in one pass: they may be a hundred thousand, and the thread is held meanwhile. */
const sorted = (rows: readonly Listed[]) => {
  const orders: ReadOrder[] = [];
  const unchanged: ProviderOrderId[] = [];
  const warned: (ReadOrder | WarnedOrder)[] = [];
  for (const { id, order } of rows) {
    if (order === 'stored') unchanged.push(id);
    if (typeof order === 'string') continue;
    warned.push(order);
    if (isOrder(order)) orders.push(order);
  }
  return { orders, unchanged, warned };
};

/** Said while the account's unit is unknown, unless every product has one of its own. */
const unitWarning = ({ settings }: ProviderSession, rows: readonly Listed[]): readonly RoundWarning[] => {
  if (unitsOf(settings).ofAccount !== null) return [];
  return rows.length === 0 || rows.some(({ lacksUnit }) => lacksUnit) ? [{ code: 'setting.unit-unknown' }] : [];
};

const isOrder = (order: Listed['order']): order is ReadOrder => typeof order === 'object' && !('isKept' in order);

/** Hands over the orders of a page, where somebody takes them, and returns what a walk has to know of them from then on. */
const rowKeeper =
  ({ keep }: ProviderSession) =>
  async (rows: readonly Listed[]): Promise<readonly Listed[]> => {
    if (keep === undefined) return rows;
    const orders = rows.flatMap(({ order }) => (isOrder(order) ? [order] : []));
    if (orders.length > 0) await keep(orders);
    return rows.map((row) => (isOrder(row.order) ? { ...row, order: leftOf(row.order) } : row));
  };

const leftOf = ({ incomplete, cut, implausible }: ReadOrder): WarnedOrder | 'kept' =>
  incomplete.length === 0 && implausible === undefined
    ? 'kept'
    : {
        isKept: true,
        incomplete,
        ...(cut === undefined ? {} : { cut }),
        ...(implausible === undefined ? {} : { implausible }),
      };

const readPage = async (
  session: ProviderSession,
  page: number,
  pageSize: number,
  keepRows: (rows: readonly Listed[]) => Promise<readonly Listed[]>,
): Promise<Result<Page<Listed>>> => {
  const response = await askOrderList(session, page, pageSize);
  if (!response.ok) return response;
  const request = String(page);
  const remembered = pages.recall(session, request, response.value);
  if (remembered?.rows.every(({ row }) => isAsStored(session.known(row.id), row.fingerprint)) === true) {
    return success({
      ...remembered,
      rows: remembered.rows.map(({ key, row }) => ({ key, row: { ...row, order: 'stored' } })),
    });
  }
  const read = pageOf(response.value, session, pageSize);
  if (!read.ok) return read;
  const listed = await keepRows(read.value.rows.flatMap((row) => listedOf(row, session)));
  const rows = listed.map((row) => ({ key: row.id, row }));
  const { total } = read.value;
  const unreadable = read.value.rows.length - rows.length;
  pages.keep(session, request, response.value, {
    rows: rows.map(({ key, row: { id, fingerprint, lacksUnit } }) => ({ key, row: { id, fingerprint, lacksUnit } })),
    total,
    unreadable,
  });
  return success({ rows, total, unreadable });
};

/** The unit bears on what a row means, so it is part of the fingerprint. */
const listedOf = (row: unknown, session: ProviderSession): readonly Listed[] => {
  const units = unitsOf(session.settings);
  const order = normaliseRow(row, units, session.now());
  if (order === null) return [];
  const id = order.providerOrderId;
  const unit = unitFor(units, boughtWith(order).product);
  const fingerprint = fingerprintOfFacts(`${fingerprintFormat}:${unit ?? ''}`, order.facts);
  const isStored = isAsStored(session.known(id), fingerprint);
  return [
    {
      id,
      fingerprint,
      lacksUnit: unit === null,
      order: isStored ? 'stored' : { ...order, listFingerprint: fingerprint },
    },
  ];
};
