import { success, type Result } from '../../contract/failure.ts';
import { instantOf } from '../../contract/instant.ts';
import { readDetailedRound, type ListedOrder } from '../detailed-round.ts';
import { markOf } from '../details.ts';
import { readPages, type Page } from '../paging.ts';
import type { Provider, ProviderSession, ReadOrder, RoundReading, TestReading } from '../provider.ts';
import { isNarrowed, numberSaid } from '../settings.ts';
import { orderDetail, queryOrders, refusesOrder } from './client.ts';
import { description } from './description.ts';
import { fields } from './fields.ts';
import { normaliseOrder } from './normalise.ts';
import { checkSettings } from './settings.ts';

const usualSize = 200;

/** Begin anew when `normalise.ts` reads more from a detail than before, so that stored orders are read again. */
const markFormat = 'unicloud-2';

/** UniCloud: the list says what there is, the detail of each order says until when. */
export const unicloud: Provider = {
  description,
  fields,
  hintFrom: 'accessKeyId',
  checkSettings,
  test: async (session): Promise<Result<TestReading>> => {
    const page = await queryOrders(session, 1, 1);
    return page.ok ? success({ orders: page.value.total }) : page;
  },
  readRound: async (session): Promise<Result<RoundReading>> => {
    const { settings, shouldStop } = session;
    const pageSize = numberSaid(settings, 'size') ?? usualSize;
    const walked = await readPages<Listed>(
      { read: (page) => readPage(session, page, pageSize), firstPage: 1, pageSize, ends: 'counted', shouldStop },
      numberSaid(settings, 'page'),
    );
    if (!walked.ok) return walked;
    const reading = await readDetailedRound({
      session,
      ...walked.value,
      listed: byUrgency(walked.value.rows),
      fromList: ({ order }) => order,
      fromDetail: (listed) => readDetail(session, listed),
      isRefusal: refusesOrder,
      warnings: [],
    });
    // An order that is paid leaves a list filtered by status, and one filter after another hides what was read before.
    return success({ ...reading, settled: reading.settled && !isNarrowed(description, settings) });
  },
};

interface Listed extends ListedOrder {
  readonly row: unknown;
  /** As the list alone tells it. */
  readonly order: ReadOrder;
}

const readPage = async (session: ProviderSession, page: number, pageSize: number): Promise<Result<Page<Listed>>> => {
  const read = await queryOrders(session, page, pageSize);
  if (!read.ok) return read;
  const rows = read.value.rows.flatMap((row) => {
    const order = normaliseOrder({ listed: row, detail: null });
    if (order === null) return [];
    const id = order.providerOrderId;
    const mark = markOf(markFormat, row);
    return [{ key: id, row: { id, mark, row, order: { ...order, listMark: mark, detailReadAt: null } } }];
  });
  return success({ rows, total: read.value.total, unreadable: read.value.rows.length - rows.length });
};

/** Unpaid orders first, for they lapse soonest; then the newest. */
const byUrgency = (listed: readonly Listed[]): readonly Listed[] =>
  listed
    .map((one) => ({ one, paid: one.order.status === 'unpaid' ? 0 : 1, placedAt: one.order.placedAt ?? '' }))
    .sort((a, b) => a.paid - b.paid || (a.placedAt < b.placedAt ? 1 : a.placedAt > b.placedAt ? -1 : 0))
    .map(({ one }) => one);

const readDetail = async (session: ProviderSession, { id, row, mark, order }: Listed): Promise<Result<ReadOrder>> => {
  const detail = await orderDetail(session, id);
  if (!detail.ok) return detail;
  const whole = normaliseOrder({ listed: row, detail: detail.value });
  return success(whole === null ? order : { ...whole, listMark: mark, detailReadAt: instantOf(session.now()) });
};
