import type { EventName } from '../../core/model/events.ts';
import type { Failure, FailureOf } from '../../core/model/failure.ts';
import type { Cause, Health, HealthStep, Subject, Trouble } from '../../core/model/health.ts';
import type { Instant } from '../../core/model/ids.ts';
import { instantOf } from '../../core/model/instant.ts';
import { causeOf, readError } from './cause.ts';
import { isWorthTelling, Troubles } from './troubles.ts';

/** What a guard is built from. */
export interface GuardParts {
  readonly now: () => number;
  readonly log: { error(facts: object, message: string): void };
  /** News for the window and the tray: look again. */
  readonly news: (event: EventName) => void;
  /** The store turned out to be damaged. */
  readonly onDamage: (failure: FailureOf<'store.damaged'>) => void;
}

/** Names of errors are safe everywhere; their sentences may quote what a provider sent. */
const quoting: ReadonlySet<HealthStep> = new Set<HealthStep>(['round']);

/** When a trouble that is told later than it was began, and when it was last. */
export interface Times {
  readonly sinceMs: number;
  readonly lastMs: number;
}

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

  /** The same for a step that takes a while; `isOver` says whether its trouble ends when nothing was noted. Never rejects. */
  async runLong<Value>(
    step: HealthStep,
    work: () => Promise<Value>,
    isOver: () => boolean = () => true,
  ): Promise<Value | null> {
    const before = this.#troubles.timesOf(step);
    try {
      const value = await work();
      if (this.#troubles.timesOf(step) === before && isOver()) this.clear(step);
      return value;
    } catch (error) {
      this.noted(step, error);
      return null;
    }
  }

  /** Notes what a step threw. Returns the failure when it is an expected one of the store. */
  noted(step: HealthStep, error: unknown, subject: Subject | null = null): Failure | null {
    const { failure, cause } = readError(error, quoting.has(step));
    const { count } = this.say(step, cause, subject);
    if (failure?.code === 'store.damaged') quietly(() => this.#parts.onDamage(failure));
    if (isWorthTelling(count)) quietly(() => this.#log(error, step, count, subject));
    return failure;
  }

  /** Notes an expected failure that a step came back with. */
  failed(step: HealthStep, failure: Failure): void {
    const { count } = this.say(step, causeOf(failure));
    if (failure.code === 'store.damaged') quietly(() => this.#parts.onDamage(failure));
    if (isWorthTelling(count)) quietly(() => this.#parts.log.error({ failure, step, count }, `${step} failed`));
  }

  /** Notes trouble that nothing threw; one that several have at once counts once. */
  say(step: HealthStep, cause: Cause, subject: Subject | readonly Subject[] | null = null, times?: Times): Trouble {
    const lastMs = times?.lastMs ?? this.#parts.now();
    const trouble = this.#troubles.note(step, cause, lastMs, subject, times?.sinceMs);
    if (isWorthTelling(trouble.count)) {
      for (const told of this.#followers) quietly(() => told(trouble));
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

  /** Sends an event to the window, which asks again on its own when it is opened. */
  tell(event: EventName): void {
    quietly(() => this.#parts.news(event));
  }

  #log(err: unknown, step: HealthStep, count: number, subject: Subject | null): void {
    const { id } = subject ?? {};
    this.#parts.log.error({ err, step, count, ...(id === undefined ? {} : { id }) }, `${step} failed`);
  }
}

/** Reports trouble to one listener. A listener that throws, such as the log on a full disk, affects neither the bell nor the other listeners. */
const quietly = (tell: () => void): void => {
  try {
    tell();
  } catch {
    // The others are told all the same.
  }
};
