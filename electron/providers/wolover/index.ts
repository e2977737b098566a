import { failed, success, type Result } from '../../contract/failure.ts';
import type { RoundWarning } from '../../contract/sync.ts';
import { walkPages } from '../paging.ts';
import type { Provider, ProviderSession, ReadOrder, RoundReading, TestReading } from '../provider.ts';
import { unknownSetting } from '../settings.ts';
import { incompleteWarning, walkWarnings } from '../warnings.ts';
import { getOrderList } from './client.ts';
import { description } from './description.ts';
import { normaliseRow } from './normalise.ts';
import { reread } from './reread.ts';
import { suggest } from './suggest.ts';
import { areProductUnits, unitOf, unitsOf } from './units.ts';

const pageSize = 100;

/** Wolover: GPU, VM and bare-metal rental. One list says everything; the end of a rental is estimated. */
export const wolover: Provider = {
  description,
  hintFrom: 'apiKey',
  checkSettings: (settings) => {
    const unit = settings['durationUnit'] ?? '';
    if (unit !== '' && unit !== 'unknown' && unitOf(unit) === null) {
      return failed('input.invalid', { field: 'durationUnit', reason: 'not-a-choice' });
    }
    if (!areProductUnits(settings['productUnits'] ?? ''))
      return failed('input.invalid', { field: 'productUnits', reason: 'not-a-product-choice' });
    const status = settings['status'] ?? '';
    if (status !== '' && !/^([1-9]|10)$/.test(status))
      return failed('input.invalid', { field: 'status', reason: 'not-a-choice' });
    return unknownSetting(description, settings);
  },
  test: async (session): Promise<Result<TestReading>> => {
    const page = await getOrderList(session, 0, 1);
    return page.ok ? success({ orders: page.value.total }) : page;
  },
  readRound: async (session): Promise<Result<RoundReading>> => {
    const walked = await walkPages<ReadOrder>({
      read: (page) => readPage(session, page),
      firstPage: 0,
      pageSize,
      ends: 'counted',
      shouldStop: session.shouldStop,
    });
    if (!walked.ok) return walked;
    const { rows, settled } = walked.value;
    return success({
      orders: rows,
      unchanged: [],
      // An order that changes its status leaves a list filtered by status without having vanished.
      settled: settled && (session.settings['status'] ?? '') === '',
      warnings: [
        ...walkWarnings(walked.value),
        ...unitWarning(session, rows),
        ...incompleteWarning(rows, walked.value.unreadable),
      ],
      interruptedBy: null,
    });
  },
  reread,
  suggest,
};

/** Said while the account's unit is unknown, unless every product has one of its own. */
const unitWarning = ({ settings }: ProviderSession, orders: readonly ReadOrder[]): readonly RoundWarning[] => {
  if (unitsOf(settings).ofAccount !== null) return [];
  const lacking = orders.some(({ items }) => items.some(({ end }) => end.note === 'unit-unknown'));
  return lacking || orders.length === 0 ? [{ code: 'setting.unit-unknown' }] : [];
};

const readPage = async (session: ProviderSession, page: number) => {
  const read = await getOrderList(session, page, pageSize);
  if (!read.ok) return read;
  const units = unitsOf(session.settings);
  const orders = read.value.rows.map((row) => normaliseRow(row, units)).filter((order) => order !== null);
  return success({
    rows: orders.map((order) => ({ key: order.providerOrderId, row: order })),
    total: read.value.total,
    unreadable: read.value.rows.length - orders.length,
  });
};
