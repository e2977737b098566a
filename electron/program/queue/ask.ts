import { z } from 'zod';
import { failed, type Result } from '../../core/model/failure.ts';
import { failureSchema } from '../../edges/store/stored-failure.ts';
import { WishQueue } from '../../edges/store/wish-queue.ts';
import type { QueuedInput, QueuedName } from './wish-table.ts';

/** What asking the holder of a store needs. */
export interface AskParts {
  readonly storePath: string;
  readonly now: () => number;
  readonly newId: () => string;
  readonly wait: (ms: number) => Promise<void>;
}

const lookEveryMs = 50;
/** The queue itself is had by each process for moments only. */
const queueWaitMs = 5_000;
/** Who holds the store takes a wish within two seconds, or does not serve wishes at all. */
const takenWithinMs = 10_000;
/** A wish that was taken may wait for a keychain's prompt. */
const repliedWithinMs = 120_000;

/**
 * Leaves a wish for the process that holds the store, and waits for what comes of it. Fails with `store.locked` where nobody takes it: then
 * it is withdrawn and nothing happens; and with the reason `no-reply` where it was taken and nobody says what came of it.
 */
export const askHolder = async <Name extends QueuedName>(
  name: Name,
  input: QueuedInput<Name>,
  { storePath, now, newId, wait }: AskParts,
): Promise<Result<unknown>> => {
  const id = newId();
  let queue: WishQueue | null = null;
  try {
    queue = new WishQueue(storePath, { waitMs: queueWaitMs });
    queue.leave({ id, name, input: JSON.stringify(input) }, now());
    for (let waitedMs = 0; waitedMs < repliedWithinMs; waitedMs += lookEveryMs) {
      // Whoever looks for the wish looks at the queue's place.
      if (!queue.isInPlace) return failed('store.locked', { reason: 'no-queue' });
      const reply = queue.replyTo(id);
      if (reply !== null) {
        queue.forget(id);
        return replyOf(reply);
      }
      if (waitedMs >= takenWithinMs && queue.withdraw(id)) return failed('store.locked');
      await wait(lookEveryMs);
    }
    return failed('store.locked', { reason: 'no-reply' });
  } catch (error) {
    return failed('store.locked', { reason: 'no-queue', detail: error instanceof Error ? error.name : '' });
  } finally {
    queue?.close();
  }
};

const replySchema = z.union([
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), failure: failureSchema }),
]);

/** A reply that cannot be read says that something was done, and not what. */
const replyOf = (json: string): Result<unknown> => {
  try {
    const { data } = replySchema.safeParse(JSON.parse(json));
    if (data === undefined) return failed('store.locked', { reason: 'no-reply' });
    return data.ok ? { ok: true, value: data.value } : data;
  } catch {
    return failed('store.locked', { reason: 'no-reply' });
  }
};
