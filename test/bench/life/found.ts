import { z } from 'zod';
import { slicesSchema } from './slices.ts';

const times = z.array(z.number());

/** What `programs/life.ts` prints. Times are milliseconds; lists have one number for each round. */
export const lifeSchema = z.object({
  /** The thread while the first sync was under way, and while rounds found something changed. */
  firstSync: slicesSchema,
  changedRounds: slicesSchema,
  /**
   * From the instant at which a reminder was due until it was shown: of those due while the first sync was under way, and after it. Null
   * where the life had none.
   */
  latencies: z.object({ inFirstSync: times, awake: times, afterResume: times }).nullable(),
  unchanged: z.object({ cpuMs: times, rowsWritten: times, messages: times, bytes: times }),
  /** Kinds of what the window was told in rounds that found nothing new. */
  messageKinds: z.array(z.string()),
  /** `applyMs` is empty where the engine does not mark how long it applied what it read. */
  changed: z.object({ cpuMs: times, applyMs: times }),
  searches: z.array(z.object({ query: z.string(), cpuMs: times })),
});

/** What was seen of one life of the engine. */
export type LifeFound = z.infer<typeof lifeSchema>;
