import { day, minute } from '../core/model/instant.ts';
import type { OpenStore } from '../edges/store/open.ts';
import { copyOwnTables } from '../edges/store/own-copy.ts';

/** When the copy of the user's own tables is renewed: once a day, and soon after a change of them. */
export class OwnCopy {
  readonly #parts;
  #copiedAtMs = 0;
  #changed = false;

  constructor(parts: { readonly store: OpenStore; readonly now: () => number }) {
    this.#parts = parts;
  }

  /** Whether something changed since the last copy. */
  get hasChanges(): boolean {
    return this.#changed;
  }

  noteChange(): void {
    this.#changed = true;
  }

  isDue(): boolean {
    const sinceMs = Math.abs(this.#parts.now() - this.#copiedAtMs);
    return sinceMs >= day || (this.#changed && sinceMs >= minute);
  }

  copy(): void {
    const { store, now } = this.#parts;
    copyOwnTables(store.database, store.path);
    this.#copiedAtMs = now();
    this.#changed = false;
  }
}
