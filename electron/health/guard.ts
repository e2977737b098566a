import type { EventName } from '../contract/channels.ts';
import type { Failure } from '../contract/failure.ts';
import type { Health, HealthStep, Trouble } from '../contract/health.ts';
import type { Instant } from '../contract/ids.ts';
import { instantOf } from '../contract/instant.ts';
import { plainLine } from '../contract/plain-text.ts';
import { storeFailureOrNull } from '../store/failures.ts';
import { redactText } from '../system/redact.ts';
import { isWorthTelling, Troubles, type Cause, type Subject } from './troubles.ts';

export interface GuardParts {
  readonly now: () => number;
  readonly log: { error(facts: object, message: string): void };
  /** News for the window and the tray: look again. */
  readonly news: (event: EventName) => void;
  /** The store turned out to be damaged. */
  readonly onDamage: (failure: Failure) => void;
}

const longestDetail = 200;

/** Names of errors are safe everywhere; their sentences may quote what a provider sent. */
const quoting: ReadonlySet<HealthStep> = new Set<HealthStep>(['round']);

const detailOf = (step: HealthStep, error: unknown): string => {
  if (!(error instanceof Error)) return typeof error;
  const text = quoting.has(step) || error.message === '' ? error.name : `${error.name}: ${redactText(error.message)}`;
  return plainLine(text).slice(0, longestDetail);
};

/**
 * The border at which a bug, or a disk that is full, stops hurting and starts being known: the step that threw is noted, logged and told
 * to whoever follows, and the next look tries again. A step that succeeds clears its trouble.
 */
export class Guard {
  readonly #parts: GuardParts;
  readonly #troubles = new Troubles();
  readonly #followers = new Set<(trouble: Trouble) => void>();
  #lastLookAt: Instant | null = null;

  constructor(parts: GuardParts) {
    this.#parts = parts;
  }

  /** How the bell is. */
  get health(): Health {
    return { lastLookAt: this.#lastLookAt, troubles: this.#troubles.list(this.#parts.now()) };
  }

  /** Raised by every change of what goes wrong. */
  get version(): number {
    return this.#troubles.version;
  }

  /** Calls `told` for what goes wrong from now on: the first time and whenever its count has doubled. Returns the way to stop. */
  follow(told: (trouble: Trouble) => void): () => void {
    this.#followers.add(told);
    return () => this.#followers.delete(told);
  }

  /** Runs a step; null when it threw. It succeeded when nothing of it was noted meanwhile either. */
  run<Value>(step: HealthStep, work: () => Value): Value | null {
    const before = this.#troubles.timesOf(step);
    try {
      const value = work();
      if (this.#troubles.timesOf(step) === before) this.clear(step);
      return value;
    } catch (error) {
      this.noted(step, error);
      return null;
    }
  }

  /** The same for a step that takes a while. Never rejects. */
  async runLong<Value>(step: HealthStep, work: () => Promise<Value>): Promise<Value | null> {
    const before = this.#troubles.timesOf(step);
    try {
      const value = await work();
      if (this.#troubles.timesOf(step) === before) this.clear(step);
      return value;
    } catch (error) {
      this.noted(step, error);
      return null;
    }
  }

  /** Notes what a step threw. Returns the failure when it is an expected one of the store. */
  noted(step: HealthStep, error: unknown, subject: Subject | null = null): Failure | null {
    const failure = storeFailureOrNull(error);
    const trouble = this.say(step, { code: failure?.code ?? null, detail: detailOf(step, error) }, subject);
    if (failure?.code === 'store.damaged') this.#parts.onDamage(failure);
    if (isWorthTelling(trouble.count)) this.#log(step, error, trouble.count, subject);
    return failure;
  }

  /** Notes trouble that nothing threw. */
  say(step: HealthStep, cause: Cause, subject: Subject | null = null, sinceMs?: number): Trouble {
    const trouble = this.#troubles.note(step, cause, this.#parts.now(), subject, sinceMs);
    if (isWorthTelling(trouble.count)) {
      for (const told of this.#followers) told(trouble);
      this.tell('app.changed');
    }
    return trouble;
  }

  /** A step succeeded, for one subject or altogether. */
  clear(step: HealthStep, subjectId: string | null = null): void {
    if (this.#troubles.clear(step, subjectId)) this.tell('app.changed');
  }

  /** The clock was looked at. */
  looked(): void {
    this.#lastLookAt = instantOf(this.#parts.now());
  }

  /** A log that cannot be written must not become what silences the bell. */
  #log(step: HealthStep, err: unknown, count: number, subject: Subject | null): void {
    try {
      const { id } = subject ?? {};
      this.#parts.log.error({ err, step, count, ...(id === undefined ? {} : { id }) }, `${step} failed`);
    } catch {
      // It is told in the window, in the tray and by doctor all the same.
    }
  }

  /** Tells news; a window that cannot be told costs nobody else anything. */
  tell(event: EventName): void {
    try {
      this.#parts.news(event);
    } catch {
      // The window asks again by itself when it is opened.
    }
  }
}
