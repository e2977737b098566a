import { failed, success, type Result } from '../../core/model/failure.ts';
import type { RentalId } from '../../core/model/ids.ts';
import { second } from '../../core/model/instant.ts';

/** Takes one wish back. */
export type TakeBack = () => Result<null> | Promise<Result<null>>;

interface Step {
  readonly id: number;
  readonly takeBack: TakeBack;
  readonly rentals: readonly RentalId[];
  readonly atMs: number;
}

/** More than anybody takes back; what came before them stays. */
const maxSteps = 50;
/** What a card is told and that it was seen come together, and are taken back together. */
const togetherMs = 5 * second;

/** What the user said last and can take back, newest first. It is held in memory and forgotten at quit. */
export class UndoSteps {
  #steps: readonly Step[] = [];
  #nextId = 1;

  /** `rentals`: those that the wish was about. */
  add(takeBack: TakeBack, { rentals, nowMs }: { readonly rentals: readonly RentalId[]; readonly nowMs: number }): void {
    this.#steps = [...this.#steps, { id: this.#nextId, takeBack, rentals, atMs: nowMs }].slice(-maxSteps);
    this.#nextId += 1;
  }

  /** Whether the last wish was about these rentals and came just now, so that what follows belongs to it. */
  isAbout(rentals: readonly RentalId[], nowMs: number): boolean {
    const last = this.#steps.at(-1);
    return (
      last !== undefined &&
      rentals.every((rental) => last.rentals.includes(rental)) &&
      Math.abs(nowMs - last.atMs) < togetherMs
    );
  }

  /** The wish that would be taken back next; null without one. */
  get lastId(): number | null {
    return this.#steps.at(-1)?.id ?? null;
  }

  /** Takes the last wish back. Fails with `not-found` where that is another one by now, or was taken back. */
  async takeBack(id: number): Promise<Result<null>> {
    const last = this.#steps.at(-1);
    if (last?.id !== id) return failed('not-found');
    const done = await last.takeBack();
    // What it was about is gone: nothing is left to take back, and those before it are to be reached.
    const isGone = !done.ok && done.failure.code === 'not-found';
    if (done.ok || isGone) this.#steps = this.#steps.filter((step) => step !== last);
    return done;
  }
}

/** Returns what can be asked and wished about taking back. */
export const undoWishes = (steps: UndoSteps) => ({
  /** The wish that would be taken back next. */
  last: (): Result<{ readonly id: number } | null> => success(steps.lastId === null ? null : { id: steps.lastId }),
  apply: ({ id }: { readonly id: number }): Promise<Result<null>> => steps.takeBack(id),
});
