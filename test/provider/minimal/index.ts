import { success, type Result } from '../../../electron/core/model/failure.ts';
import { walkPages } from '../../../electron/providers/walking/paging.ts';
import type {
  Provider,
  ProviderSession,
  ReadOrder,
  RoundReading,
  TestReading,
} from '../../../electron/core/ports/provider.ts';
import { checkDeclared } from '../../../electron/core/ports/declared-settings.ts';
import { incompleteWarning, walkWarnings } from '../../../electron/providers/walking/warnings.ts';
import { getLeases } from './client.ts';
import { description } from './description.ts';
import { normaliseLease } from './normalise.ts';

const pageSize = 50;

/** A made-up provider that is as small as one can be: one signed list that says everything. */
export const minimal: Provider = {
  description,
  fieldGroups: [],
  hintFrom: 'keyId',
  checkSettings: (settings) => checkDeclared(description, settings),
  test: async (session): Promise<Result<TestReading>> => {
    const page = await getLeases(session, 1, 1);
    return page.ok ? success({ orders: page.value.total }) : page;
  },
  readRound: async (session): Promise<Result<RoundReading>> => {
    const walked = await walkPages<ReadOrder>({
      read: (page) => readPage(session, page),
      firstPage: 1,
      pageSize,
      ends: 'counted',
      shouldStop: session.shouldStop,
      onPage: (read, of) => session.onProgress({ step: 'list', read, of }),
    });
    if (!walked.ok) return walked;
    const { rows, settled, unreadable } = walked.value;
    return success({
      orders: rows,
      unchanged: [],
      settled,
      warnings: [...walkWarnings(walked.value), ...incompleteWarning(rows, unreadable)],
      interruptedBy: null,
    });
  },
};

const readPage = async (session: ProviderSession, page: number) => {
  const read = await getLeases(session, page, pageSize);
  if (!read.ok) return read;
  const orders = read.value.leases.map(normaliseLease).filter((order) => order !== null);
  return success({
    rows: orders.map((order) => ({ key: order.providerOrderId, row: order })),
    total: read.value.total,
    unreadable: read.value.leases.length - orders.length,
  });
};
