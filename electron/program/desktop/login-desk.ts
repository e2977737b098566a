import type { LoginView } from '../../contract/views.ts';
import type { Result } from '../../core/model/failure.ts';
import type { LoginItems } from '../../core/ports/login-items.ts';

/** What the desk stands on. */
export interface LoginParts {
  readonly items: LoginItems;
  /** Whether the user was asked before; never again then, whatever came of it. */
  readonly wasAsked: () => boolean;
  readonly noteAsked: () => void;
  readonly onChanged: () => void;
}

/** Whether the program starts when its user logs in: what is so, and the user's word about it. */
export class LoginDesk {
  readonly #parts: LoginParts;

  constructor(parts: LoginParts) {
    this.#parts = parts;
  }

  async view(): Promise<LoginView> {
    const item = await this.#parts.items.read();
    return { ...item, asks: item.state === 'off' && item.why === null && !this.#parts.wasAsked() };
  }

  /** The user's word, be it in reply to the question or among the settings. */
  async set({ on }: { readonly on: boolean }): Promise<Result<null>> {
    const { items, noteAsked, onChanged } = this.#parts;
    noteAsked();
    const set = await items.set(on);
    onChanged();
    return set;
  }
}
