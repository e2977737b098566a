import type { Cause, HealthStep, Subject } from '../../core/model/health.ts';
import { hour } from '../../core/model/instant.ts';
import type { Guard } from './guard.ts';

/** What is so and stays so is said no more often than this, and before it would count as forgotten. */
export const saidEveryMs = 12 * hour;

/** Something that is wrong until it is put right. */
export interface Finding extends Cause {
  readonly subject: Subject | null;
}

/** A trouble that is looked for at each look at the clock: said when it is first found, when it becomes another, and now and then while it lasts. */
export class LastingTrouble {
  readonly #step: HealthStep;
  readonly #guard: Guard;
  #said: { readonly atMs: number; readonly finding: string } | null = null;

  constructor(step: HealthStep, guard: Guard) {
    this.#step = step;
    this.#guard = guard;
  }

  /** Looks for it: `find` returns what is wrong, or null. */
  check(find: () => Finding | null, nowMs: number): void {
    try {
      const found = find();
      if (found === null) this.#clear();
      else this.#say(found, nowMs);
    } catch (error) {
      this.#guard.noted(this.#step, error);
    }
  }

  #clear(): void {
    this.#guard.clear(this.#step);
    this.#said = null;
  }

  #say({ subject, ...cause }: Finding, nowMs: number): void {
    const finding = JSON.stringify([cause, subject]);
    const isSaid = this.#said?.finding === finding && Math.abs(nowMs - this.#said.atMs) <= saidEveryMs;
    if (isSaid) return;
    if (this.#said?.finding !== finding) this.#guard.clear(this.#step);
    this.#guard.say(this.#step, cause, subject);
    this.#said = { atMs: nowMs, finding };
  }
}
