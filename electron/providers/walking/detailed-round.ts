import { success, type Failure, type Result } from '../../core/model/failure.ts';
import type { ProviderOrderId } from '../../core/model/ids.ts';
import { isLacking } from '../../core/model/order.ts';
import type { RoundWarning } from '../../core/model/sync.ts';
import { needsDetail, readDetails } from './details.ts';
import type { ProviderSession, ReadOrder, RoundReading } from '../../core/ports/provider.ts';
import { contradictoryWarning, implausibleWarning, incompleteWarning, walkWarnings } from './warnings.ts';

/** One order that a list names. `fingerprint` changes when anything does that the list says about it. */
export interface ListedOrder {
  readonly id: ProviderOrderId;
  readonly fingerprint: string;
}

/** A round over a list whose orders have a detail behind them, each at the cost of a request. */
export interface DetailedRound<Listed extends ListedOrder> {
  readonly session: ProviderSession;
  /** What the list named and may have to be read, the most urgent first. */
  readonly listed: readonly Listed[];
  /** What the list named besides, and which is surely as it was stored. */
  readonly unchanged: readonly ProviderOrderId[];
  readonly settled: boolean;
  readonly unfinished: boolean;
  readonly unreadable: number;
  /** The order as far as the list alone tells it. */
  readonly fromList: (listed: Listed) => ReadOrder;
  /** The order with its detail. */
  readonly fromDetail: (listed: Listed) => Promise<Result<ReadOrder>>;
  /** Whether a failed detail says, in the provider's documented words, that there is no such order for us. All else concerns the round. */
  readonly isRefusal: (failure: Failure) => boolean;
  readonly warnings: readonly RoundWarning[];
}

/** So many details are read each round whatever the list has cost, so that a small budget delays them and starves none. */
const leastDetails = 20;

/** What was never read goes first, else in the order given: what is read anew each time must not keep the rest waiting for ever. */
const unreadFirst = <Listed extends ListedOrder>(
  due: readonly Listed[],
  session: ProviderSession,
): readonly Listed[] => {
  const wasRead = ({ id }: Listed): boolean => (session.known(id)?.detailReadAt ?? null) !== null;
  return [...due.filter((one) => !wasRead(one)), ...due.filter(wasRead)];
};

/** So many refusals without a single order read say something about the key or the service, not about the orders. */
const suspiciousRefusals = 3;

/**
 * Reads the details that are due and adds up the round. An order whose detail is refused is returned from the list, incomplete, unless the
 * store already holds more: then it is left as it is, and is missing from this round like one that the list no longer names. Any other
 * failure interrupts the round, which then proves nothing missing.
 */
export const readDetailedRound = async <Listed extends ListedOrder>(
  round: DetailedRound<Listed>,
): Promise<RoundReading> => {
  const { session, listed } = round;
  const isDue = ({ id, fingerprint }: Listed): boolean => needsDetail(session.known(id), fingerprint, session.now());
  const due = unreadFirst(listed.filter(isDue), session);
  const refused = new Map<Listed, Failure>();
  let read = 0;
  const details = await readDetails(due, (one) => readOrRefused(one, round, refused), {
    shouldStop: () => session.shouldStop() || (session.isBudgetSpent() && read >= leastDetails),
    onRead: (count) => {
      read = count;
      session.onProgress({ step: 'details', read, of: due.length });
    },
  });
  const readings = new Map(due.map((one) => [one, details.read.get(one) ?? round.fromList(one)]));
  const orders = [...readings.values()].filter((order) => isWorthStoring(order, session));
  const stays = (one: Listed): boolean => {
    const reading = readings.get(one);
    if (reading === undefined) return true;
    return details.read.has(one) && !refused.has(one) && !isWorthStoring(reading, session);
  };
  const [refusal] = refused.values();
  const allRefused = refused.size >= suspiciousRefusals && refused.size === details.read.size;
  const interruptedBy = details.failure ?? (allRefused ? (refusal ?? null) : null);
  const whole = [...new Set([...details.read.values(), ...orders])];
  const unfinished = round.unfinished || (details.left.length > 0 && interruptedBy === null);
  return {
    orders,
    unchanged: [...round.unchanged, ...listed.filter(stays).map(({ id }) => id)],
    settled: round.settled && details.left.length === 0 && interruptedBy === null,
    warnings: [
      ...walkWarnings({ settled: round.settled, unfinished }),
      ...round.warnings,
      ...implausibleWarning(whole),
      ...contradictoryWarning(whole),
      ...incompleteWarning(whole, round.unreadable),
    ],
    interruptedBy,
  };
};

/** The order with its detail, or from the list and noted in `refused`. */
const readOrRefused = async <Listed extends ListedOrder>(
  listed: Listed,
  round: DetailedRound<Listed>,
  refused: Map<Listed, Failure>,
): Promise<Result<ReadOrder>> => {
  const detail = await round.fromDetail(listed);
  if (detail.ok || !round.isRefusal(detail.failure)) return detail;
  refused.set(listed, detail.failure);
  return success(round.fromList(listed));
};

/**
 * An incomplete reading replaces no whole one, since a known end is worth more than a new word; and the list alone replaces no detail.
 * A detail is the better reading all the same where the stored one may still change and it says how, where what it lacks is only said
 * absurdly and no deadline is lost by it, and where the stored one was read by other rules.
 */
const isWorthStoring = (order: ReadOrder, session: ProviderSession): boolean => {
  const stored = session.known(order.providerOrderId);
  if (!isLacking(order) || stored === null) return true;
  if (stored.incomplete) return order.detailReadAt !== null || stored.detailReadAt === null;
  if (order.detailReadAt === null || order.items.length === 0) return false;
  const isNewWord = !stored.finished && order.status !== 'unknown' && !lacksPayBy(order);
  return isNewWord || !losesDeadline(order) || rulesOf(stored.listFingerprint) !== rulesOf(order.listFingerprint);
};

const lacksPayBy = ({ status, payBy }: ReadOrder): boolean => status === 'unpaid' && payBy === null;

/** Whether an order lacks something of weight: more than times that nothing is counted from, and than the rest of what is kept in part. */
const losesDeadline = (order: ReadOrder): boolean =>
  order.incomplete.some((field) => ![...(order.implausible ?? []), ...(order.cut ?? [])].includes(field)) ||
  lacksPayBy(order) ||
  order.items.some(({ end, status }) => end.note === 'implausible' && (status === 'paid' || status === 'active'));

/** By which rules an order was read: the beginning of its fingerprint. */
const rulesOf = (fingerprint: string | null): string => fingerprint?.split(':')[0] ?? '';
