import { success, type Result } from '../../core/model/failure.ts';
import { instantOf } from '../../core/model/instant.ts';
import { readDetailedRound, type ListedOrder } from '../walking/detailed-round.ts';
import { fingerprintOf, needsDetail } from '../walking/details.ts';
import { PageMemory } from '../walking/page-memory.ts';
import { countSaid, readPages, type Page } from '../walking/paging.ts';
import type { Provider, ProviderSession, ReadOrder, RoundReading, TestReading } from '../../core/ports/provider.ts';
import { isNarrowed, numberSaid } from '../../core/ports/declared-settings.ts';
import { askOrders, orderDetail, pageOf, refusesOrder } from './client.ts';
import { description } from './description.ts';
import { normaliseOrder } from './normalise.ts';

const usualSize = 200;

/** Begin anew when `normalise.ts` reads more from a detail than before, so that stored orders are read again. */
const fingerprintFormat = 'unicloud-5';

const pages = new PageMemory<ListedOrder>();

/** One cheap real request that proves address and key. */
export const test: Provider['test'] = async (session): Promise<Result<TestReading>> => {
  const response = await askOrders(session, 1, 1);
  if (!response.ok) return response;
  const page = pageOf(response.value, session, 1);
  return page.ok ? success({ orders: countSaid(page.value) }) : page;
};

/** Reads one whole round. */
export const readRound: Provider['readRound'] = async (session): Promise<Result<RoundReading>> => {
  const { settings } = session;
  const pageSize = numberSaid(settings, 'size') ?? usualSize;
  const walked = await readPages<ListedOrder | Listed>(
    session,
    {
      read: (page) => readPage(session, page, pageSize),
      firstPage: 1,
      pageSize,
      ends: 'counted',
      isMissing: isNarrowed(description, settings) ? undefined : session.isMissing,
    },
    numberSaid(settings, 'page'),
  );
  if (!walked.ok) return walked;
  const reading = await readDetailedRound({
    session,
    ...walked.value,
    listed: byUrgency(walked.value.rows.filter((row) => 'order' in row)),
    unchanged: walked.value.rows.filter((row) => !('order' in row)).map(({ id }) => id),
    fromList: ({ order }) => order,
    fromDetail: (listed) => readDetail(session, listed),
    isRefusal: refusesOrder,
    warnings: [],
  });
  // An order that is paid leaves a list filtered by status, and one filter after another hides what was read before.
  return success({ ...reading, settled: reading.settled && !isNarrowed(description, settings) });
};

interface Listed extends ListedOrder {
  readonly row: unknown;
  /** As the list alone tells it. */
  readonly order: ReadOrder;
}

/** A page that says what it said before, and of whose orders no detail is due, gives no more than their ids. */
const readPage = async (
  session: ProviderSession,
  page: number,
  pageSize: number,
): Promise<Result<Page<ListedOrder | Listed>>> => {
  const response = await askOrders(session, page, pageSize);
  if (!response.ok) return response;
  const request = String(page);
  const remembered = pages.recall(session, request, response.value);
  const isDue = ({ id, fingerprint }: ListedOrder): boolean =>
    needsDetail(session.known(id), fingerprint, session.now());
  if (remembered?.rows.every(({ row }) => !isDue(row)) === true) return success(remembered);
  const read = pageOf(response.value, session, pageSize);
  if (!read.ok) return read;
  const rows = read.value.rows.flatMap((row) => {
    const order = normaliseOrder({ listed: row, detail: null, nowMs: session.now() });
    if (order === null) return [];
    const id = order.providerOrderId;
    const fingerprint = fingerprintOf(fingerprintFormat, row);
    return [
      { key: id, row: { id, fingerprint, row, order: { ...order, listFingerprint: fingerprint, detailReadAt: null } } },
    ];
  });
  const { total } = read.value;
  const unreadable = read.value.rows.length - rows.length;
  pages.keep(session, request, response.value, {
    rows: rows.map(({ key, row: { id, fingerprint } }) => ({ key, row: { id, fingerprint } })),
    total,
    unreadable,
  });
  return success({ rows, total, unreadable });
};

/** Unpaid orders first, for they lapse soonest; then the newest. */
const byUrgency = (listed: readonly Listed[]): readonly Listed[] =>
  listed
    .map((one) => ({ one, paid: one.order.status === 'unpaid' ? 0 : 1, placedAt: one.order.placedAt ?? '' }))
    .sort((a, b) => a.paid - b.paid || (a.placedAt < b.placedAt ? 1 : a.placedAt > b.placedAt ? -1 : 0))
    .map(({ one }) => one);

const readDetail = async (
  session: ProviderSession,
  { id, row, fingerprint, order }: Listed,
): Promise<Result<ReadOrder>> => {
  const detail = await orderDetail(session, id);
  if (!detail.ok) return detail;
  const whole = normaliseOrder({ listed: row, detail: detail.value, nowMs: session.now() });
  return success(
    whole === null ? order : { ...whole, listFingerprint: fingerprint, detailReadAt: instantOf(session.now()) },
  );
};
