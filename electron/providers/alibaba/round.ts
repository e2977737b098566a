import { success, type Result } from '../../core/model/failure.ts';
import type { Provider, ProviderSession, ReadResource, RoundReading, TestReading } from '../../core/ports/provider.ts';
import { countSaid, readPages, type Page } from '../walking/paging.ts';
import { resourceWarnings, walkWarnings } from '../walking/warnings.ts';
import { readInstances } from './client.ts';
import { siteOf } from './description.ts';
import { normaliseRow } from './normalise.ts';

/** The service takes 300 at most; with so many a page that moves costs less to read again. */
const pageSize = 100;

/** One cheap real request that proves address and key. */
export const test: Provider['test'] = async (session): Promise<Result<TestReading>> => {
  const page = await readInstances(session, 1, 1);
  return page.ok ? success({ orders: countSaid(page.value) }) : page;
};

/** Reads one whole round. */
export const readRound: Provider['readRound'] = async (session): Promise<Result<RoundReading>> => {
  const walked = await readPages<ReadResource>(
    session,
    { read: (page) => readPage(session, page), firstPage: 1, pageSize, ends: 'counted' },
    null,
  );
  if (!walked.ok) return walked;
  const { rows, settled, unreadable } = walked.value;
  return success({
    orders: [],
    unchanged: [],
    settled,
    resources: { resources: rows, lists: [{ list: '', outcome: settled ? 'settled' : 'unsettled' }] },
    warnings: [...walkWarnings(walked.value), ...resourceWarnings(rows, unreadable)],
    interruptedBy: null,
  });
};

const readPage = async (session: ProviderSession, page: number): Promise<Result<Page<ReadResource>>> => {
  const read = await readInstances(session, page, pageSize);
  if (!read.ok) return read;
  const context = { site: siteOf(session.settings), nowMs: session.now() };
  const resources = read.value.rows.map((row) => normaliseRow(row, context)).filter((one) => one !== null);
  return success({
    rows: resources.map((resource) => ({ key: resource.key, row: resource })),
    total: read.value.total,
    unreadable: read.value.rows.length - resources.length,
  });
};
