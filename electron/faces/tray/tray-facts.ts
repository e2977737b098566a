import { countCards } from '../../program/views/inbox.ts';
import { isSilencing } from '../../core/model/health.ts';
import type { Desk } from '../../program/desk.ts';
import { trayDeadlines } from './tray-deadlines.ts';
import type { TrayFacts } from './tray-state.ts';
import { listAccounts } from '../../edges/store/accounts.ts';
import { ringingRentals } from '../../edges/store/rentals.ts';

/** What the tray has to go by: the program, the demo's numbers where that is shown, and always the user's own bell. */
type Shown = Pick<Desk, 'engine' | 'ownEngine'>;

/** What the tray shows now. A store that cannot be read is trouble, which is noted, and must not leave the tray as it was. */
export const readTrayFacts = (desk: Shown): TrayFacts => {
  try {
    return trayFacts(desk);
  } catch (error) {
    desk.ownEngine().guard.noted('tray', error);
    return { deadlines: [], inbox: 0, failing: [], paused: false, trouble: true };
  }
};

const trayFacts = (desk: Shown): TrayFacts => {
  const { store, now } = desk.engine().parts;
  const nowMs = now();
  const accounts = listAccounts(store.database);
  return {
    deadlines: ringingRentals(store.database, nowMs).flatMap((rental) => trayDeadlines(rental, nowMs)),
    inbox: countCards(store.database, nowMs),
    failing: accounts.filter((account) => account.failure !== null).map((account) => account.label),
    paused: accounts.length > 0 && accounts.every((account) => account.paused),
    trouble: desk.ownEngine().health.troubles.some(isSilencing),
  };
};
