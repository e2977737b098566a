import type { Cause, HealthStep, Subject, Trouble } from '../../core/model/health.ts';
import { day, hour, instantOf } from '../../core/model/instant.ts';

interface Met {
  readonly name: string | null;
  readonly lastMs: number;
}

interface Entry {
  /** Subjects that it goes wrong for now, with when it last did; an empty id stands for no single one. */
  readonly subjects: Map<string, Met>;
  sinceMs: number;
  lastMs: number;
  count: number;
  cause: Cause;
}

/** What was heard of last so long ago is over, whether or not anybody saw it succeed: its rental or account may be gone. */
const forgottenAfterMs = day;
/** A step that fails and succeeds in turn goes on counting, so that it is not told anew each time. */
const sameTroubleMs = hour;

/** What goes wrong at the moment, by step: how often, since when, for whom. */
export class Troubles {
  readonly #entries = new Map<HealthStep, Entry>();
  readonly #times = new Map<HealthStep, number>();
  /** Raised by every change. */
  version = 0;

  /** Notes that a step went wrong; the trouble as it is now. */
  note(
    step: HealthStep,
    cause: Cause,
    nowMs: number,
    subject: Subject | readonly Subject[] | null = null,
    sinceMs = nowMs,
  ): Trouble {
    const known = this.#entries.get(step);
    const goesOn = known !== undefined && Math.abs(nowMs - known.lastMs) < sameTroubleMs;
    const isOver = known === undefined || known.subjects.size === 0;
    const entry: Entry = {
      subjects: known?.subjects ?? new Map<string, Met>(),
      sinceMs: isOver ? sinceMs : known.sinceMs,
      lastMs: nowMs,
      count: (goesOn || !isOver ? known.count : 0) + 1,
      cause,
    };
    for (const each of listOf(subject)) entry.subjects.set(each?.id ?? '', { name: each?.name ?? null, lastMs: nowMs });
    this.#entries.set(step, entry);
    this.#times.set(step, this.timesOf(step) + 1);
    this.version += 1;
    return troubleOf(step, entry);
  }

  /** How often a step went wrong since the start; it only grows. */
  timesOf(step: HealthStep): number {
    return this.#times.get(step) ?? 0;
  }

  /** Notes that a step succeeded, for one subject or altogether. Returns whether that ended a trouble. */
  clear(step: HealthStep, subjectId: string | null = null): boolean {
    const entry = this.#entries.get(step);
    if (entry === undefined || entry.subjects.size === 0) return false;
    if (subjectId === null) entry.subjects.clear();
    else if (!entry.subjects.delete(subjectId)) return false;
    this.version += 1;
    return entry.subjects.size === 0;
  }

  /** What goes wrong now, the newest first. */
  list(nowMs: number): readonly Trouble[] {
    for (const { subjects } of this.#entries.values()) {
      for (const [id, { lastMs }] of subjects) if (isForgotten(lastMs, nowMs)) subjects.delete(id);
    }
    return [...this.#entries]
      .filter(([, { subjects }]) => subjects.size > 0)
      .sort(([, one], [, other]) => other.lastMs - one.lastMs)
      .map(([step, entry]) => troubleOf(step, entry));
  }
}

const listOf = (subject: Subject | readonly Subject[] | null): readonly (Subject | null)[] =>
  subject !== null && 'length' in subject ? subject : [subject];

/** Whether what was heard of last then is over by now. */
export const isForgotten = (lastMs: number, nowMs: number): boolean => Math.abs(nowMs - lastMs) > forgottenAfterMs;

const troubleOf = (step: HealthStep, { subjects, sinceMs, lastMs, count, cause }: Entry): Trouble => ({
  step,
  subject: [...subjects.values()].find(({ name }) => name !== null)?.name ?? null,
  others: Math.max(0, subjects.size - 1),
  since: instantOf(sinceMs),
  last: instantOf(lastMs),
  count,
  ...cause,
});

/** Whether a trouble is worth a line in the log at this count: the first time and at each doubling, so that the log does not fill up. */
export const isWorthTelling = (count: number): boolean => Number.isInteger(Math.log2(count));
