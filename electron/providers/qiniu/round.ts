import { success, type Failure, type Result } from '../../core/model/failure.ts';
import { providerOrderIdOf } from '../../core/model/ids.ts';
import { instantOf } from '../../core/model/instant.ts';
import { readDetailedRound, type ListedOrder } from '../walking/detailed-round.ts';
import { fingerprintOf } from '../walking/details.ts';
import type { Provider, ProviderSession, ReadOrder, RoundReading, TestReading } from '../../core/ports/provider.ts';
import { isNarrowed } from '../../core/ports/declared-settings.ts';
import { askPayRecord, orderDetail, refusesOrder, rowsOf } from './client.ts';
import { description } from './description.ts';
import { discover, isRefused, type Found } from './discovery.ts';
import { normaliseOrder } from './normalise.ts';
import { watchedHashes } from './settings.ts';

/** Begin anew when `normalise.ts` reads more from a detail than before, so that stored orders are read again. */
const fingerprintFormat = 'qiniu-5';

/** One cheap real request that proves address and key. */
export const test: Provider['test'] = async (session): Promise<Result<TestReading>> => {
  const response = await askPayRecord(session, 1, 1);
  const page = response.ok ? rowsOf(response.value, session, 1) : response;
  if (page.ok) return success({ orders: null });
  return isRefused(page.failure) ? testWatched(session, page.failure) : page;
};

/** Reads one whole round. */
export const readRound: Provider['readRound'] = async (session): Promise<Result<RoundReading>> => {
  const discovery = await discover(session);
  if (!discovery.ok) return discovery;
  const { found, settled, unfinished, unreadable, refused } = discovery.value;
  const reading = await readDetailedRound<Listed>({
    session,
    listed: found.map(listedOf),
    unchanged: [],
    settled,
    unfinished,
    unreadable,
    fromList: (listed) => fromList(session, listed),
    fromDetail: (listed) => readDetail(session, listed),
    isRefusal: refusesOrder,
    warnings: refused ? [{ code: 'discovery.refused' }] : [],
  });
  return success({ ...reading, settled: reading.settled && !refused && !isNarrowed(description, session.settings) });
};

interface Listed extends ListedOrder {
  readonly found: Found;
}

const listedOf = (found: Found): Listed => ({
  id: providerOrderIdOf(found.hash),
  fingerprint: fingerprintOf(fingerprintFormat, [found.payRecords, found.unpaid]),
  found,
});

/** Without discovery, a watched order that can be read proves the key. */
const testWatched = async (session: ProviderSession, refused: Failure): Promise<Result<TestReading>> => {
  const [hash] = watchedHashes(session.settings);
  if (hash === undefined) return { ok: false, failure: refused };
  const detail = await orderDetail(session, hash);
  return detail.ok ? success({ orders: null }) : detail;
};

const fromList = (session: ProviderSession, { found, fingerprint }: Listed): ReadOrder => ({
  ...normaliseOrder({ ...found, detail: null }, session.now()),
  listFingerprint: fingerprint,
  detailReadAt: null,
});

const readDetail = async (session: ProviderSession, listed: Listed): Promise<Result<ReadOrder>> => {
  const detail = await orderDetail(session, listed.found.hash);
  if (!detail.ok) return detail;
  const order = normaliseOrder({ ...listed.found, detail: detail.value }, session.now());
  return success({ ...order, listFingerprint: listed.fingerprint, detailReadAt: instantOf(session.now()) });
};
