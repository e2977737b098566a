import type { AccountId } from '../../core/model/ids.ts';
import type { Guard } from '../health/guard.ts';
import type { Ringer } from './ringer.ts';

/** What the bell works with. */
export interface BellParts {
  readonly ringer: Ringer;
  readonly guard: Guard;
  /** The reminder log changed. */
  readonly onLogged: () => void;
}

/** Claims what is due and shows it, one notification after the other: a crash leaves at most one that was shown and not noted. */
export class Bell {
  readonly #parts: BellParts;
  #urgent: ReadonlySet<AccountId> = new Set();
  #delivering: Promise<void> = Promise.resolve();

  constructor(parts: BellParts) {
    this.#parts = parts;
  }

  /** Whether an account has a deadline so close that it is asked more often. */
  isUrgent(id: AccountId): boolean {
    return this.#urgent.has(id);
  }

  /** Whether the last reminder that was to be shown was not. */
  get isUnheard(): boolean {
    return this.#parts.ringer.isUnheard;
  }

  /** Writes down what is due now. Returns the instant of the next look in epoch milliseconds; null when nothing is planned. */
  claim(): number | null {
    const { ringer, onLogged } = this.#parts;
    const { claimed, nextLookAtMs, urgent } = ringer.claimDue();
    this.#urgent = urgent;
    if (claimed > 0) onLogged();
    return nextLookAtMs;
  }

  /** The same in one go, however much there is to look at. */
  claimAll(): void {
    do this.claim();
    while (!this.#parts.ringer.hasSurveyed);
  }

  /** Shows what was claimed, after what is being shown. Never rejects. */
  deliver(): Promise<void> {
    this.#delivering = this.#delivering.then(() => this.#deliver());
    return this.#delivering;
  }

  /** Resolves when nothing is being shown any more. */
  settled(): Promise<void> {
    return this.#delivering;
  }

  async #deliver(): Promise<void> {
    const { ringer, guard, onLogged } = this.#parts;
    await guard.runLong(
      'delivery',
      async () => {
        if (await ringer.deliver()) onLogged();
      },
      () => !ringer.isUnheard,
    );
  }
}
