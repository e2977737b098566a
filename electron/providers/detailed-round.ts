import type { Failure, Result } from '../contract/failure.ts';
import type { ProviderOrderId } from '../contract/ids.ts';
import type { RoundWarning } from '../contract/sync.ts';
import { needsDetail, readDetails } from './details.ts';
import type { ProviderSession, ReadOrder, RoundReading } from './provider.ts';
import { incompleteWarning, walkWarnings } from './warnings.ts';

/** One order that a list names. `mark` changes when anything does that the list says about it. */
export interface ListedOrder {
  readonly id: ProviderOrderId;
  readonly mark: string;
}

/** A round over a list whose orders have a detail behind them, each at the cost of a request. */
export interface DetailedRound<Listed extends ListedOrder> {
  readonly session: ProviderSession;
  /** All that the list named, the most urgent first. */
  readonly listed: readonly Listed[];
  readonly settled: boolean;
  readonly unfinished: boolean;
  readonly unreadable: number;
  /** The order as far as the list alone tells it. */
  readonly fromList: (listed: Listed) => ReadOrder;
  /** The order with its detail; a failure that concerns this order only gives what the list tells, see `concernsOneOrder`. */
  readonly fromDetail: (listed: Listed) => Promise<Result<ReadOrder>>;
  readonly warnings: readonly RoundWarning[];
}

/**
 * Reads the details that are due and adds up the round. An order whose detail cannot be read is returned from the list, incomplete, unless the
 * store already holds it whole: then it is left as it is, and is missing from this round like one that the list no longer names.
 */
export const readDetailedRound = async <Listed extends ListedOrder>(
  round: DetailedRound<Listed>,
): Promise<RoundReading> => {
  const { session, listed } = round;
  const isDue = ({ id, mark }: Listed): boolean => needsDetail(session.known(id), mark, session.now());
  const due = listed.filter(isDue);
  const details = await readDetails(due, round.fromDetail, session.shouldStop);
  const read = due.flatMap((one) => details.read.get(one) ?? []);
  const orders = due
    .map((one) => details.read.get(one) ?? round.fromList(one))
    .filter((order) => isBetter(order, session));
  const known = new Set(due);
  const unfinished = round.unfinished || (details.left.length > 0 && details.failure === null);
  return {
    orders,
    unchanged: listed.filter((one) => !known.has(one)).map(({ id }) => id),
    settled: round.settled && details.left.length === 0,
    warnings: [
      ...walkWarnings({ settled: round.settled, unfinished }),
      ...round.warnings,
      ...incompleteWarning([...new Set([...read, ...orders])], round.unreadable),
    ],
    interruptedBy: details.failure,
  };
};

const isBetter = (order: ReadOrder, session: ProviderSession): boolean => {
  const stored = session.known(order.providerOrderId);
  return order.incomplete.length === 0 || stored === null || stored.incomplete;
};

/** Whether a failed detail says something about that order only. A rejected key, 5xx, a redirect and the network concern the whole round. */
export const concernsOneOrder = ({ code, path }: Failure): boolean =>
  code === 'provider.refused' ||
  code === 'account.key-lacks-permission' ||
  (code === 'provider.unexpected-answer' && path !== undefined);
