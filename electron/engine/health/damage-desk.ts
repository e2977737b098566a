import type { Failure, FailureOf } from '../../core/model/failure.ts';
import { leaveDamageMarker } from '../../edges/store/open.ts';

/** Remembers damage of the store that was met while it was open: the next start checks the whole file. */
export class DamageDesk {
  readonly #storePath: string;
  readonly #onDamage: () => void;
  #damage: Failure | null = null;

  constructor(storePath: string, onDamage: () => void) {
    this.#storePath = storePath;
    this.#onDamage = onDamage;
  }

  /** The first damage that was met; null while all is well. */
  get damage(): Failure | null {
    return this.#damage;
  }

  /** Notes a failure of the store. A damaged row of an account damages nothing else, so it is told elsewhere. */
  note(failure: FailureOf<'store.damaged'>): void {
    if (this.#damage !== null || failure.reason === 'account-row') return;
    this.#damage = failure;
    leaveDamageMarker(this.#storePath);
    this.#onDamage();
  }
}
