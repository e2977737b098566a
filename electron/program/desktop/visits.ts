import type { Requests } from '../../contract/requests.ts';
import type { RentalId } from '../../core/model/ids.ts';
import type { Program } from '../program.ts';

/** What the window is asked to show. */
export type AskedView = Requests['view.take']['reply'];

const nothingAsked: AskedView = { rentalId: null, view: null, search: false, undo: false, failure: null };

/** What was asked for while no window was there, or none that has looked yet. */
export class Visits {
  #asked: AskedView = nothingAsked;

  ask(asked: Partial<AskedView>): void {
    this.#asked = { ...nothingAsked, ...asked };
  }

  /** Asked once, then forgotten. */
  take(): AskedView {
    const asked = this.#asked;
    this.#asked = nothingAsked;
    return asked;
  }
}

/** The worlds that a link may lead into. */
export interface Worlds {
  readonly shown: Program;
  readonly own: Program;
  readonly leaveDemo: () => Promise<unknown>;
}

/** Returns what a link shows: a rental of the world that is shown, or of the user's own, for which the demo is left. Null: it names none. */
export const visitOf = async (
  rentalId: RentalId | null,
  { shown, own, leaveDemo }: Worlds,
): Promise<Partial<AskedView>> => {
  const unknown = { failure: { code: 'not-found', reason: 'no-rental' } } as const;
  if (rentalId === null) return unknown;
  if ((await shown.rentals.get({ id: rentalId })).ok) return { rentalId };
  if (shown === own || !(await own.rentals.get({ id: rentalId })).ok) return unknown;
  await leaveDemo();
  return { rentalId };
};
