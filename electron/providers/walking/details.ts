import { hash } from 'node:crypto';
import { day, epochMsOf } from '../../core/model/instant.ts';
import type { Failure, Result } from '../../core/model/failure.ts';
import type { Fact } from '../../core/model/order.ts';
import { quotedJson } from '../../core/model/quoted-json.ts';
import { factsOf } from '../reading/facts.ts';
import type { KnownOrder } from '../../core/ports/provider.ts';

/** Requests for details that are under way at once: enough to hide the latency, few enough for any server. */
const maxConcurrentDetails = 4;

/** Returns a short text that changes with anything the list says about an order. A new `format` has all details read again. */
export const fingerprintOf = (format: string, listed: unknown): string => fingerprintOfFacts(format, factsOf(listed));

/** The same of an order of which all facts are what the list says. */
export const fingerprintOfFacts = (format: string, facts: readonly Fact[]): string => {
  // The JSON of pairs, written as it always was: stored fingerprints are compared with it.
  let text = '';
  for (const { path, value } of facts)
    text += `${text === '' ? '' : ','}[${quotedJson(path)},${value === null ? 'null' : quotedJson(value)}]`;
  return `${format}:${hash('sha256', `[${text}]`, 'base64url').slice(0, 22)}`;
};

/** Whether the list says of a stored order what it said before, and nothing about it is in doubt. */
export const isAsStored = (known: KnownOrder | null, fingerprint: string): boolean =>
  known !== null && known.listFingerprint === fingerprint && !known.incomplete && !known.doubtful;

/** Whether an order's detail costs a request this time: it is new, unfinished, incomplete, changed, in doubt, or was read over a day ago. */
export const needsDetail = (known: KnownOrder | null, fingerprint: string, nowMs: number): boolean => {
  if (known === null || known.detailReadAt === null) return true;
  if (!known.finished || !isAsStored(known, fingerprint)) return true;
  return Math.abs(nowMs - epochMsOf(known.detailReadAt)) > day;
};

/** So many responses that nobody expected are no accident of single orders; until then each costs itself only. */
const maxUnexpected = 3;

const isUnexpected = ({ code }: Failure): boolean => code === 'provider.unexpected-answer';

/** What came of reading details: those read, and why the others were not (`failure` null: the round's time was up). */
export interface DetailReading<Task, Value> {
  readonly read: ReadonlyMap<Task, Value>;
  readonly left: readonly Task[];
  readonly failure: Failure | null;
}

/**
 * Reads details four at a time in the order given. The first failure other than an unexpected response, the third of those, or the
 * end of the round's time lets those under way finish and starts no more.
 */
export const readDetails = async <Task, Value>(
  tasks: readonly Task[],
  read: (task: Task) => Promise<Result<Value>>,
  { shouldStop, onRead }: { readonly shouldStop: () => boolean; readonly onRead: (count: number) => void },
): Promise<DetailReading<Task, Value>> => {
  const values = new Map<Task, Value>();
  const waiting = [...tasks];
  const failures: Failure[] = [];
  const isOver = (): boolean => failures.length >= maxUnexpected || !failures.every(isUnexpected) || shouldStop();
  const work = async (): Promise<void> => {
    for (;;) {
      if (isOver()) return;
      const task = waiting.shift();
      if (task === undefined) return;
      const outcome = await read(task);
      if (outcome.ok) values.set(task, outcome.value);
      else failures.push(outcome.failure);
      onRead(values.size + failures.length);
    }
  };
  await Promise.all(Array.from({ length: Math.min(maxConcurrentDetails, tasks.length) }, work));
  const failure = failures.find((one) => !isUnexpected(one)) ?? failures[0] ?? null;
  return { read: values, left: tasks.filter((task) => !values.has(task)), failure };
};
