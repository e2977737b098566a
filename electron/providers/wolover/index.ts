import { success, type Result } from '../../contract/failure.ts';
import { readPages } from '../paging.ts';
import type { Provider, ProviderSession, ReadOrder, RoundReading, TestReading } from '../provider.ts';
import { checkDeclared, isNarrowed, numberSaid } from '../settings.ts';
import { incompleteWarning, walkWarnings } from '../warnings.ts';
import { getOrderList } from './client.ts';
import { description } from './description.ts';
import { fields } from './fields.ts';
import { unitOf } from './estimate.ts';
import { normaliseRow } from './normalise.ts';

const usualSize = 100;

/** Wolover: GPU, VM and bare-metal rental. One list says everything; the end of a rental is estimated. */
export const wolover: Provider = {
  description,
  fields,
  hintFrom: 'apiKey',
  checkSettings: (settings) => checkDeclared(description, settings),
  test: async (session): Promise<Result<TestReading>> => {
    const page = await getOrderList(session, 0, 1);
    return page.ok ? success({ orders: page.value.total }) : page;
  },
  readRound: async (session): Promise<Result<RoundReading>> => {
    const { settings, shouldStop } = session;
    const unit = unitOf(settings['durationUnit']);
    const pageSize = numberSaid(settings, 'pageSize') ?? usualSize;
    const walked = await readPages<ReadOrder>(
      { read: (page) => readPage(session, page, pageSize), firstPage: 0, pageSize, ends: 'counted', shouldStop },
      numberSaid(settings, 'pageNum'),
    );
    if (!walked.ok) return walked;
    const { rows, settled } = walked.value;
    return success({
      orders: rows,
      unchanged: [],
      // An order that changes its status leaves a list filtered by status without having vanished.
      settled: settled && !isNarrowed(description, settings),
      warnings: [
        ...walkWarnings(walked.value),
        ...(unit === null ? [{ code: 'setting.unit-unknown' } as const] : []),
        ...incompleteWarning(rows, walked.value.unreadable),
      ],
      interruptedBy: null,
    });
  },
};

const readPage = async (session: ProviderSession, page: number, pageSize: number) => {
  const read = await getOrderList(session, page, pageSize);
  if (!read.ok) return read;
  const unit = unitOf(session.settings['durationUnit']);
  const orders = read.value.rows.map((row) => normaliseRow(row, unit)).filter((order) => order !== null);
  return success({
    rows: orders.map((order) => ({ key: order.providerOrderId, row: order })),
    total: read.value.total,
    unreadable: read.value.rows.length - orders.length,
  });
};
