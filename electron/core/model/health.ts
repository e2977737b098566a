import type { FailureCode } from './failure.ts';
import type { Instant } from './ids.ts';

/**
 * What the bell does by itself, step by step: the looks at the clock and what they consist of, the words and the showing of reminders, rounds,
 * the copy of the user's own tables, the tray, the wishes of other processes, the decisions that notifications' buttons bring. `self-check` is a made-up reminder at the start; `late` is a look that came too late, `quiet-zone` are
 * quiet hours in a zone that is unknown here, `points` chosen points that cannot be read; `row` is a stored row that cannot be read, `store-file` a
 * data file that is no longer the one that is open.
 */
export const healthSteps = [
  'states',
  'planning',
  'words',
  'delivery',
  'polling',
  'round',
  'copy',
  'look',
  'self-check',
  'late',
  'quiet-zone',
  'points',
  'tray',
  'wishes',
  'decision',
  'row',
  'store-file',
] as const;
/** A step of the program's work that is watched for trouble. */
export type HealthStep = (typeof healthSteps)[number];

/** What or whom a step went wrong for: an id to tell it by, a name to show. */
export interface Subject {
  readonly id: string;
  readonly name: string;
}

/** What is known of an error. */
export interface Cause {
  /** The expected failure behind it; null when it is a bug. */
  readonly code: FailureCode | null;
  /** Why it failed, where that has a sentence of its own; without a code why a channel showed nothing. */
  readonly reason: string | null;
  /** A safe technical word or sentence, without secrets. */
  readonly detail: string | null;
}

/** A step that goes wrong, from its first time until it succeeds again. */
export interface Trouble extends Cause {
  readonly step: HealthStep;
  /** A rental, an account or a zone that it is about; null when it is about no single one. */
  readonly subject: string | null;
  /** How many more it is about. */
  readonly others: number;
  /** `late`: when the look should have been. */
  readonly since: Instant;
  /** `late`: when it was. */
  readonly last: Instant;
  readonly count: number;
}

/** Whether the bell is alive, and what stands in its way. */
export interface Health {
  /** When it last looked at the clock; null before the first time. */
  readonly lastLookAt: Instant | null;
  readonly troubles: readonly Trouble[];
}

/** Nothing happened yet. */
export const unknownHealth: Health = { lastLookAt: null, troubles: [] };

const silencing: ReadonlySet<HealthStep> = new Set<HealthStep>([
  'planning',
  'words',
  'delivery',
  'polling',
  'round',
  'look',
  'self-check',
  'late',
  'row',
  'store-file',
]);

/** Whether a trouble may keep a reminder from ringing, or made it ring late, which is an alarm; the others cost comfort, which is a notice. */
export const isSilencing = ({ step }: Pick<Trouble, 'step'>): boolean => silencing.has(step);
