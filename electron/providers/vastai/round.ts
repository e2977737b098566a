import { success, type Result } from '../../core/model/failure.ts';
import type { Provider, ProviderSession, RoundReading, TestReading } from '../../core/ports/provider.ts';
import { countSaid } from '../walking/paging.ts';
import { readTokenPages, type TokenPage } from '../walking/token-pages.ts';
import { resourceWarnings, walkWarnings } from '../walking/warnings.ts';
import { readBalance } from './balance.ts';
import { askInstances } from './client.ts';
import { normaliseRow, type Machine } from './normalise.ts';

/** "Instances per page. Maximum 25." */
const pageSize = 25;

/** One cheap real request that proves address and key. */
export const test: Provider['test'] = async (session): Promise<Result<TestReading>> => {
  const page = await askInstances(session, 1, null);
  return page.ok ? success({ orders: countSaid(page.value) }) : page;
};

/** Reads one whole round. */
export const readRound: Provider['readRound'] = async (session): Promise<Result<RoundReading>> => {
  const walked = await readTokenPages(session, (token) => readPage(session, token));
  if (!walked.ok) return walked;
  const { rows, settled, unreadable } = walked.value;
  const resources = rows.map(({ resource }) => resource);
  return success({
    orders: [],
    unchanged: [],
    settled,
    resources: {
      resources,
      lists: [{ list: '', outcome: settled ? 'settled' : 'unsettled' }],
      ...(settled ? await readBalance(session, rows) : {}),
    },
    warnings: [...walkWarnings(walked.value), ...resourceWarnings(resources, unreadable)],
    interruptedBy: null,
  });
};

const readPage = async (session: ProviderSession, token: string | null): Promise<Result<TokenPage<Machine>>> => {
  const page = await askInstances(session, pageSize, token);
  if (!page.ok) return page;
  const { rows, total, next } = page.value;
  const machines = rows.flatMap((row) => normaliseRow(row, session.now()) ?? []);
  return success({
    rows: machines.map((machine) => ({ key: machine.resource.key, row: machine })),
    total,
    next,
    unreadable: rows.length - machines.length,
  });
};
